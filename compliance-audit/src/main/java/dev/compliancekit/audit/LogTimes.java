package dev.compliancekit.audit;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks at when entries were recorded, and at the log's own starts and stops: order in a log comes from the index, so
 * neither breaks anything, but both are worth a sentence. <em>Not thread-safe.</em>
 */
final class LogTimes implements TenantChains.Follower {

    private static final Duration TOLERATED = Duration.ofSeconds(1);

    private @Nullable Instant before;
    private long stepsBack;
    private long firstStepBack;
    private Duration longestStepBack = Duration.ZERO;
    private boolean running;
    private long deaths;
    private long lastDeath;

    @Override
    public void follow(long index, Bytes leafHash, StoredEvent stored) {
        if (before != null && Duration.between(stored.recordedAt(), before).compareTo(TOLERATED) > 0) {
            stepBack(index, Duration.between(stored.recordedAt(), before));
        }
        before = stored.recordedAt();
        Action action = stored.event().action();
        if (action.equals(Action.LOG_STARTED)) {
            if (running) {
                deaths++;
                lastDeath = index;
            }
            running = true;
        } else if (action.equals(Action.LOG_STOPPED)) {
            running = false;
        }
    }

    private void stepBack(long index, Duration by) {
        if (stepsBack == 0) {
            firstStepBack = index;
        }
        stepsBack++;
        longestStepBack = by.compareTo(longestStepBack) > 0 ? by : longestStepBack;
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (stepsBack > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "the log's clock went back by more than 1 s %d times, the first time at entry %d, by %s at the most",
                    stepsBack,
                    firstStepBack,
                    longestStepBack));
        }
        if (deaths > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "the log was started %d times without having been stopped before, the last time at entry %d: its "
                            + "process died",
                    deaths,
                    lastDeath));
        }
        return remarks;
    }
}
