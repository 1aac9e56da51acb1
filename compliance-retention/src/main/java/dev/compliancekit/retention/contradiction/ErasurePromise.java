package dev.compliancekit.retention.contradiction;

import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.util.List;
import java.util.Optional;

/**
 * A promise to erase, as far as contradictions look at it.
 *
 * @param promise the promise
 * @param trigger which event asks for it
 * @param limit within which time
 * @param reachesBackups whether backups are meant too
 */
record ErasurePromise(Promise promise, String trigger, TimeLimit limit, boolean reachesBackups) {

    private static final String HARD_DELETION = "hard-deletion";

    static List<ErasurePromise> of(SecurityPage page) {
        return page.promises().stream()
                .flatMap(promise -> of(page, promise).stream())
                .toList();
    }

    private static Optional<ErasurePromise> of(SecurityPage page, Promise promise) {
        Optional<String> trigger = promise.parameter("trigger");
        Optional<TimeLimit> backups = PageParameters.limit(promise, "backupsWithin");
        Optional<TimeLimit> limit = backups.or(() -> PageParameters.limit(promise, "within"));
        if (trigger.isEmpty() || limit.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ErasurePromise(
                promise, trigger.get(), limit.get(), backups.isPresent() || !backupsAreApart(page, trigger.get())));
    }

    /** A promise about all data means backups too, unless another one gives backups a time of their own. */
    private static boolean backupsAreApart(SecurityPage page, String trigger) {
        return page.promises().stream()
                .anyMatch(other -> other.parameter("backupsWithin").isPresent()
                        && other.parameter("trigger").filter(trigger::equals).isPresent());
    }

    String id() {
        return promise.id();
    }

    /**
     * How long production may hold the data first: what another promise for the same event gives it; nothing if the
     * time counts from the hard deletion, or if the same promise is about both and whoever erases may be quick.
     */
    Optional<ErasurePromise> production(List<ErasurePromise> all) {
        if (promise.parameter("starts").filter(HARD_DELETION::equals).isPresent()) {
            return Optional.empty();
        }
        return all.stream()
                .filter(other -> !other.reachesBackups && other.trigger.equals(trigger))
                .findFirst();
    }
}
