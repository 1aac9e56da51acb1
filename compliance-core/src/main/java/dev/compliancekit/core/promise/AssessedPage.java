package dev.compliancekit.core.promise;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A page with how each of its promises stands; its statements are in the page and not here. <em>Immutable.</em>
 *
 * @param page the page
 * @param promises its promises in the order of the page, without the statements; copied, unmodifiable
 */
public record AssessedPage(SecurityPage page, List<AssessedPromise> promises) {

    /**
     * Copies the list.
     *
     * @param page the page
     * @param promises its promises in the order of the page, without the statements; copied
     */
    public AssessedPage {
        Objects.requireNonNull(page, "page");
        promises = List.copyOf(promises);
    }

    /**
     * How many promises stand how.
     *
     * @return a number for every standing, from the best to the worst; together the number of promises; unmodifiable
     */
    public Map<Standing, Integer> counts() {
        return Counts.of(promises);
    }
}
