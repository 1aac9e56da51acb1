package dev.compliancekit.retention.contradiction;

import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.retention.contradiction.Contradiction.Kind;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one promise keeps and another erases: logs, what a legal hold protects, stores that an erasure leaves out. */
final class KeptAgainstErased {

    private KeptAgainstErased() {}

    static void find(SecurityPage page, List<Contradiction> found) {
        for (ErasurePromise erasure : ErasurePromise.of(page)) {
            for (Promise promise : page.promises()) {
                floor(page, promise, erasure).ifPresent(found::add);
                hold(page, promise, erasure).ifPresent(found::add);
                unreached(page, promise, erasure).ifPresent(found::add);
            }
        }
    }

    private static Optional<Contradiction> floor(SecurityPage page, Promise promise, ErasurePromise erasure) {
        Optional<TimeLimit> floor = PageParameters.limit(promise, "atLeast");
        boolean apart = PageParameters.names(erasure.promise(), "except").contains("logs");
        if (floor.isEmpty() || apart || !promise.control().equals("log-retention")) {
            return Optional.empty();
        }
        Instant event = PageParameters.anyDay(page);
        Instant due = PageParameters.end(page, event, erasure.limit());
        Instant kept = PageParameters.end(page, event, floor.get());
        if (!kept.isAfter(due)) {
            return Optional.empty();
        }
        return Optional.of(new Contradiction(
                page.id(),
                Kind.LOG_FLOOR,
                List.of(promise.id(), erasure.id()),
                promise.id() + " keeps logs for " + floor.get() + " and " + erasure.id()
                        + " erases data of an account within " + erasure.limit() + ": an entry written at " + event
                        + ", when the account asks (" + erasure.trigger() + "), must go by " + due + " and stay until "
                        + kept,
                due.plusNanos(1)));
    }

    private static Optional<Contradiction> hold(SecurityPage page, Promise promise, ErasurePromise erasure) {
        boolean deferred = PageParameters.names(erasure.promise(), "except").contains("legal-holds");
        if (!promise.control().equals("legal-hold") || deferred) {
            return Optional.empty();
        }
        Instant event = PageParameters.anyDay(page);
        Instant due = PageParameters.end(page, event, erasure.limit());
        return Optional.of(new Contradiction(
                page.id(),
                Kind.HOLD_AGAINST_DEADLINE,
                List.of(erasure.id(), promise.id()),
                erasure.id() + " erases within " + erasure.limit() + " without exception and " + promise.id()
                        + " keeps what a legal hold protects: asked for at " + event
                        + " under a hold placed the day before, the data must go by " + due
                        + " and must stay until the hold is released",
                due.plusNanos(1)));
    }

    private static Optional<Contradiction> unreached(SecurityPage page, Promise promise, ErasurePromise erasure) {
        List<String> reached = PageParameters.names(erasure.promise(), "stores");
        boolean copies =
                promise.control().equals("backup-schedule") || promise.control().equals("store-register");
        if (reached.isEmpty() || !copies || promise.id().equals(erasure.id())) {
            return Optional.empty();
        }
        List<String> left = new ArrayList<>(PageParameters.names(promise, "stores"));
        left.removeAll(reached);
        if (left.isEmpty()) {
            return Optional.empty();
        }
        Instant due = PageParameters.end(page, PageParameters.anyDay(page), erasure.limit());
        return Optional.of(new Contradiction(
                page.id(),
                Kind.STORE_UNREACHED,
                List.of(erasure.id(), promise.id()),
                erasure.id() + " reaches " + String.join(", ", reached) + " and " + promise.id() + " holds copies in "
                        + String.join(", ", left) + ": what is asked for at " + PageParameters.anyDay(page)
                        + " must be gone by " + due + " and is still there",
                due.plusNanos(1)));
    }
}
