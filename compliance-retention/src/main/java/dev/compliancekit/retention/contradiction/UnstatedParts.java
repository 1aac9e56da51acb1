package dev.compliancekit.retention.contradiction;

import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.retention.contradiction.Contradiction.Kind;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a page leaves open and the file had to fill in: its parameter {@code unstated} names it. */
final class UnstatedParts {

    private static final List<String> FIGURES =
            List.of("within", "backupsWithin", "atLeast", "inactiveFor", "idleTimeout", "cadence");

    private UnstatedParts() {}

    static void find(SecurityPage page, List<Contradiction> found) {
        for (Promise promise : page.promises()) {
            for (String name : PageParameters.names(promise, "unstated")) {
                found.add(name.equals("starts") ? start(page, promise) : figure(page, promise, name));
            }
        }
    }

    /** Counted from the request and from the deletion that another promise allows after it. */
    private static Contradiction start(SecurityPage page, Promise promise) {
        List<ErasurePromise> all = ErasurePromise.of(page);
        ErasurePromise erasure = all.stream()
                .filter(one -> one.id().equals(promise.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("promise " + promise.id()
                        + " leaves starts unstated and erases nothing; accepted is unstated starts beside trigger and "
                        + "within or backupsWithin"));
        Instant asked = PageParameters.anyDay(page);
        Instant early = PageParameters.end(page, asked, erasure.limit());
        Optional<ErasurePromise> production = all.stream()
                .filter(other ->
                        !other.id().equals(promise.id()) && other.trigger().equals(erasure.trigger()))
                .findFirst();
        Instant deleted = production
                .map(other -> PageParameters.end(page, asked, other.limit()))
                .orElse(early);
        Instant late = PageParameters.end(page, deleted, erasure.limit());
        return new Contradiction(
                page.id(),
                Kind.START_UNSTATED,
                List.of(promise.id()),
                promise.id() + " gives " + erasure.limit() + " and does not say from when: asked for at " + asked
                        + " and deleted at " + deleted + ", it ends at " + early + " from the request and at " + late
                        + " from the deletion",
                early.plusNanos(1));
    }

    private static Contradiction figure(SecurityPage page, Promise promise, String name) {
        String parameter = camel(name);
        if (!FIGURES.contains(parameter)) {
            throw new IllegalArgumentException(
                    "promise " + promise.id() + " leaves unstated what is no figure; accepted "
                            + "are starts, within, backups-within, at-least, inactive-for, idle-timeout and cadence");
        }
        TimeLimit reading = PageParameters.limit(promise, parameter)
                .orElseThrow(() -> new IllegalArgumentException("promise " + promise.id() + " leaves " + name
                        + " unstated and gives no reading of it; accepted is a parameter " + parameter));
        Instant from = PageParameters.anyDay(page);
        Instant end = PageParameters.end(page, from, reading);
        return new Contradiction(
                page.id(),
                Kind.FIGURE_UNSTATED,
                List.of(promise.id()),
                promise.id() + " gives no figure for " + name + ": read as " + reading + ", what begins at " + from
                        + " ends at " + end + ", and by the page's words any later instant would do as well",
                end.plusNanos(1));
    }

    private static String camel(String name) {
        StringBuilder text = new StringBuilder();
        for (String word : name.split("-", -1)) {
            text.append(
                    text.isEmpty() || word.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }
}
