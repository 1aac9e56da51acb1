package dev.compliancekit.retention.contradiction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.PromiseKind;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.retention.contradiction.Contradiction.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageContradictionsTest {

    /** The parameters as name, value, name, value. */
    private static Promise promise(String id, String control, String... parameters) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        return new Promise(id, "a claim", PromiseKind.BY_CODE, control, map);
    }

    private static PageContradictions check(Promise... promises) {
        return PageContradictions.of(new SecurityPage(
                "acme", "a page", "acme.example", LocalDate.of(2024, 1, 1), ZoneId.of("UTC"), List.of(promises)));
    }

    private static Promise production() {
        return promise("P", "erasure-deadline", "trigger", "owner-deletion", "within", "PT48H", "starts", "request");
    }

    private static Promise backupsWithin(String limit, String... more) {
        String[] all = new String[6 + more.length];
        System.arraycopy(
                new String[] {"trigger", "owner-deletion", "backupsWithin", limit, "starts", "request"}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return promise("B", "backup-erasure", all);
    }

    private static Promise rotation(String keeps) {
        return promise("R", "backup-schedule", "cadence", "PT1H", "keeps", keeps);
    }

    /** The table of the design: 48 hours for production, seven days for backups, counted from the request. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "48-hourly; true",
                "24-hourly,5-daily; true",
                "24-hourly,6-daily; false",
                "24-hourly,7-daily; false",
                "24-hourly,8-daily; false",
                "24-hourly,7-daily,4-weekly; false",
                "24-hourly,7-daily,4-weekly,12-monthly; false"
            })
    void rotationIsHeldAgainstThePromise(String keeps, boolean fits) {
        PageContradictions found = check(production(), backupsWithin("P7D"), rotation(keeps));
        if (fits) {
            assertThat(found.standing()).isEmpty();
            return;
        }
        assertThat(found.standing()).hasSize(1);
        Contradiction first = found.standing().get(0);
        assertThat(first.kind()).isEqualTo(Kind.ROTATION_OUTLIVES_PROMISE);
        assertThat(first.promises()).containsExactly("R", "B");
    }

    @Test
    void theCounterExampleIsACaseWithDates() {
        Contradiction found = check(production(), backupsWithin("P7D"), rotation("24-hourly,7-daily,12-monthly"))
                .standing()
                .get(0);
        assertThat(found.text())
                .isEqualTo(
                        "R keeps 24 hourly, 7 daily, 12 monthly and B lets no backup hold erased data longer than P7D: "
                                + "what is asked for at 2024-02-27T23:00:00Z and erased from production at 2024-02-29T23:00:00Z "
                                + "must be gone from backups by 2024-03-05T23:00:00Z, and the last copy that holds it goes at "
                                + "2025-02-01T00:00:00Z");
        assertThat(found.counterExample()).isEqualTo(Instant.parse("2024-03-05T23:00:00.000000001Z"));
    }

    @Test
    void anHourTooLongIsFoundAndItsCaseIsTrue() {
        Contradiction found = check(production(), backupsWithin("P7D"), rotation("24-hourly,7-daily"))
                .standing()
                .get(0);
        assertThat(found.text())
                .contains("must be gone from backups by 2024-01-06T23:00:00Z")
                .contains("the last copy that holds it goes at 2024-01-08T00:00:00Z");
    }

    @Test
    void keysDestroyedInTimeAreTheWayOut() {
        assertThat(check(production(), backupsWithin("P7D", "keysDestroyedAfter", "5"), rotation("12-monthly"))
                        .standing())
                .isEmpty();
        assertThat(check(production(), backupsWithin("P7D", "keysDestroyedAfter", "6"), rotation("12-monthly"))
                        .standing())
                .hasSize(1);
    }

    @Test
    void aRotationThatIsNotStatedShowsHowManyNightsFit() {
        Promise nightly = promise("N", "backup-schedule", "cadence", "P1D", "rotation", "daily");
        Contradiction found =
                check(production(), backupsWithin("P7D"), nightly).standing().get(0);
        assertThat(found.kind()).isEqualTo(Kind.ROTATION_UNSTATED);
        assertThat(found.text()).contains("at most 5 daily copies fit, and with 6 daily what is asked for at");
    }

    @Test
    void aRotationWithoutAnErasurePromiseShowsHowLongItReaches() {
        Contradiction found = check(promise("R", "backup-schedule", "rotation", "hourly,monthly"))
                .standing()
                .get(0);
        assertThat(found.text())
                .contains("with 24 hourly, 12 monthly the last copy of 2024-02-29 stays until 2025-02-01");
    }

    @Test
    void logsThatStayLongerThanTheAccountAreFoundUnlessExcepted() {
        Promise floor = promise("L", "log-retention", "atLeast", "P12M");
        Promise thirty = promise("E", "erasure-deadline", "trigger", "cancelled", "within", "P30D");
        PageContradictions found = check(floor, thirty);
        assertThat(found.standing()).extracting(Contradiction::kind).containsExactly(Kind.LOG_FLOOR);
        assertThat(found.standing().get(0).text())
                .contains("must go by 2024-01-31T12:00:00Z and stay until 2025-01-01T12:00:00Z");
        assertThat(check(promise("L", "log-retention", "atLeast", "P30D"), thirty)
                        .standing())
                .isEmpty();
        assertThat(check(
                                floor,
                                promise(
                                        "E",
                                        "erasure-deadline",
                                        "trigger",
                                        "cancelled",
                                        "within",
                                        "P30D",
                                        "except",
                                        "logs"))
                        .standing())
                .isEmpty();
    }

    @Test
    void aHoldStandsAgainstADeadlineThatKnowsNoException() {
        Promise hold = promise("H", "legal-hold");
        Contradiction found = check(production(), hold).standing().get(0);
        assertThat(found.kind()).isEqualTo(Kind.HOLD_AGAINST_DEADLINE);
        assertThat(found.promises()).containsExactly("P", "H");
        assertThat(check(
                                promise(
                                        "P",
                                        "erasure-deadline",
                                        "trigger",
                                        "cancelled",
                                        "within",
                                        "P1M",
                                        "except",
                                        "legal-holds"),
                                hold)
                        .standing())
                .isEmpty();
    }

    @Test
    void aStoreThatTheErasureLeavesOutIsFound() {
        Promise erasure =
                promise("E", "erasure-deadline", "trigger", "cancelled", "within", "P30D", "stores", "database");
        Promise copies = promise("C", "store-register", "stores", "database,warehouse");
        assertThat(check(erasure, copies).standing())
                .singleElement()
                .satisfies(found -> assertThat(found.text()).contains("holds copies in warehouse: "));
        assertThat(check(erasure, promise("C", "store-register", "stores", "database"))
                        .standing())
                .isEmpty();
    }

    @Test
    void whatThePageLeavesOpenIsFound() {
        Contradiction start = check(production(), backupsWithin("P7D", "unstated", "starts"), rotation("48-hourly"))
                .standing()
                .get(0);
        assertThat(start.kind()).isEqualTo(Kind.START_UNSTATED);
        assertThat(start.text())
                .contains(
                        "it ends at 2024-01-08T12:00:00Z from the request and at 2024-01-10T12:00:00Z from the deletion");
        Contradiction figure = check(
                        promise("S", "session-timeout", "idleTimeout", "PT30M", "unstated", "idle-timeout"))
                .standing()
                .get(0);
        assertThat(figure.kind()).isEqualTo(Kind.FIGURE_UNSTATED);
        assertThat(figure.text()).contains("no figure for idle-timeout: read as PT30M");
    }

    @Test
    void whatIsAcceptedByNameWithAReasonStandsApart() {
        Promise floor = promise(
                "L", "log-retention", "atLeast", "P12M", "accepts", "log-floor", "acceptedBecause", "PCI DSS 10.5.1");
        PageContradictions found =
                check(floor, promise("E", "erasure-deadline", "trigger", "cancelled", "within", "P30D"));
        assertThat(found.standing()).isEmpty();
        assertThat(found.accepted())
                .singleElement()
                .satisfies(one -> assertThat(one.because()).isEqualTo("PCI DSS 10.5.1"));
        found.requireNone();
    }

    @Test
    void loadingIsRefusedWithTheFirstContradiction() {
        PageContradictions found = check(production(), backupsWithin("P7D", "unstated", "starts"), rotation("9-daily"));
        assertThatIllegalArgumentException()
                .isThrownBy(found::requireNone)
                .withMessageContaining("page acme contradicts itself 2 times, first: B gives P7D")
                .withMessageContaining("accepts start-unstated on promise B with a reason");
    }

    @Test
    void refusesParametersThatSayNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(production(), rotation("7-fortnightly")))
                .withMessageContaining("R keeps what is no generation of backups");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(production(), rotation("0-daily")))
                .withMessageContaining("would delete every copy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(promise("L", "log-retention", "atLeast", "P1M", "accepts", "log-floor")))
                .withMessageContaining("accepts log-floor without a reason");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(promise("L", "log-retention", "accepts", "everything")))
                .withMessageContaining("that there is not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(promise("S", "session-timeout", "unstated", "idle-timeout")))
                .withMessageContaining("gives no reading of it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(promise("S", "session-timeout", "unstated", "starts")))
                .withMessageContaining("erases nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(promise("S", "session-timeout", "unstated", "colour")))
                .withMessageContaining("what is no figure");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(promise("P", "erasure-deadline", "trigger", "cancelled", "within", "soon")))
                .withMessageContaining("promise P, within: time limit is not");
    }

    @Test
    void kindsHaveNames() {
        for (Kind kind : Kind.values()) {
            assertThat(Kind.named(kind.text())).contains(kind);
        }
        assertThat(Kind.named("nonsense")).isEmpty();
    }
}
