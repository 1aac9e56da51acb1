package dev.compliancekit.retention.contradiction;

import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.retention.contradiction.Contradiction.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The contradictions of a page: those that stand, and those that it accepts by name and with a reason. Whoever loads a
 * page calls {@link #requireNone}. <em>Immutable.</em>
 *
 * @param standing what is not accepted, in the order of the promises; unmodifiable
 * @param accepted what is, with the page's reason; unmodifiable
 */
public record PageContradictions(List<Contradiction> standing, List<Accepted> accepted) {

    /**
     * Copies the lists.
     *
     * @param standing what is not accepted; copied
     * @param accepted what is; copied
     */
    public PageContradictions {
        standing = List.copyOf(standing);
        accepted = List.copyOf(accepted);
    }

    /**
     * A contradiction that the page accepts.
     *
     * @param contradiction what cannot all be true
     * @param because why it is accepted, in the page's words
     */
    public record Accepted(Contradiction contradiction, String because) {

        /**
         * Checks that both are there.
         *
         * @param contradiction what cannot all be true
         * @param because why it is accepted
         */
        public Accepted {
            Objects.requireNonNull(contradiction, "contradiction");
            Objects.requireNonNull(because, "because");
        }
    }

    /**
     * Looks for contradictions, by the parameters of the promises ({@code docs/formats/security-page.md}).
     *
     * @param page the page
     * @return what was found
     * @throws IllegalArgumentException if a parameter is not what its name asks for, or a promise accepts a
     *     contradiction without a reason or under a name that there is not
     */
    public static PageContradictions of(SecurityPage page) {
        List<Contradiction> standing = new ArrayList<>();
        List<Accepted> accepted = new ArrayList<>();
        for (Promise promise : page.promises()) {
            requireReason(promise);
        }
        for (Contradiction found : found(page)) {
            Promise first = page.promises().stream()
                    .filter(promise -> promise.id().equals(found.promises().get(0)))
                    .findFirst()
                    .orElseThrow();
            if (PageParameters.names(first, "accepts").contains(found.kind().text())) {
                accepted.add(new Accepted(found, first.requireParameter("acceptedBecause")));
            } else {
                standing.add(found);
            }
        }
        return new PageContradictions(standing, accepted);
    }

    private static void requireReason(Promise promise) {
        for (String name : PageParameters.names(promise, "accepts")) {
            if (Kind.named(name).isEmpty()) {
                throw new IllegalArgumentException("promise " + promise.id() + " accepts a contradiction that there is "
                        + "not; accepted are the names in docs/formats/security-page.md, such as "
                        + Kind.LOG_FLOOR.text());
            }
            if (promise.parameter("acceptedBecause").isEmpty()) {
                throw new IllegalArgumentException("promise " + promise.id() + " accepts " + name
                        + " without a reason; accepted is one in acceptedBecause");
            }
        }
    }

    private static List<Contradiction> found(SecurityPage page) {
        List<Contradiction> found = new ArrayList<>();
        UnstatedParts.find(page, found);
        RotationAgainstPromise.find(page, found);
        KeptAgainstErased.find(page, found);
        List<String> order = page.promises().stream().map(Promise::id).toList();
        found.sort((a, b) -> Integer.compare(
                order.indexOf(a.promises().get(0)), order.indexOf(b.promises().get(0))));
        return found;
    }

    /**
     * Refuses a page with contradictions that it does not accept.
     *
     * @throws IllegalArgumentException if there is one; the message names the first and how many there are
     */
    public void requireNone() {
        if (!standing.isEmpty()) {
            Contradiction first = standing.get(0);
            throw new IllegalArgumentException("page " + first.page() + " contradicts itself " + standing.size()
                    + (standing.size() == 1 ? " time: " : " times, first: ") + first.text()
                    + "; accepted is a page without contradictions, or one that accepts "
                    + first.kind().text()
                    + " on promise " + first.promises().get(0) + " with a reason");
        }
    }
}
