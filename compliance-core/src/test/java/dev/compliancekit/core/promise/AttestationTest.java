package dev.compliancekit.core.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttestationTest {

    private static final Validity YEAR_1998 = validity("1998-01-01", "1999-01-01", "1999-06-01");

    private static Validity validity(String from, String expires, String nextReview) {
        return new Validity(
                LocalDate.parse(from),
                LocalDate.parse(expires),
                LocalDate.parse(nextReview),
                Period.ofDays(30),
                ZoneOffset.UTC);
    }

    private static Attestation.Builder attestation(Validity validity) {
        return Attestation.builder("B18", validity)
                .attestor("head of operations")
                .statement("An outside company tests the servers.")
                .evidence("register 4");
    }

    private static Occurrence occurrence(String on, String by) {
        return new Occurrence(LocalDate.parse(on), by, "report of " + on);
    }

    private static Assessment at(Attestation attestation, String asOf) {
        return attestation.assess(Instant.parse(asOf));
    }

    @ParameterizedTest
    @CsvSource({
        "1997-12-31T23:59:59.999999999Z, UNPROVEN",
        "1998-01-01T00:00:00Z, KEPT",
        "1998-12-01T23:59:59.999999999Z, KEPT",
        "1998-12-02T00:00:00Z, AT_RISK",
        "1998-12-31T23:59:59.999999999Z, AT_RISK",
        "1999-01-01T00:00:00Z, LAPSED",
        "2026-01-01T00:00:00Z, LAPSED"
    })
    void standsInHalfOpenIntervals(String asOf, Standing standing) {
        assertThat(at(attestation(YEAR_1998).build(), asOf).standing()).isEqualTo(standing);
    }

    @Test
    void endsAtTheReviewWhereThatComesFirst() {
        Attestation attestation =
                attestation(validity("1998-01-01", "1999-01-01", "1998-06-01")).build();
        assertThat(at(attestation, "1998-05-31T23:59:59Z").standing()).isEqualTo(Standing.AT_RISK);
        assertThat(at(attestation, "1998-06-01T00:00:00Z").standing()).isEqualTo(Standing.LAPSED);
    }

    @Test
    void countsDaysInItsZone() {
        Validity sydney = new Validity(
                LocalDate.parse("1998-01-01"),
                LocalDate.parse("1999-01-01"),
                LocalDate.parse("1999-01-01"),
                Period.ofDays(1),
                ZoneId.of("Australia/Sydney"));
        assertThat(sydney.startsAt()).isEqualTo("1997-12-31T13:00:00Z");
        assertThat(sydney.endsAt()).isEqualTo("1998-12-31T13:00:00Z");
        Attestation attestation = attestation(sydney).build();
        assertThat(at(attestation, "1998-12-31T12:59:59Z").standing()).isEqualTo(Standing.AT_RISK);
        assertThat(at(attestation, "1998-12-31T13:00:00Z").standing()).isEqualTo(Standing.LAPSED);
    }

    @Test
    void aLeadTimeLongerThanTheValidityWarnsFromTheStart() {
        Attestation attestation =
                attestation(validity("1998-01-01", "1998-01-11", "1998-01-11")).build();
        assertThat(at(attestation, "1997-12-31T00:00:00Z").standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(at(attestation, "1998-01-01T00:00:00Z").standing()).isEqualTo(Standing.AT_RISK);
    }

    @Test
    void saysWhyWithEvidenceAndDeadline() {
        Attestation attestation = attestation(YEAR_1998)
                .occurrence(occurrence("1997-11-01", "north"))
                .build();
        Assessment kept = at(attestation, "1998-02-01T00:00:00Z");
        assertThat(kept.reasons()).containsExactly("head of operations attests: An outside company tests the servers.");
        assertThat(kept.evidence()).containsExactly("register 4", "1997-11-01, north: report of 1997-11-01");
        assertThat(kept.deadline()).contains(Instant.parse("1999-01-01T00:00:00Z"));
        assertThat(at(attestation, "1998-12-31T00:00:00Z").reasons())
                .containsExactly("the attestation by head of operations runs out on 1999-01-01");
        assertThat(at(attestation, "1999-02-01T00:00:00Z").reasons())
                .containsExactly("the attestation by head of operations ran out on 1999-01-01");
        assertThat(at(attestation, "1997-02-01T00:00:00Z").reasons())
                .containsExactly("the attestation by head of operations is valid only from 1998-01-01");
    }

    @ParameterizedTest
    @CsvSource({
        "1998-03-15T00:00:00Z, KEPT",
        "1998-04-30T23:59:59Z, KEPT",
        "1998-05-01T00:00:00Z, KEPT",
        "1998-05-02T00:00:00Z, AT_RISK",
        "1998-05-31T23:59:59Z, AT_RISK",
        "1998-06-01T00:00:00Z, LAPSED"
    })
    void underACadenceItEndsWhenTheNextOccurrenceIsDue(String asOf, Standing standing) {
        Attestation attestation = attestation(YEAR_1998)
                .occurrence(occurrence("1997-12-01", "north"))
                .occurrence(occurrence("1997-06-01", "south"))
                .requirement(new Requirement.Cadence(Period.ofMonths(6)))
                .build();
        assertThat(at(attestation, asOf).standing()).isEqualTo(standing);
    }

    @Test
    void aCadenceLongerThanTheValidityChangesNothing() {
        Attestation attestation = attestation(YEAR_1998)
                .occurrence(occurrence("1998-01-01", "north"))
                .requirement(new Requirement.Cadence(Period.ofYears(5)))
                .build();
        assertThat(at(attestation, "1998-12-31T00:00:00Z").deadline()).contains(Instant.parse("1999-01-01T00:00:00Z"));
    }

    @Test
    void aCadenceMissedBeforeTheStartLapsesFromTheStart() {
        Attestation attestation = attestation(YEAR_1998)
                .occurrence(occurrence("1996-01-01", "north"))
                .requirement(new Requirement.Cadence(Period.ofMonths(6)))
                .build();
        assertThat(at(attestation, "1997-12-31T00:00:00Z").standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(at(attestation, "1998-01-01T00:00:00Z").standing()).isEqualTo(Standing.LAPSED);
    }

    @Test
    void withoutAnOccurrenceACadenceIsUnproven() {
        Attestation attestation = attestation(YEAR_1998)
                .requirement(new Requirement.Cadence(Period.ofMonths(6)))
                .build();
        Assessment assessment = at(attestation, "1998-03-01T00:00:00Z");
        assertThat(assessment.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assessment.reasons()).containsExactly("the attestation names no occasion on which it was done");
        assertThat(at(attestation, "1999-03-01T00:00:00Z").standing()).isEqualTo(Standing.LAPSED);
    }

    @Test
    void oneVendorTwiceIsNotTwoVendors() {
        Attestation one = attestation(YEAR_1998)
                .occurrence(occurrence("1997-12-01", "north"))
                .occurrence(occurrence("1997-06-01", "north"))
                .build();
        List<Requirement> two = List.of(new Requirement.DistinctVendors(2));
        Assessment assessment = at(one.requiring(two), "1998-03-01T00:00:00Z");
        assertThat(assessment.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assessment.reasons()).containsExactly("the attestation names 1 different vendors, promised are 2");
        Attestation both = attestation(YEAR_1998)
                .occurrence(occurrence("1997-12-01", "north"))
                .occurrence(occurrence("1997-06-01", "south"))
                .build();
        assertThat(at(both.requiring(two), "1998-03-01T00:00:00Z").standing()).isEqualTo(Standing.KEPT);
    }

    @Test
    void requiringKeepsEveryPartAndEveryRequirement() {
        Attestation attestation = attestation(YEAR_1998)
                .occurrence(occurrence("1997-12-01", "north"))
                .requirement(new Requirement.DistinctVendors(2))
                .build()
                .requiring(List.of(new Requirement.Cadence(Period.ofYears(1))));
        assertThat(attestation.promiseId()).isEqualTo("B18");
        assertThat(attestation.validity()).isEqualTo(YEAR_1998);
        assertThat(attestation.attestor()).isEqualTo("head of operations");
        assertThat(attestation.statement()).isEqualTo("An outside company tests the servers.");
        assertThat(attestation.evidence()).isEqualTo("register 4");
        assertThat(attestation.occurrences()).containsExactly(occurrence("1997-12-01", "north"));
        assertThat(attestation).hasToString("B18 by head of operations from 1998-01-01 to before 1999-01-01");
        assertThat(at(attestation, "1998-03-01T00:00:00Z").standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(at(attestation, "1998-12-01T00:00:00Z").standing()).isEqualTo(Standing.LAPSED);
    }

    @Test
    void refusesAnOccurrenceThatHasNotHappened() {
        Attestation.Builder builder = attestation(YEAR_1998).occurrence(occurrence("1998-01-02", "north"));
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("attestation of B18 from 1998-01-01 names an occurrence on 1998-01-02; accepted are days "
                        + "up to its first");
    }

    @Test
    void refusesMissingAndBlankParts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attestation.builder("B18", YEAR_1998).build())
                .withMessage("attestation of B18 has a blank attestor; accepted is text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attestation(YEAR_1998).statement(" ").build())
                .withMessage("attestation of B18 has a blank statement; accepted is text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attestation(YEAR_1998).evidence("").build())
                .withMessage("attestation of B18 has a blank evidence; accepted is text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Occurrence(LocalDate.EPOCH, "", "x"))
                .withMessage("occurrence has a blank doer; accepted is text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Occurrence(LocalDate.EPOCH, "x", " "))
                .withMessage("occurrence has a blank evidence; accepted is text");
    }

    @Test
    void refusesAValidityThatEndsBeforeItStarts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> validity("1998-01-01", "1998-01-01", "1999-01-01"))
                .withMessage("validity from 1998-01-01 ends before it starts (expires 1998-01-01, next review "
                        + "1999-01-01); accepted are later days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> validity("1998-01-01", "1999-01-01", "1998-01-01"))
                .withMessageContaining("ends before it starts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P-1D", "P1M-1D", "-P1D"})
    void refusesImpossiblePeriods(String text) {
        Period period = Period.parse(text);
        LocalDate day = LocalDate.parse("1998-01-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Validity(day, day.plusYears(1), day.plusYears(1), period, ZoneOffset.UTC))
                .withMessageEndingWith("accepted is a period longer than zero such as P30D, no part negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requirement.Cadence(period))
                .withMessageStartingWith("cadence is " + period);
    }

    @Test
    void readsRequirementsFromAPromise() {
        Promise promise = promise("attestation", Map.of("cadence", "P6M", "distinctVendors", "2"));
        assertThat(Requirement.of(promise))
                .containsExactly(new Requirement.Cadence(Period.ofMonths(6)), new Requirement.DistinctVendors(2));
        assertThat(Requirement.of(promise("attestation", Map.of()))).isEmpty();
    }

    @Test
    void parametersOfAnotherControlAreNoRequirements() {
        assertThat(Requirement.of(promise("recurring-check", Map.of("cadence", "P6M"))))
                .isEmpty();
    }

    @Test
    void refusesRequirementsThatCannotBeUnderstood() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.of(promise("attestation", Map.of("cadence", "half a year"))))
                .withMessage("parameter cadence is not a period; accepted is one such as P6M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.of(promise("attestation", Map.of("distinctVendors", "two"))))
                .withMessage("parameter distinctVendors is not a number; accepted is 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requirement.DistinctVendors(0))
                .withMessage("distinct vendors is 0; accepted is 1 or more");
    }

    private static Promise promise(String control, Map<String, String> parameters) {
        return new Promise("B18", "Tested.", PromiseKind.PARTLY, control, parameters);
    }
}
