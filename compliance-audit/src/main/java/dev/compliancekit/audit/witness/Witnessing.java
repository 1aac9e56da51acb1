package dev.compliancekit.audit.witness;

import dev.compliancekit.audit.tlog.Cosignature;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import java.util.List;

/** What came of asking witnesses for cosignatures. <em>Immutable.</em> */
public sealed interface Witnessing {

    /**
     * The checkpoint with all valid cosignatures that came in time.
     *
     * @return the checkpoint, to be stored and handed out
     */
    SignedCheckpoint checkpoint();

    /**
     * The valid cosignatures that it bears.
     *
     * @return verified ones, unmodifiable
     */
    List<Cosignature> cosignatures();

    /**
     * What went wrong with single witnesses.
     *
     * @return one sentence each, unmodifiable; those who were not waited for are not among them
     */
    List<String> problems();

    /**
     * A quorum cosigned.
     *
     * @param checkpoint the checkpoint with the cosignatures
     * @param cosignatures the valid ones
     * @param problems what went wrong with single witnesses
     */
    record Reached(SignedCheckpoint checkpoint, List<Cosignature> cosignatures, List<String> problems)
            implements Witnessing {

        /**
         * Copies the lists.
         *
         * @param checkpoint the checkpoint with the cosignatures
         * @param cosignatures the valid ones; copied
         * @param problems what went wrong with single witnesses; copied
         */
        public Reached {
            cosignatures = List.copyOf(cosignatures);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Too few cosigned in time. The checkpoint is not witnessed; the log is none the worse for it, and its next
     * checkpoint can be.
     *
     * @param checkpoint the checkpoint with the cosignatures there are
     * @param cosignatures the valid ones
     * @param problems what went wrong with single witnesses
     */
    record Missed(SignedCheckpoint checkpoint, List<Cosignature> cosignatures, List<String> problems)
            implements Witnessing {

        /**
         * Copies the lists.
         *
         * @param checkpoint the checkpoint with the cosignatures there are
         * @param cosignatures the valid ones; copied
         * @param problems what went wrong with single witnesses; copied
         */
        public Missed {
            cosignatures = List.copyOf(cosignatures);
            problems = List.copyOf(problems);
        }
    }
}
