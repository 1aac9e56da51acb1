package dev.compliancekit.crypto.key;

import dev.compliancekit.crypto.spi.EpochRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One epoch: when it began, ended, and when its key was destroyed. <em>Immutable.</em> */
public final class EpochSummary {

    private final EpochRecord epochRecord;
    private final @Nullable Instant endedAt;

    private EpochSummary(EpochRecord epochRecord, @Nullable Instant endedAt) {
        this.epochRecord = epochRecord;
        this.endedAt = endedAt;
    }

    /**
     * The summaries of all epochs: each ends where the next one begins.
     *
     * @param records what an epoch store holds, in the order of their numbers
     * @return as many summaries, unmodifiable
     */
    public static List<EpochSummary> of(List<EpochRecord> records) {
        List<EpochSummary> summaries = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            summaries.add(new EpochSummary(
                    records.get(i), i + 1 < records.size() ? records.get(i + 1).startedAt() : null));
        }
        return List.copyOf(summaries);
    }

    /**
     * Its number.
     *
     * @return 1 for the first epoch, and so on
     */
    public int number() {
        return epochRecord.number();
    }

    /**
     * When it began.
     *
     * @return the instant
     */
    public Instant startedAt() {
        return epochRecord.startedAt();
    }

    /**
     * When the next one began.
     *
     * @return the instant, or empty for the current epoch
     */
    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    /**
     * When its key was destroyed.
     *
     * @return the instant, or empty if it was not
     */
    public Optional<Instant> destroyedAt() {
        return epochRecord instanceof EpochRecord.Destroyed destroyed
                ? Optional.of(destroyed.destroyedAt())
                : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EpochSummary that
                && epochRecord.equals(that.epochRecord)
                && Objects.equals(endedAt, that.endedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(epochRecord, endedAt);
    }

    /** Number and instants. */
    @Override
    public String toString() {
        return "EpochSummary[" + number() + " from " + startedAt() + "]";
    }
}
