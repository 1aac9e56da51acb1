package dev.compliancekit.audit.spi;

import dev.compliancekit.audit.tlog.SignatureLine;
import java.util.List;
import java.util.regex.Pattern;

/** What a witness answers (C2SP tlog-witness). <em>Immutable.</em> */
public sealed interface WitnessAnswer {

    /**
     * It cosigned. Whoever asked verifies the lines with keys of their own.
     *
     * @param lines at least one signature line
     */
    record Cosigned(List<SignatureLine> lines) implements WitnessAnswer {

        /**
         * Copies the lines.
         *
         * @param lines at least one signature line; copied
         * @throws IllegalArgumentException if there is none
         */
        public Cosigned {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("answer has no cosignature; accepted is one or more");
            }
        }
    }

    /**
     * The proof starts from another size than that of the last checkpoint that the witness cosigned.
     *
     * @param treeSize the size that it must start from; 0 if the witness never cosigned one
     */
    record OtherSize(long treeSize) implements WitnessAnswer {

        private static final Pattern LINE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");

        /**
         * Checks the range.
         *
         * @param treeSize the size that it must start from
         * @throws IllegalArgumentException if it is negative
         */
        public OtherSize {
            if (treeSize < 0) {
                throw new IllegalArgumentException("treeSize is " + treeSize + "; accepted is 0 or more");
            }
        }

        /**
         * Reads the body of an answer.
         *
         * @param body a decimal number of at most 18 digits without leading zeros, and a line feed
         * @return the answer
         * @throws IllegalArgumentException if it is not exactly that
         */
        public static OtherSize parse(String body) {
            if (!LINE.matcher(body).matches()) {
                throw new IllegalArgumentException(
                        "size is not accepted; accepted is a decimal number of at most 18 digits and a line feed");
            }
            return new OtherSize(Long.parseLong(body.substring(0, body.length() - 1)));
        }

        /**
         * The body of the answer.
         *
         * @return what {@link #parse} reads
         */
        public String text() {
            return treeSize + "\n";
        }
    }

    /**
     * It does not cosign, and asking again does not help.
     *
     * @param refusal why
     */
    record Refused(Refusal refusal) implements WitnessAnswer {}

    /** Why a witness does not cosign. */
    enum Refusal {
        /** The request is malformed, or the old size is above the checkpoint's (status 400). */
        MALFORMED(400, "the request is malformed, or the log has become smaller"),
        /** No signature verifies under a key that the witness trusts for this log (status 403). */
        UNTRUSTED_SIGNATURE(403, "the checkpoint bears no valid signature of a key that it trusts for this log"),
        /** The witness does not watch this log (status 404). */
        UNKNOWN_LOG(404, "it does not watch this log"),
        /** It cosigned another root at the same size (status 409). */
        FORK(409, "it cosigned a checkpoint of this size with another root"),
        /** The consistency proof does not verify (status 422). */
        BAD_PROOF(422, "the checkpoint is not shown to be consistent with the one it cosigned last");

        private final int status;
        private final String sentence;

        Refusal(int status, String sentence) {
            this.status = status;
            this.sentence = sentence;
        }

        /**
         * The status of an HTTP response that says this.
         *
         * @return 400 to 499
         */
        public int status() {
            return status;
        }

        /**
         * The reason in words.
         *
         * @return half a sentence, with the witness as "it"
         */
        public String sentence() {
            return sentence;
        }
    }
}
