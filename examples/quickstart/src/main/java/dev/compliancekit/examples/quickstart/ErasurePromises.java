package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.core.residency.Region;
import dev.compliancekit.retention.AccountEvent.Kind;
import dev.compliancekit.retention.AccountLifecycle;
import dev.compliancekit.retention.AccountPolicy;
import dev.compliancekit.retention.AccountPromise;
import dev.compliancekit.retention.AccountPromise.StartsFrom;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.inactivity.InactivityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the pages promise about erasure and expiry, with their periods, as retention counts them. */
final class ErasurePromises {

    static final String CANCELLED = "J23";
    static final String AT_ONCE = "J24";
    static final String PRODUCTION = "M9";
    static final String BACKUPS = "M10";
    static final String INACTIVE = "B23";
    static final String LEFT_ALONE = "B28";

    private static final String RESIDENCE = "B6";
    private static final String WITHIN = "within";

    /** The story plays before the pages were written: for it, they have always been in force. */
    private static final Instant ALWAYS = Instant.parse("1998-01-01T00:00:00Z");

    /** So long before the end of the thirty days a cancelled store is erased; until then its owner may come back. */
    private static final Duration NOT_TO_BE_LATE = Duration.ofDays(2);

    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    /** The page does not say that anybody is warned; we do it a week before. */
    private static final TimeLimit WARNED_BEFORE = TimeLimit.parse("P7D");

    private final List<SecurityPage> pages;

    ErasurePromises(List<SecurityPage> pages) {
        this.pages = pages;
    }

    private Promise promise(String id) {
        return pages.stream()
                .flatMap(page -> page.promises().stream())
                .filter(promise -> promise.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the pages have no promise " + id));
    }

    private TimeLimit limit(String id, String parameter) {
        return TimeLimit.parse(promise(id).requireParameter(parameter));
    }

    private Duration hours(String id) {
        return Duration.parse(promise(id).requireParameter(WITHIN));
    }

    /** Within which time production is erased when an owner asks. */
    Duration productionWithin() {
        return hours(PRODUCTION);
    }

    /** Within which time, counted from the request, no backup is readable any more. */
    Duration backupsWithin() {
        return exactDays(promise(BACKUPS).requireParameter("backupsWithin"));
    }

    /** A period of days as days of 24 hours each; the calculation of deadlines itself counts by the calendar. */
    static Duration exactDays(String period) {
        return Duration.between(EPOCH, EPOCH.plus(Period.parse(period)));
    }

    /** Where the data may lie. */
    Set<Region> regions() {
        return Arrays.stream(promise(RESIDENCE).requireParameter("regions").split(",", -1))
                .map(name -> new Region(name.strip()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The life of an account under all pages. */
    AccountLifecycle lifecycle() {
        List<AccountPolicy> policies = new ArrayList<>();
        for (SecurityPage page : pages) {
            List<AccountPromise> promises = page.promises().stream()
                    .flatMap(promise -> accountPromise(promise.id()).stream())
                    .toList();
            if (!promises.isEmpty()) {
                policies.add(new AccountPolicy(
                        page.id(), page.date().toString(), ALWAYS, DeadlineRules.in(page.zone()), promises));
            }
        }
        return AccountLifecycle.of(policies);
    }

    private Optional<AccountPromise> accountPromise(String id) {
        return switch (id) {
            case CANCELLED ->
                Optional.of(AccountPromise.within(
                                id,
                                Kind.CANCELLED,
                                Set.of(StoreKind.LIVE, StoreKind.BACKUP),
                                limit(id, WITHIN),
                                StartsFrom.EVENT)
                        .withLead(NOT_TO_BE_LATE));
            case AT_ONCE ->
                Optional.of(AccountPromise.atOnce(
                        id, Kind.DESTRUCTION_REQUEST, Set.of(StoreKind.LIVE, StoreKind.BACKUP), hours(id)));
            case PRODUCTION ->
                Optional.of(AccountPromise.atOnce(id, Kind.OWNER_DELETION, Set.of(StoreKind.LIVE), hours(id)));
            // The page does not say from when the seven days count; from the request is the stricter reading.
            case BACKUPS ->
                Optional.of(AccountPromise.within(
                                id,
                                Kind.OWNER_DELETION,
                                Set.of(StoreKind.BACKUP),
                                limit(id, "backupsWithin"),
                                StartsFrom.EVENT)
                        .withLead(backupsWithin()));
            default -> Optional.empty();
        };
    }

    /** When a customer's account expires. */
    InactivityPolicy inactivity(ZoneId zone) {
        return InactivityPolicy.of(limit(INACTIVE, "inactiveFor"), zone).withWarnings(List.of(WARNED_BEFORE));
    }

    /** How long whoever is signed in may do nothing. */
    Duration idleTimeout() {
        return Duration.parse(promise(LEFT_ALONE).requireParameter("idleTimeout"));
    }
}
