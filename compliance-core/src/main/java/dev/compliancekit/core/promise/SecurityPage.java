package dev.compliancekit.core.promise;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A public security page as a list of promises. <em>Immutable.</em>
 *
 * @param id the short name of the page, for example {@code justuno}
 * @param title what the page is called
 * @param source the document that the promises were read from, for example its address
 * @param date the date that the document bears, or the day on which it was read if it bears none
 * @param zone where the days of the page are counted
 * @param promises the claims in the order of the document; copied, unmodifiable
 */
public record SecurityPage(
        String id, String title, String source, LocalDate date, ZoneId zone, List<Promise> promises) {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MAX_ID_LENGTH = 64;

    /**
     * Checks the parts.
     *
     * @param id lower-case letters, digits and single inner hyphens, at most 64 in all
     * @param title text, not blank
     * @param source text, not blank
     * @param date the date
     * @param zone the zone
     * @param promises at least one, no two with the same id
     * @throws IllegalArgumentException if a part is not as described
     */
    public SecurityPage {
        if (id.length() > MAX_ID_LENGTH || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("page id is not accepted; accepted are a-z, 0-9 and single hyphens "
                    + "between them, at most " + MAX_ID_LENGTH + " in all");
        }
        Texts.requireText("page " + id, "title", title);
        Texts.requireText("page " + id, "source", source);
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(zone, "zone");
        promises = List.copyOf(promises);
        if (promises.isEmpty()) {
            throw new IllegalArgumentException("page " + id + " has no promises; accepted is at least one");
        }
        Set<String> seen = new HashSet<>();
        for (Promise promise : promises) {
            if (!seen.add(promise.id())) {
                throw new IllegalArgumentException("page " + id + " has two promises with the id " + promise.id()
                        + "; accepted is one of each id");
            }
        }
    }

    /**
     * The lines that promise nothing and are not counted.
     *
     * @return the promises of the kind {@link PromiseKind#STATEMENT}, in order, unmodifiable
     */
    public List<Promise> statements() {
        return promises.stream()
                .filter(promise -> promise.kind() == PromiseKind.STATEMENT)
                .toList();
    }
}
