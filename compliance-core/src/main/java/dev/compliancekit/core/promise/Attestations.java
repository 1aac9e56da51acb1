package dev.compliancekit.core.promise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All attestations of an organisation. Of several for one promise, the one that counts longest among those that have
 * started stands for it; if none has, the one that starts first. <em>Immutable.</em>
 */
public final class Attestations {

    private final List<Attestation> all;

    private Attestations(List<Attestation> all) {
        this.all = all;
    }

    /**
     * Collects attestations.
     *
     * @param all the attestations; copied
     * @return the collection
     */
    public static Attestations of(List<Attestation> all) {
        return new Attestations(List.copyOf(all));
    }

    /**
     * No attestations.
     *
     * @return the empty collection
     */
    public static Attestations none() {
        return new Attestations(List.of());
    }

    /**
     * What was collected.
     *
     * @return the attestations in the order they were given, unmodifiable
     */
    public List<Attestation> all() {
        return all;
    }

    /**
     * The control that attestations give a promise, under the {@link Requirement#of requirements} of the promise.
     *
     * @param promise the promise
     * @return the control, or empty if nobody attests to it
     * @throws IllegalArgumentException if a parameter of the promise is no requirement that can be understood
     */
    public Optional<Control> controlFor(Promise promise) {
        List<Requirement> requirements = Requirement.of(promise);
        List<Attestation> matching = all.stream()
                .filter(attestation -> attestation.promiseId().equals(promise.id()))
                .map(attestation -> attestation.requiring(requirements))
                .toList();
        return matching.isEmpty()
                ? Optional.empty()
                : Optional.of(asOf -> standingFor(matching, asOf).assess(asOf));
    }

    private static Attestation standingFor(List<Attestation> matching, Instant asOf) {
        Optional<Attestation> longest = matching.stream()
                .filter(attestation -> !asOf.isBefore(attestation.validity().startsAt()))
                .max(Comparator.comparing(Attestation::endsAt));
        return longest.or(() -> matching.stream()
                        .min(Comparator.comparing(
                                attestation -> attestation.validity().startsAt())))
                .orElseThrow();
    }

    /**
     * The attestations that no promise of some pages asks for: its id is on none of them, or belongs to a promise that
     * code alone keeps or that is a statement. A mistyped id ends up here.
     *
     * @param pages the pages
     * @return the attestations in the order they were given, unmodifiable
     */
    public List<Attestation> unmatched(List<SecurityPage> pages) {
        List<Attestation> unmatched = new ArrayList<>(all);
        unmatched.removeIf(attestation -> pages.stream()
                .flatMap(page -> page.promises().stream())
                .anyMatch(promise -> promise.id().equals(attestation.promiseId()) && asksForAttestation(promise)));
        return List.copyOf(unmatched);
    }

    private static boolean asksForAttestation(Promise promise) {
        return promise.kind() == PromiseKind.ORGANISATIONAL || promise.kind() == PromiseKind.PARTLY;
    }
}
