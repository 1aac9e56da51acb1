package dev.compliancekit.core.promise;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How every promise of some pages stands at an instant. <em>Immutable.</em>
 *
 * <p>A promise is unproven unless something shows otherwise. One kept by code is answered by its control, an
 * organisational one by an attestation, and one kept partly by code by both, of which the worse stands: without its
 * control or without an attestation it is unproven. A control that throws shows nothing, so its promise is unproven
 * too; the report goes on, names the type of what was thrown and keeps the exception in {@link #failures()}.
 */
public final class ComplianceReport {

    private final Instant asOf;
    private final List<AssessedPage> pages;
    private final List<FailedControl> failures;
    private final List<Attestation> unmatched;

    private ComplianceReport(
            Instant asOf, List<AssessedPage> pages, List<FailedControl> failures, List<Attestation> unmatched) {
        this.asOf = asOf;
        this.pages = List.copyOf(pages);
        this.failures = List.copyOf(failures);
        this.unmatched = unmatched;
    }

    /**
     * Asks every control once.
     *
     * @param pages the pages, in the order of the report; copied
     * @param controls the controls of the application
     * @param attestations what people attest to
     * @param asOf the instant to answer for; there is no other clock
     * @return the report
     * @throws IllegalArgumentException if two pages have the same id, or two promises of different pages do, which
     *     would leave open whom an attestation answers
     */
    public static ComplianceReport assess(
            List<SecurityPage> pages, ControlSource controls, Attestations attestations, Instant asOf) {
        Objects.requireNonNull(asOf, "asOf");
        requireUnique(pages);
        Assessor assessor = new Assessor(controls, attestations, asOf);
        List<AssessedPage> assessed = pages.stream().map(assessor::assess).toList();
        return new ComplianceReport(asOf, assessed, assessor.failures(), attestations.unmatched(pages));
    }

    private static void requireUnique(List<SecurityPage> pages) {
        Map<String, String> pageOf = new HashMap<>();
        for (SecurityPage page : pages) {
            if (pages.stream().filter(other -> other.id().equals(page.id())).count() > 1) {
                throw new IllegalArgumentException(
                        "two pages have the id " + page.id() + "; accepted is one of each id");
            }
            for (Promise promise : page.promises()) {
                String other = pageOf.put(promise.id(), page.id());
                if (other != null) {
                    throw new IllegalArgumentException("pages " + other + " and " + page.id()
                            + " both have a promise with the id " + promise.id() + "; accepted is one of each id");
                }
            }
        }
    }

    /**
     * The instant that the report answers for.
     *
     * @return the instant
     */
    public Instant asOf() {
        return asOf;
    }

    /**
     * The pages with how their promises stand.
     *
     * @return the pages in the order they were given, unmodifiable
     */
    public List<AssessedPage> pages() {
        return pages;
    }

    /**
     * Every promise with how it stands; statements are not among them.
     *
     * @return the promises in the order of the pages, unmodifiable
     */
    public List<AssessedPromise> promises() {
        return pages.stream().flatMap(page -> page.promises().stream()).toList();
    }

    /**
     * How many promises stand how.
     *
     * @return a number for every standing, from the best to the worst; together the number of promises; unmodifiable
     */
    public Map<Standing, Integer> counts() {
        return Counts.of(promises());
    }

    /**
     * The controls that threw.
     *
     * @return one for each, in the order of the promises, unmodifiable
     */
    public List<FailedControl> failures() {
        return failures;
    }

    /**
     * The attestations that no promise of the pages asks for, see {@link Attestations#unmatched}.
     *
     * @return the attestations in the order they were given, unmodifiable
     */
    public List<Attestation> unmatchedAttestations() {
        return unmatched;
    }

    /**
     * The counts in one line, for example {@code 93 promises: 40 kept, 3 at risk, 47 unproven, 2 lapsed, 1 broken}.
     *
     * @return the number of promises and of each standing, zeros included
     */
    public String headline() {
        int promises = promises().size();
        StringBuilder line = new StringBuilder().append(promises).append(promises == 1 ? " promise" : " promises");
        String separator = ": ";
        for (Map.Entry<Standing, Integer> count : counts().entrySet()) {
            line.append(separator)
                    .append(count.getValue())
                    .append(' ')
                    .append(count.getKey().text());
            separator = ", ";
        }
        return line.toString();
    }

    /** The headline and the instant. */
    @Override
    public String toString() {
        return headline() + " as of " + asOf;
    }
}
