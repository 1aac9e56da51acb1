package dev.compliancekit.core.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class PromiseRegisterProperties {

    private static final LocalDate DAY = LocalDate.of(1998, 1, 1);

    @Property
    void neverLapsesWithoutHavingBeenAtRiskIfItWasEverKept(@ForAll("attestations") Attestation attestation) {
        List<Standing> course = course(attestation);
        int kept = course.lastIndexOf(Standing.KEPT);
        if (kept >= 0) {
            assertThat(course.subList(kept + 1, course.size())).first().isEqualTo(Standing.AT_RISK);
        }
    }

    @Property
    void onlyEverMovesFromUnprovenOverKeptAndAtRiskToLapsed(@ForAll("attestations") Attestation attestation) {
        List<Standing> order = List.of(Standing.UNPROVEN, Standing.KEPT, Standing.AT_RISK, Standing.LAPSED);
        assertThat(course(attestation)).isSortedAccordingTo((a, b) -> order.indexOf(a) - order.indexOf(b));
    }

    @Property
    void isUnprovenBeforeItsStartAndLapsedFromItsEnd(@ForAll("attestations") Attestation attestation) {
        Validity validity = attestation.validity();
        assertThat(attestation.assess(validity.startsAt().minusNanos(1)).standing())
                .isEqualTo(Standing.UNPROVEN);
        assertThat(attestation.assess(validity.endsAt()).standing()).isEqualTo(Standing.LAPSED);
    }

    @Property
    void moreRequirementsNeverMakeAnAttestationStandBetter(
            @ForAll("attestations") Attestation attestation, @ForAll("requirements") List<Requirement> more) {
        Attestation stricter = attestation.requiring(more);
        for (Instant asOf : instants()) {
            boolean wasGood = isGood(attestation, asOf);
            assertThat(isGood(stricter, asOf) && !wasGood).isFalse();
        }
    }

    private static boolean isGood(Attestation attestation, Instant asOf) {
        return attestation.assess(asOf).standing().compareTo(Standing.AT_RISK) <= 0;
    }

    @Property
    void combiningIsAssociativeAndCommutativeInStandingAndDeadline(
            @ForAll("assessments") @Size(min = 1, max = 6) List<Assessment> parts, @ForAll Random random) {
        Assessment whole = Assessment.combine(parts);
        List<Assessment> shuffled = new ArrayList<>(parts);
        Collections.shuffle(shuffled, random);
        int cut = random.nextInt(shuffled.size());
        List<Assessment> grouped = new ArrayList<>();
        if (cut > 0) {
            grouped.add(Assessment.combine(shuffled.subList(0, cut)));
        }
        grouped.add(Assessment.combine(shuffled.subList(cut, shuffled.size())));
        Assessment again = Assessment.combine(grouped);
        assertThat(again.standing()).isEqualTo(whole.standing());
        assertThat(again.deadline()).isEqualTo(whole.deadline());
        assertThat(again.reasons()).containsExactlyInAnyOrderElementsOf(whole.reasons());
    }

    @Property
    void combiningIsNeverBetterThanItsWorstPart(@ForAll("assessments") @Size(min = 1, max = 6) List<Assessment> parts) {
        Standing whole = Assessment.combine(parts).standing();
        assertThat(parts).allMatch(part -> part.standing().compareTo(whole) <= 0);
        assertThat(parts).anyMatch(part -> part.standing() == whole);
    }

    @Property
    void withoutControlsAndAttestationsNothingIsProved(
            @ForAll("pages") SecurityPage page, @ForAll("instant") Instant asOf) {
        ComplianceReport report =
                ComplianceReport.assess(List.of(page), promise -> Optional.empty(), Attestations.none(), asOf);
        assertThat(report.promises()).allMatch(promise -> promise.assessment().standing() == Standing.UNPROVEN);
    }

    @Property
    void countsAddUpToThePromisesThatAreNoStatements(
            @ForAll("pages") SecurityPage page,
            @ForAll("assessments") @Size(min = 1, max = 6) List<Assessment> answers) {
        ControlSource source =
                promise -> Optional.of(asOf -> answers.get(promise.id().hashCode() % answers.size()));
        ComplianceReport report = ComplianceReport.assess(List.of(page), source, Attestations.none(), Instant.EPOCH);
        int sum = report.counts().values().stream().mapToInt(Integer::intValue).sum();
        assertThat(sum).isEqualTo(page.promises().size() - page.statements().size());
        assertThat(report.headline()).startsWith(sum + " promise");
    }

    /** The standings that an attestation takes as time moves, in half days, over all that can be generated. */
    private static List<Standing> course(Attestation attestation) {
        return instants().stream()
                .map(asOf -> attestation.assess(asOf).standing())
                .toList();
    }

    private static List<Instant> instants() {
        List<Instant> instants = new ArrayList<>();
        Instant start = DAY.minusDays(3).atStartOfDay(ZoneOffset.UTC).toInstant();
        for (int halfDay = 0; halfDay < 2 * 150; halfDay++) {
            instants.add(start.plusSeconds(12L * 3600 * halfDay));
        }
        return instants;
    }

    @Provide
    Arbitrary<Instant> instant() {
        return Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<Attestation> attestations() {
        Arbitrary<LocalDate> from = Arbitraries.integers().between(0, 10).map(DAY::plusDays);
        Arbitrary<Integer> length = Arbitraries.integers().between(1, 120);
        Arbitrary<Period> lead = Arbitraries.integers().between(1, 40).map(Period::ofDays);
        Arbitrary<ZoneId> zone =
                Arbitraries.of("UTC", "Australia/Sydney", "America/Los_Angeles").map(ZoneId::of);
        Arbitrary<Validity> validity = Combinators.combine(from, length, length, lead, zone)
                .as((day, expires, review, leadTime, where) ->
                        new Validity(day, day.plusDays(expires), day.plusDays(review), leadTime, where));
        Arbitrary<List<Integer>> daysBefore =
                Arbitraries.integers().between(0, 60).list().ofMaxSize(3);
        return Combinators.combine(validity, daysBefore, requirements()).as(this::attestation);
    }

    private Attestation attestation(Validity validity, List<Integer> daysBefore, List<Requirement> requirements) {
        Attestation.Builder builder = Attestation.builder("A1", validity)
                .attestor("head of operations")
                .statement("It is so.")
                .evidence("register 1");
        daysBefore.forEach(days ->
                builder.occurrence(new Occurrence(validity.from().minusDays(days), "vendor " + days % 2, "report")));
        requirements.forEach(builder::requirement);
        return builder.build();
    }

    @Provide
    Arbitrary<List<Requirement>> requirements() {
        Arbitrary<Requirement> cadence =
                Arbitraries.integers().between(1, 150).map(days -> new Requirement.Cadence(Period.ofDays(days)));
        Arbitrary<Requirement> vendors = Arbitraries.integers().between(1, 3).map(Requirement.DistinctVendors::new);
        return Arbitraries.oneOf(cadence, vendors).list().ofMaxSize(2);
    }

    @Provide
    Arbitrary<List<Assessment>> assessments() {
        Arbitrary<Assessment> plain = Combinators.combine(
                        Arbitraries.of(Standing.values()),
                        Arbitraries.integers().between(0, 99))
                .as((standing, number) -> Assessment.of(standing, "reason " + number));
        Arbitrary<Assessment> due = Combinators.combine(plain, instant()).as(Assessment::withDeadline);
        return Arbitraries.oneOf(plain, due).list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<SecurityPage> pages() {
        return Arbitraries.of(PromiseKind.values())
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(kinds -> {
                    List<Promise> promises = new ArrayList<>();
                    for (PromiseKind kind : kinds) {
                        String control = switch (kind) {
                            case BY_CODE, PARTLY -> "tenant-tag";
                            case ORGANISATIONAL -> Promise.ATTESTATION;
                            case STATEMENT -> Promise.NO_CONTROL;
                        };
                        promises.add(new Promise("A" + promises.size(), "Claim", kind, control, Map.of()));
                    }
                    return new SecurityPage("p", "Page", "example.com", DAY, ZoneOffset.UTC, promises);
                });
    }
}
