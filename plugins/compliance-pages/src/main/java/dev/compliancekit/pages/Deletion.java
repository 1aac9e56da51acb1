package dev.compliancekit.pages;

import java.time.Instant;

/** A requested deletion for the chart of deletions against their deadlines. <em>Immutable.</em> */
public sealed interface Deletion {

    /**
     * What was to be deleted.
     *
     * @return a short text
     */
    String label();

    /**
     * When the time began to run.
     *
     * @return the instant
     */
    Instant requestedAt();

    /**
     * By when it is promised.
     *
     * @return the instant; in time means at or before it
     */
    Instant due();

    /**
     * A deletion that was carried out and read back. <em>Immutable.</em>
     *
     * @param label what was deleted
     * @param requestedAt when the time began to run
     * @param due by when it was promised; after {@code requestedAt}
     * @param doneAt when it was done; not before {@code requestedAt}
     */
    record Done(String label, Instant requestedAt, Instant due, Instant doneAt) implements Deletion {

        /**
         * Checks the order of the instants.
         *
         * @param label what was deleted
         * @param requestedAt when the time began to run
         * @param due by when it was promised; after {@code requestedAt}
         * @param doneAt when it was done; not before {@code requestedAt}
         * @throws IllegalArgumentException if the label is blank or the instants are in another order
         */
        public Done {
            Checks.deletion(label, requestedAt, due);
            if (doneAt.isBefore(requestedAt)) {
                throw new IllegalArgumentException(
                        "deletion was done before it was requested; accepted is at that " + "instant or later");
            }
        }
    }

    /**
     * A deletion that is still to be carried out. <em>Immutable.</em>
     *
     * @param label what is to be deleted
     * @param requestedAt when the time began to run
     * @param due by when it is promised; after {@code requestedAt}
     */
    record Open(String label, Instant requestedAt, Instant due) implements Deletion {

        /**
         * Checks the order of the instants.
         *
         * @param label what is to be deleted
         * @param requestedAt when the time began to run
         * @param due by when it is promised; after {@code requestedAt}
         * @throws IllegalArgumentException if the label is blank or the instants are in another order
         */
        public Open {
            Checks.deletion(label, requestedAt, due);
        }
    }
}
