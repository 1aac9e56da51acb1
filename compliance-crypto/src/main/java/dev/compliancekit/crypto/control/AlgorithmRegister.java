package dev.compliancekit.crypto.control;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.crypto.KeyAlgorithm;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Until when each algorithm may protect data, and who says so (NIST SP 800-57 part 1 Rev. 5 section 5.6: algorithms end
 * before data do). What is not in it is not approved.
 *
 * <p><em>Immutable.</em>
 */
public final class AlgorithmRegister {

    private static final String AES_256 = "NIST SP 800-131A Rev. 2 section 2 (AES-256: acceptable) and"
            + " SP 800-57 part 1 Rev. 5 table 4 (256 bits: acceptable beyond 2030)";

    private final Map<KeyAlgorithm, Approval> approvals;

    /** Takes the map. */
    private AlgorithmRegister(Map<KeyAlgorithm, Approval> approvals) {
        this.approvals = Collections.unmodifiableMap(approvals);
    }

    /** What somebody says of one algorithm. */
    @Immutable
    public static final class Approval {

        private final KeyAlgorithm algorithm;
        private final String source;

        @SuppressWarnings("Immutable") // Instant is immutable; the checker does not see it through the null annotation
        private final @Nullable Instant end;

        private Approval(KeyAlgorithm algorithm, String source, @Nullable Instant end) {
            this.algorithm = Objects.requireNonNull(algorithm, "algorithm");
            if (source.isBlank()) {
                throw new IllegalArgumentException("source of an approval is blank; accepted is text");
            }
            this.source = source;
            this.end = end;
        }

        /**
         * An algorithm whose end nobody has set yet.
         *
         * @param algorithm what is approved
         * @param source who says so, for example a clause of a standard or a decision of one's own
         * @return the approval
         * @throws IllegalArgumentException if the source is blank
         */
        public static Approval withoutEnd(KeyAlgorithm algorithm, String source) {
            return new Approval(algorithm, source, null);
        }

        /**
         * An algorithm that has to be gone by an instant.
         *
         * @param algorithm what is approved
         * @param end the first instant at which it is not approved any more
         * @param source who says so, for example a clause of a standard or a decision of one's own
         * @return the approval
         * @throws IllegalArgumentException if the source is blank
         */
        public static Approval until(KeyAlgorithm algorithm, Instant end, String source) {
            return new Approval(algorithm, source, Objects.requireNonNull(end, "end"));
        }

        /**
         * What is approved.
         *
         * @return the algorithm
         */
        public KeyAlgorithm algorithm() {
            return algorithm;
        }

        /**
         * Who says so.
         *
         * @return text, not blank
         */
        public String source() {
            return source;
        }

        /**
         * When it ends.
         *
         * @return the first instant at which it is not approved any more, or empty if nobody has set one
         */
        public Optional<Instant> end() {
            return Optional.ofNullable(end);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Approval that
                    && algorithm == that.algorithm
                    && source.equals(that.source)
                    && Objects.equals(end, that.end);
        }

        @Override
        public int hashCode() {
            return Objects.hash(algorithm, source, end);
        }

        /** Algorithm, end and source. */
        @Override
        public String toString() {
            return algorithm.code() + (end == null ? " without end" : " until " + end) + ", " + source;
        }
    }

    /**
     * The register that NIST's publications give for the algorithms of this library, as of March 2019 and May 2020: all
     * without end. Read the current ones, and shorten what your own policy shortens.
     *
     * @return an approval for every algorithm
     */
    public static AlgorithmRegister ofNist() {
        return of(List.of(
                Approval.withoutEnd(
                        KeyAlgorithm.XAES_256_GCM,
                        "C2SP XAES-256-GCM v1.0.1, which is SP 800-108 and SP 800-38D over AES-256; " + AES_256),
                Approval.withoutEnd(KeyAlgorithm.AES_256_GCM, "NIST SP 800-38D; " + AES_256),
                Approval.withoutEnd(
                        KeyAlgorithm.CHUNKED_AES_256_GCM,
                        "C2SP chunked-encryption, which is HKDF-SHA-512 and SP 800-38D over AES-256; " + AES_256),
                Approval.withoutEnd(
                        KeyAlgorithm.HMAC_SHA_256,
                        "NIST SP 800-131A Rev. 2 section 10 (HMAC with keys of 112 bits or more: acceptable)"),
                Approval.withoutEnd(
                        KeyAlgorithm.KEY_WRAPPING,
                        "NIST SP 800-38F section 3.1 (authenticated encryption as key wrapping); " + AES_256)));
    }

    /**
     * A register of one's own.
     *
     * @param approvals in any order, possibly none; copied
     * @return the register
     * @throws IllegalArgumentException if an algorithm stands twice
     */
    public static AlgorithmRegister of(Collection<Approval> approvals) {
        Map<KeyAlgorithm, Approval> map = new EnumMap<>(KeyAlgorithm.class);
        for (Approval approval : approvals) {
            if (map.putIfAbsent(approval.algorithm(), approval) != null) {
                throw new IllegalArgumentException(
                        "algorithm " + approval.algorithm().code()
                                + " stands twice in the register; accepted is one approval for each");
            }
        }
        return new AlgorithmRegister(map);
    }

    /**
     * The same with another approval for one algorithm, shorter or longer than before.
     *
     * @param approval replaces what the register says of its algorithm
     * @return the changed copy
     */
    public AlgorithmRegister with(Approval approval) {
        Map<KeyAlgorithm, Approval> changed = new EnumMap<>(KeyAlgorithm.class);
        changed.putAll(approvals);
        changed.put(approval.algorithm(), approval);
        return new AlgorithmRegister(changed);
    }

    /**
     * What the register says of an algorithm.
     *
     * @param algorithm any
     * @return the approval, or empty if it is not approved
     */
    public Optional<Approval> approval(KeyAlgorithm algorithm) {
        return Optional.ofNullable(approvals.get(algorithm));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AlgorithmRegister that && approvals.equals(that.approvals);
    }

    @Override
    public int hashCode() {
        return approvals.hashCode();
    }

    /** Every approval. */
    @Override
    public String toString() {
        return "AlgorithmRegister" + approvals.values();
    }
}
