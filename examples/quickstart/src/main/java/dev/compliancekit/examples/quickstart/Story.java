package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.AccountEvent;
import dev.compliancekit.retention.AccountEvent.Kind;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What happens to some of the stores in the weeks before the as-of instant. The stores were chosen so that none sells
 * after it left.
 *
 * @param asOf the instant at which the story stands
 */
record Story(Instant asOf) {

    /** The operator's own account, for events that concern no store. */
    static final TenantId OPERATOR = new TenantId("operator");

    static final TenantId CANCELLED = Store.tenant(24);
    static final TenantId CANCELLED_AND_HELD = Store.tenant(8);
    static final TenantId CANCELLED_LATER = Store.tenant(20);
    static final TenantId PAUSED = Store.tenant(16);
    static final TenantId UNINSTALLED = Store.tenant(18);
    static final TenantId DELETED_BY_OWNER = Store.tenant(6);
    static final TenantId DESTROYED_AT_ONCE = Store.tenant(5);

    private static final int NIGHTS = 14;
    private static final LocalTime NIGHTLY = LocalTime.of(2, 0);

    /** What happens, the oldest first. */
    List<AccountEvent> events() {
        return List.of(
                        event(Kind.CANCELLED, CANCELLED, 31, 10),
                        event(Kind.CANCELLED, CANCELLED_AND_HELD, 31, 11),
                        event(Kind.CANCELLED, CANCELLED_LATER, 23, 9),
                        event(Kind.PAUSED, PAUSED, 22, 9),
                        event(Kind.UNINSTALLED, UNINSTALLED, 22, 12),
                        event(Kind.OWNER_DELETION, DELETED_BY_OWNER, 12, 10),
                        event(Kind.DESTRUCTION_REQUEST, DESTROYED_AT_ONCE, 3, 15))
                .stream()
                .sorted(Comparator.comparing(AccountEvent::at))
                .toList();
    }

    private AccountEvent event(Kind kind, TenantId tenant, int daysBefore, int hour) {
        return AccountEvent.of(kind, tenant, before(daysBefore, hour));
    }

    private Instant before(int days, int hour) {
        return asOf.minus(Duration.ofDays(days)).plus(Duration.ofHours(hour));
    }

    /** A dispute for which one of the cancelled stores must be kept. */
    LegalHold hold() {
        return LegalHold.place(
                "case-1998-7", Scope.of(CANCELLED_AND_HELD), "a dispute about an invoice is in court", before(20, 9));
    }

    /** When the two weeks begin. */
    Instant start() {
        return before(NIGHTS, 0);
    }

    /** When the nightly work runs: backups, then the erasures that may begin. */
    List<Instant> nights() {
        return IntStream.range(0, NIGHTS)
                .mapToObj(night ->
                        asOf.minus(Duration.ofDays(NIGHTS - night)).plus(Duration.between(LocalTime.MIDNIGHT, NIGHTLY)))
                .toList();
    }

    /** The night that an instant belongs to, as backups are named. */
    static String nameOf(Instant night) {
        return night.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** The same in the log's words. */
    static AuditEvent logged(AccountEvent event) {
        boolean asksForErasure = event.kind() == Kind.OWNER_DELETION || event.kind() == Kind.DESTRUCTION_REQUEST;
        TenantId tenant = event.scope().tenant();
        return AuditEvent.builder(
                        tenant,
                        Actor.customer("owner-of-" + tenant),
                        asksForErasure ? Action.ERASURE_REQUESTED : Action.ACCOUNT_STATE,
                        Outcome.SUCCESS,
                        event.at())
                .attribute(AuditEvent.REASON, event.kind().name().toLowerCase(Locale.ROOT))
                .build();
    }
}
