package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.retention.ErasureOrder;
import java.time.Instant;
import java.util.Objects;

/** What a run did with one order. <em>Immutable.</em> */
public sealed interface ErasureOutcome {

    /**
     * The order.
     *
     * @return the order
     */
    ErasureOrder order();

    /**
     * Everything is erased and read back as absent.
     *
     * @param certificate the proof
     * @param receipt where it stands in the audit log
     */
    record Erased(ErasureCertificate certificate, AuditReceipt receipt) implements ErasureOutcome {

        /**
         * Checks that the certificate is complete.
         *
         * @param certificate the proof
         * @param receipt where it stands in the audit log
         * @throws IllegalArgumentException if it is not
         */
        public Erased {
            Objects.requireNonNull(receipt, "receipt");
            if (!certificate.isComplete()) {
                throw new IllegalArgumentException("certificate is not complete; accepted is one with all absent");
            }
        }

        @Override
        public ErasureOrder order() {
            return certificate.order();
        }
    }

    /**
     * A store failed, did not answer, proved nothing or still holds something. The order stays open; running it again
     * is safe.
     *
     * @param certificate what is known
     * @param receipt where it stands in the audit log
     */
    record Incomplete(ErasureCertificate certificate, AuditReceipt receipt) implements ErasureOutcome {

        /**
         * Checks that both are there.
         *
         * @param certificate what is known
         * @param receipt where it stands in the audit log
         */
        public Incomplete {
            Objects.requireNonNull(certificate, "certificate");
            Objects.requireNonNull(receipt, "receipt");
        }

        @Override
        public ErasureOrder order() {
            return certificate.order();
        }
    }

    /**
     * A hold protects at least one store; the others were erased. The order stays open and is executed after the
     * release.
     *
     * @param certificate what is known
     * @param receipt where it stands in the audit log
     */
    record Deferred(ErasureCertificate certificate, AuditReceipt receipt) implements ErasureOutcome {

        /**
         * Checks that both are there.
         *
         * @param certificate what is known
         * @param receipt where it stands in the audit log
         */
        public Deferred {
            Objects.requireNonNull(certificate, "certificate");
            Objects.requireNonNull(receipt, "receipt");
        }

        @Override
        public ErasureOrder order() {
            return certificate.order();
        }
    }

    /**
     * The order may not be executed yet.
     *
     * @param order the order
     */
    record NotYet(ErasureOrder order) implements ErasureOutcome {

        /**
         * Checks that it is there.
         *
         * @param order the order
         */
        public NotYet {
            Objects.requireNonNull(order, "order");
        }
    }

    /**
     * An earlier run completed the order, and its certificate stands in the audit log.
     *
     * @param order the order
     * @param completedAt when, by the erasure ledger
     */
    record AlreadyErased(ErasureOrder order, Instant completedAt) implements ErasureOutcome {

        /**
         * Checks that both are there.
         *
         * @param order the order
         * @param completedAt when, by the erasure ledger
         */
        public AlreadyErased {
            Objects.requireNonNull(order, "order");
            Objects.requireNonNull(completedAt, "completedAt");
        }
    }

    /**
     * The run stopped before it erased anything, and said so in the audit log.
     *
     * @param order the order, which stays open
     * @param stop why
     */
    record Stopped(ErasureOrder order, ErasureStop stop) implements ErasureOutcome {

        /**
         * Checks that both are there.
         *
         * @param order the order
         * @param stop why
         */
        public Stopped {
            Objects.requireNonNull(order, "order");
            Objects.requireNonNull(stop, "stop");
        }
    }

    /**
     * The run ended before the order was done; the next run goes on with it.
     *
     * @param order the order, which stays open
     * @param reason what ended the run
     */
    record Paused(ErasureOrder order, String reason) implements ErasureOutcome {

        /**
         * Checks that both are there.
         *
         * @param order the order
         * @param reason what ended the run
         */
        public Paused {
            Objects.requireNonNull(order, "order");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
