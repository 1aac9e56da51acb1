package dev.compliancekit.audit.pruning;

import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.Instant;

/** Why pruning goes no further. <em>Immutable.</em> */
public sealed interface PruningStop {

    /**
     * In words, without text from entries.
     *
     * @return one sentence without a full stop
     */
    String sentence();

    /**
     * An entry is younger than the floor.
     *
     * @param index the entry
     * @param keptUntil when it may go
     */
    record AtFloor(long index, Instant keptUntil) implements PruningStop {

        @Override
        public String sentence() {
            return "entry " + index + " must be kept until " + keptUntil;
        }
    }

    /**
     * An entry is under a legal hold. Since only a prefix can go, all later ones stay too.
     *
     * @param index the entry
     * @param tenant whose
     * @param hold the hold
     */
    record AtHold(long index, TenantId tenant, LogHold hold) implements PruningStop {

        @Override
        public String sentence() {
            return "entry " + index + " of " + tenant + " is under the hold " + hold.id();
        }
    }

    /**
     * The log's clock went forward by more than a month between two of the last entries, or since the last one. It may
     * be wrong, so nothing is removed.
     *
     * @param index the entry before the gap
     * @param gap how long nothing was recorded
     */
    record AtGap(long index, Duration gap) implements PruningStop {

        @Override
        public String sentence() {
            return "after entry " + index + " nothing was recorded for " + gap.toDays()
                    + " days: the clock may be wrong, and nothing is removed";
        }
    }

    /**
     * The next bundle is not full yet.
     *
     * @param index its first entry
     */
    record AtEnd(long index) implements PruningStop {

        @Override
        public String sentence() {
            return "from entry " + index + " on there is no whole bundle of 256 entries";
        }
    }
}
