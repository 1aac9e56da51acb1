package dev.compliancekit.core;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.internal.Codes;
import java.util.random.RandomGenerator;

/**
 * The account code that every record of one client carries: opaque, canonical, and safe as it stands in a path, in SQL
 * text, in a log line and in a header.
 *
 * <p>A code is 1 to 64 characters: lower-case ASCII letters, digits, and single hyphens between them. So there are no
 * case twins, no encodings to undo, no {@code ..} and no {@code --}. Reserved are the device names {@code con},
 * {@code prn}, {@code aux}, {@code nul}, {@code com0} to {@code com9} and {@code lpt0} to {@code lpt9}, and
 * {@code null} and {@code undefined}, which programs write where a code is missing. What does not fit is refused and
 * never repaired (CWE-22, CWE-180). Two codes are the same only if all their characters are.
 *
 * @param value the code itself
 */
@Immutable
public record TenantId(String value) implements Comparable<TenantId> {

    /** The most characters a code may have. */
    public static final int MAX_LENGTH = 64;

    /**
     * Checks the code.
     *
     * @param value the code itself
     * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner
     *     hyphens, or is a reserved name such as {@code con} or {@code null}
     */
    public TenantId {
        Codes.requireCode("tenant code", value, MAX_LENGTH);
    }

    /**
     * A new random code with a check character, so that a mistyped code can be refused instead of meaning somebody
     * else: 26 characters (more than 133 bits), then one by ISO/IEC 7064 MOD 37,36. That finds every single wrong
     * character. It misses one in some 630 swaps of two neighbours; codes with such a pair are drawn again, so that in
     * a code made here every swap is found as well.
     *
     * @param random where the characters come from; a {@link java.security.SecureRandom} in production
     * @return a code for which {@link #isCheckCharacterValid()} is true
     */
    public static TenantId random(RandomGenerator random) {
        return new TenantId(CheckCharacter.randomCode(random, 26));
    }

    /**
     * Whether the last character is the check character of those before it (ISO/IEC 7064 MOD 37,36; hyphens do not
     * count). Codes that were not made by {@link #random} usually fail this and are valid all the same.
     *
     * @return true for every code made by {@link #random}
     */
    public boolean isCheckCharacterValid() {
        return CheckCharacter.isValid(value);
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    /** The code itself. */
    @Override
    public String toString() {
        return value;
    }
}
