package dev.compliancekit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.AccountPromise.StartsFrom;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AccountLifecycleProperties {

    private static final TenantId TENANT = new TenantId("store-1");
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Set<StoreKind> ALL = EnumSet.allOf(StoreKind.class);
    private static final AccountLifecycle PAGES = AccountLifecycle.of(List.of(
            new AccountPolicy(
                    "page",
                    "1",
                    START,
                    DeadlineRules.in(ZoneId.of("Europe/Berlin")),
                    List.of(
                            AccountPromise.within(
                                            "cancelled",
                                            AccountEvent.Kind.CANCELLED,
                                            ALL,
                                            TimeLimit.parse("P30D"),
                                            StartsFrom.EVENT)
                                    .withLead(Duration.ofDays(3)),
                            AccountPromise.atOnce(
                                    "at-once", AccountEvent.Kind.DESTRUCTION_REQUEST, ALL, Duration.ofHours(1)))),
            new AccountPolicy(
                    "page",
                    "2",
                    START.plus(Duration.ofDays(50)),
                    DeadlineRules.in(ZoneId.of("Europe/Berlin")),
                    List.of(AccountPromise.within(
                            "cancelled",
                            AccountEvent.Kind.CANCELLED,
                            ALL,
                            TimeLimit.parse("P1M"),
                            StartsFrom.EVENT)))));

    @Provide
    Arbitrary<List<AccountEvent>> events() {
        return Combinators.combine(
                        Arbitraries.of(AccountEvent.Kind.values()),
                        Arbitraries.integers().between(0, 100 * 24))
                .as((kind, hours) -> AccountEvent.of(kind, TENANT, START.plus(Duration.ofHours(hours))))
                .list()
                .ofMaxSize(12);
    }

    private static AccountStanding standing(List<AccountEvent> events, int day) {
        return PAGES.standingOf(events, START.plus(Duration.ofDays(day)));
    }

    @Property
    void nothingMayBeErasedBeforeItsEventOrAfterItIsDue(
            @ForAll("events") List<AccountEvent> events, @ForAll @IntRange(max = 120) int day) {
        assertThat(standing(events, day).obligations()).allSatisfy(obligation -> {
            assertThat(obligation.deleteFrom()).isBetween(obligation.event().at(), obligation.due());
            assertThat(obligation.due()).isAfter(obligation.event().at());
        });
    }

    @Property
    void timeOnlyBringsDueDatesForward(
            @ForAll("events") List<AccountEvent> events, @ForAll @IntRange(max = 120) int day) {
        AccountStanding before = standing(events, day);
        AccountStanding after = standing(events, day + 1);
        for (Obligation obligation : after.obligations()) {
            assertThat(before.obligations().stream()
                            .filter(earlier -> earlier.id().equals(obligation.id())))
                    .allSatisfy(earlier -> assertThat(obligation.due()).isBeforeOrEqualTo(earlier.due()));
        }
    }

    @Property
    void anObligationDisappearsOnlyByReactivation(
            @ForAll("events") List<AccountEvent> events, @ForAll @IntRange(max = 120) int day) {
        List<String> after = standing(events, day + 1).obligations().stream()
                .map(Obligation::id)
                .toList();
        List<String> withdrawn = standing(events, day + 1).withdrawals().stream()
                .map(withdrawal -> withdrawal.obligation().id())
                .toList();
        assertThat(standing(events, day).obligations())
                .allMatch(obligation -> after.contains(obligation.id())
                        || (withdrawn.contains(obligation.id())
                                && obligation.event().kind() == AccountEvent.Kind.CANCELLED));
    }

    @Property
    void pausingAndUninstallingChangeNoObligation(
            @ForAll("events") List<AccountEvent> events, @ForAll @IntRange(max = 120) int day) {
        List<AccountEvent> without = events.stream()
                .filter(event ->
                        event.kind() != AccountEvent.Kind.PAUSED && event.kind() != AccountEvent.Kind.UNINSTALLED)
                .toList();
        assertThat(standing(without, day).obligations())
                .isEqualTo(standing(events, day).obligations());
    }

    @Property
    void theOldestEventsDecideInWhateverOrderTheyAreGiven(@ForAll("events") List<AccountEvent> events) {
        List<AccountEvent> apart = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            AccountEvent event = events.get(i);
            apart.add(new AccountEvent(event.kind(), event.scope(), event.at().plusSeconds(i)));
        }
        AccountStanding given = standing(apart, 120);
        Collections.reverse(apart);
        assertThat(standing(apart, 120)).isEqualTo(given);
    }
}
