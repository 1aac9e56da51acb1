package dev.compliancekit.crypto.file;

import com.google.errorprone.annotations.Immutable;

/**
 * What one try of a pass phrase costs, whoever tries: the parameters of Argon2id (RFC 9106). Memory weighs most; take
 * as much as the machine can spare once at each start.
 *
 * @param memoryKib memory in KiB, 19,456 (19 MiB) to 1,048,576 (1 GiB)
 * @param passes passes over the memory, 2 to 16
 * @param lanes lanes, 1 to 16; they are computed one after the other
 */
@Immutable
public record Argon2Cost(int memoryKib, int passes, int lanes) {

    /** The least that OWASP's Password Storage Cheat Sheet accepts: 19 MiB, 2 passes, 1 lane. */
    public static final Argon2Cost MINIMUM = new Argon2Cost(19 * 1024, 2, 1);

    /** 64 MiB, 3 passes, 1 lane: about a quarter of a second. */
    public static final Argon2Cost DEFAULT = new Argon2Cost(64 * 1024, 3, 1);

    private static final int MIN_MEMORY_KIB = 19 * 1024;
    private static final int MAX_MEMORY_KIB = 1024 * 1024;
    private static final int MIN_PASSES = 2;
    private static final int MAX_PASSES = 16;
    private static final int MAX_LANES = 16;

    /**
     * Checks the bounds: enough to be worth it, and never so much that a damaged file stops the machine.
     *
     * @param memoryKib memory in KiB, 19,456 (19 MiB) to 1,048,576 (1 GiB)
     * @param passes passes over the memory, 2 to 16
     * @param lanes lanes, 1 to 16
     * @throws IllegalArgumentException if one is out of bounds
     */
    public Argon2Cost {
        checkRange("memoryKib", memoryKib, MIN_MEMORY_KIB, MAX_MEMORY_KIB);
        checkRange("passes", passes, MIN_PASSES, MAX_PASSES);
        checkRange("lanes", lanes, 1, MAX_LANES);
    }

    private static void checkRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; accepted are " + least + " to " + most);
        }
    }
}
