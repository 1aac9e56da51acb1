package dev.compliancekit.crypto;

import com.google.errorprone.annotations.Immutable;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The id of a key as it stands in front of every ciphertext: 32 bits, as in Tink. Not a secret, and unique within one
 * tenant only.
 *
 * @param value the 32 bits; every value is accepted
 */
@Immutable
public record KeyId(int value) implements Comparable<KeyId> {

    /**
     * A new random id; never 0, which Tink does not give either.
     *
     * @param random where the bits come from
     * @return an id that is not 0
     */
    public static KeyId random(RandomGenerator random) {
        int value = random.nextInt();
        while (value == 0) {
            value = random.nextInt();
        }
        return new KeyId(value);
    }

    /**
     * An id as {@link #toString} writes it.
     *
     * @param text 8 lower-case hexadecimal digits
     * @return the id
     * @throws IllegalArgumentException if it is anything else
     */
    public static KeyId parse(String text) {
        if (!text.matches("[0-9a-f]{8}")) {
            throw new IllegalArgumentException("key id is not accepted; accepted are 8 digits of 0-9 and a-f");
        }
        return new KeyId(HexFormat.fromHexDigits(text));
    }

    /** By unsigned value, so in the order of the text. */
    @Override
    public int compareTo(KeyId other) {
        return Integer.compareUnsigned(value, other.value);
    }

    /** 8 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
