package dev.compliancekit.core.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComplianceReportTest {

    private static final Instant AS_OF = Instant.parse("1998-12-31T12:00:00Z");
    private static final Control KEPT = asOf -> Assessment.of(Standing.KEPT, "measured");
    private static final ControlSource NOTHING = promise -> Optional.empty();

    private static Promise promise(String id, PromiseKind kind) {
        String control = switch (kind) {
            case BY_CODE, PARTLY -> "tenant-tag";
            case ORGANISATIONAL -> Promise.ATTESTATION;
            case STATEMENT -> Promise.NO_CONTROL;
        };
        return new Promise(id, "Claim " + id, kind, control, Map.of());
    }

    private static SecurityPage page(String id, Promise... promises) {
        return new SecurityPage(id, "Page", "example.com", LocalDate.EPOCH, ZoneOffset.UTC, Arrays.asList(promises));
    }

    private static Attestation attestation(String promiseId, String from, String expires) {
        Validity validity = new Validity(
                LocalDate.parse(from),
                LocalDate.parse(expires),
                LocalDate.parse(expires),
                Period.ofDays(10),
                ZoneOffset.UTC);
        return Attestation.builder(promiseId, validity)
                .attestor("head of operations")
                .statement("It is so.")
                .evidence("register " + expires)
                .build();
    }

    private static Attestations attested(String promiseId) {
        return Attestations.of(List.of(attestation(promiseId, "1998-06-01", "1999-06-01")));
    }

    private static Assessment only(ComplianceReport report) {
        assertThat(report.promises()).hasSize(1);
        return report.promises().get(0).assessment();
    }

    private static Assessment assess(Promise promise, ControlSource controls, Attestations attestations) {
        return only(ComplianceReport.assess(List.of(page("p", promise)), controls, attestations, AS_OF));
    }

    @Test
    void everyPromiseIsUnprovenByDefaultAndSaysWhatIsMissing() {
        assertThat(assess(promise("A1", PromiseKind.BY_CODE), NOTHING, Attestations.none()))
                .isEqualTo(Assessment.of(Standing.UNPROVEN, "no control named tenant-tag is connected"));
        assertThat(assess(promise("A1", PromiseKind.ORGANISATIONAL), NOTHING, Attestations.none()))
                .isEqualTo(Assessment.of(Standing.UNPROVEN, "nobody has attested to it"));
        Assessment partly = assess(promise("A1", PromiseKind.PARTLY), NOTHING, Attestations.none());
        assertThat(partly.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(partly.reasons())
                .containsExactly("no control named tenant-tag is connected", "nobody has attested to it");
    }

    @Test
    void aPromiseKeptByCodeIsAnsweredByItsControlAlone() {
        assertThat(assess(promise("A1", PromiseKind.BY_CODE), promise -> Optional.of(KEPT), Attestations.none()))
                .isEqualTo(Assessment.of(Standing.KEPT, "measured"));
        assertThat(assess(promise("A1", PromiseKind.BY_CODE), NOTHING, attested("A1"))
                        .standing())
                .isEqualTo(Standing.UNPROVEN);
    }

    @Test
    void aPartlyPromiseNeedsBothItsControlAndAnAttestation() {
        Promise partly = promise("A1", PromiseKind.PARTLY);
        assertThat(assess(partly, promise -> Optional.of(KEPT), Attestations.none())
                        .standing())
                .isEqualTo(Standing.UNPROVEN);
        assertThat(assess(partly, NOTHING, attested("A1")).standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assess(partly, promise -> Optional.of(KEPT), attested("A1")).standing())
                .isEqualTo(Standing.KEPT);
    }

    @Test
    void controlsAreNotAskedForOrganisationalPromisesAndStatements() {
        ControlSource source = promise -> {
            throw new AssertionError("asked for " + promise.id());
        };
        ComplianceReport report = ComplianceReport.assess(
                List.of(page("p", promise("A1", PromiseKind.ORGANISATIONAL), promise("A2", PromiseKind.STATEMENT))),
                source,
                attested("A1"),
                AS_OF);
        assertThat(only(report).standing()).isEqualTo(Standing.KEPT);
    }

    @Test
    void controlsAreAskedForTheInstantOfTheReport() {
        List<Instant> asked = new ArrayList<>();
        Control control = asOf -> {
            asked.add(asOf);
            return Assessment.of(Standing.KEPT, "measured");
        };
        assess(promise("A1", PromiseKind.BY_CODE), promise -> Optional.of(control), Attestations.none());
        assertThat(asked).containsExactly(AS_OF);
    }

    @Test
    void statementsAreListedByThePageAndNotCounted() {
        SecurityPage page = page("p", promise("A1", PromiseKind.BY_CODE), promise("A2", PromiseKind.STATEMENT));
        ComplianceReport report =
                ComplianceReport.assess(List.of(page), promise -> Optional.of(KEPT), Attestations.none(), AS_OF);
        assertThat(report.headline()).isEqualTo("1 promise: 1 kept, 0 at risk, 0 unproven, 0 lapsed, 0 broken");
        assertThat(report.pages().get(0).page().statements()).hasSize(1);
    }

    @Test
    void aControlThatThrowsIsNeverKeptAndDoesNotAbort() {
        IllegalStateException failure = new IllegalStateException("password hunter2");
        ControlSource source = promise -> Optional.of(
                promise.id().equals("A1")
                        ? asOf -> {
                            throw failure;
                        }
                        : KEPT);
        SecurityPage page = page("p", promise("A1", PromiseKind.BY_CODE), promise("A2", PromiseKind.BY_CODE));
        ComplianceReport report = ComplianceReport.assess(List.of(page), source, Attestations.none(), AS_OF);
        assertThat(report.promises().get(0).assessment())
                .isEqualTo(Assessment.of(Standing.UNPROVEN, "control failed: java.lang.IllegalStateException"));
        assertThat(report.promises().get(1).assessment().standing()).isEqualTo(Standing.KEPT);
        assertThat(report.failures())
                .containsExactly(new FailedControl(page.promises().get(0), failure));
    }

    @Test
    void aSourceThatThrowsCountsAsAFailedControl() {
        ControlSource source = ControlSource.byName(Map.of("tenant-tag", promise -> {
            promise.requireParameter("within");
            return KEPT;
        }));
        Assessment assessment = assess(promise("A1", PromiseKind.BY_CODE), source, Attestations.none());
        assertThat(assessment)
                .isEqualTo(Assessment.of(Standing.UNPROVEN, "control failed: java.lang.IllegalArgumentException"));
    }

    @Test
    @SuppressWarnings("NullAway") // the contract forbids it, a foreign control may do it all the same
    void aControlThatAnswersNullCountsAsFailed() {
        Control control = asOf -> null;
        assertThat(assess(promise("A1", PromiseKind.BY_CODE), promise -> Optional.of(control), Attestations.none())
                        .reasons())
                .containsExactly("control failed: java.lang.IllegalStateException");
    }

    @Test
    void countsEveryStandingFromBestToWorst() {
        Map<String, Standing> standings =
                Map.of("A1", Standing.BROKEN, "A2", Standing.KEPT, "A3", Standing.KEPT, "A4", Standing.AT_RISK);
        ControlSource source = promise ->
                Optional.of(asOf -> Assessment.of(standings.getOrDefault(promise.id(), Standing.LAPSED), "given"));
        ComplianceReport report = ComplianceReport.assess(
                List.of(
                        page("p", promise("A1", PromiseKind.BY_CODE), promise("A2", PromiseKind.BY_CODE)),
                        page("q", promise("A3", PromiseKind.BY_CODE), promise("A4", PromiseKind.BY_CODE))),
                source,
                Attestations.none(),
                AS_OF);
        assertThat(report.headline()).isEqualTo("4 promises: 2 kept, 1 at risk, 0 unproven, 0 lapsed, 1 broken");
        assertThat(report.counts().keySet()).containsExactly(Standing.values());
        assertThat(report.pages().get(0).counts())
                .containsEntry(Standing.BROKEN, 1)
                .containsEntry(Standing.KEPT, 1)
                .containsEntry(Standing.AT_RISK, 0)
                .isUnmodifiable();
        assertThat(report).hasToString(report.headline() + " as of " + AS_OF);
        assertThat(report.asOf()).isEqualTo(AS_OF);
    }

    @Test
    void refusesPagesThatShareAnId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComplianceReport.assess(
                        List.of(
                                page("p", promise("A1", PromiseKind.BY_CODE)),
                                page("p", promise("A2", PromiseKind.BY_CODE))),
                        NOTHING,
                        Attestations.none(),
                        AS_OF))
                .withMessage("two pages have the id p; accepted is one of each id");
    }

    @Test
    void refusesPagesThatShareAPromise() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComplianceReport.assess(
                        List.of(
                                page("p", promise("A1", PromiseKind.BY_CODE)),
                                page("q", promise("A1", PromiseKind.BY_CODE))),
                        NOTHING,
                        Attestations.none(),
                        AS_OF))
                .withMessage("pages p and q both have a promise with the id A1; accepted is one of each id");
    }

    @Test
    void showsAttestationsThatNoPromiseAsksFor() {
        Attestation mistyped = attestation("A9", "1998-06-01", "1999-06-01");
        Attestation useless = attestation("A1", "1998-06-01", "1999-06-01");
        Attestation partly = attestation("A2", "1998-06-01", "1999-06-01");
        Attestation asked = attestation("A3", "1998-06-01", "1999-06-01");
        Attestations attestations = Attestations.of(List.of(mistyped, useless, partly, asked));
        ComplianceReport report = ComplianceReport.assess(
                List.of(page(
                        "p",
                        promise("A1", PromiseKind.BY_CODE),
                        promise("A2", PromiseKind.PARTLY),
                        promise("A3", PromiseKind.ORGANISATIONAL))),
                NOTHING,
                attestations,
                AS_OF);
        assertThat(report.unmatchedAttestations()).containsExactly(mistyped, useless);
        assertThat(attestations.all()).hasSize(4).isUnmodifiable();
    }

    @Test
    void ofSeveralAttestationsTheOneThatCountsLongestStands() {
        Attestation old = attestation("A1", "1997-01-01", "1998-01-01");
        Attestation soon = attestation("A1", "1998-01-01", "1999-01-01");
        Attestation renewed = attestation("A1", "1998-12-15", "1999-12-15");
        Attestation future = attestation("A1", "1999-02-01", "2000-02-01");
        Promise promise = promise("A1", PromiseKind.ORGANISATIONAL);
        assertThat(assess(promise, NOTHING, Attestations.of(List.of(soon, future, renewed, old)))
                        .evidence())
                .containsExactly("register 1999-12-15");
        assertThat(assess(promise, NOTHING, Attestations.of(List.of(future, old)))
                        .standing())
                .isEqualTo(Standing.LAPSED);
        assertThat(assess(
                                promise,
                                NOTHING,
                                Attestations.of(List.of(attestation("A1", "2000-01-01", "2001-01-01"), future)))
                        .reasons())
                .containsExactly("the attestation by head of operations is valid only from 1999-02-01");
    }

    @Test
    void anAttestationStartsAtTheVeryInstant() {
        Attestation next = attestation("A1", "1998-12-31", "1999-12-31");
        ComplianceReport report = ComplianceReport.assess(
                List.of(page("p", promise("A1", PromiseKind.ORGANISATIONAL))),
                NOTHING,
                Attestations.of(List.of(attestation("A1", "1997-01-01", "1998-12-31"), next)),
                Instant.parse("1998-12-31T00:00:00Z"));
        assertThat(only(report).standing()).isEqualTo(Standing.KEPT);
    }

    @Test
    void sourcesFindControlsByNameAndAskOneAnother() {
        Control broken = asOf -> Assessment.of(Standing.BROKEN, "measured");
        ControlSource first = ControlSource.byName(Map.of("tenant-tag", promise -> KEPT));
        ControlSource second = promise -> Optional.of(broken);
        Promise tagged = promise("A1", PromiseKind.BY_CODE);
        Promise other = new Promise("A2", "Claim", PromiseKind.BY_CODE, "residency", Map.of());
        assertThat(first.controlFor(other)).isEmpty();
        assertThat(first.or(second).controlFor(tagged)).contains(KEPT);
        assertThat(first.or(second).controlFor(other)).contains(broken);
    }
}
