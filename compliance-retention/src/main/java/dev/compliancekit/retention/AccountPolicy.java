package dev.compliancekit.retention;

import dev.compliancekit.retention.deadline.DeadlineRules;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One version of what a page promises about erasure. An obligation keeps the version that was in force when its event
 * was received. <em>Immutable.</em>
 *
 * @param name the page, the same for all its versions
 * @param version which version, for example its date
 * @param inForceFrom from when it is in force, until the next version of the same name is
 * @param rules how its periods are counted
 * @param promises what it promises; ids are unique; unmodifiable
 */
public record AccountPolicy(
        String name, String version, Instant inForceFrom, DeadlineRules rules, List<AccountPromise> promises) {

    /**
     * Copies the promises and checks the parts.
     *
     * @param name the page, not blank
     * @param version which version, not blank
     * @param inForceFrom from when it is in force
     * @param rules how its periods are counted
     * @param promises what it promises; copied
     * @throws IllegalArgumentException if the name or version is blank, an id occurs twice, or a promise counts from a
     *     hard deletion that no other promise with the same trigger dates
     */
    public AccountPolicy {
        Objects.requireNonNull(inForceFrom, "inForceFrom");
        Objects.requireNonNull(rules, "rules");
        if (name.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("policy has a blank name or version; accepted is text in both");
        }
        promises = List.copyOf(promises);
        Set<String> ids = new HashSet<>();
        for (AccountPromise promise : promises) {
            if (!ids.add(promise.id())) {
                throw new IllegalArgumentException("policy " + name + " " + version + " has the promise " + promise.id()
                        + " twice; accepted is each id once");
            }
            if (promise.startsFrom() == AccountPromise.StartsFrom.HARD_DELETION
                    && promises.stream().noneMatch(other -> datesHardDeletion(other, promise))) {
                throw new IllegalArgumentException("policy " + name + " " + version + " counts " + promise.id()
                        + " from a hard deletion that it does not promise; accepted is a promise with the trigger "
                        + promise.trigger() + " for the live store beside it");
            }
        }
    }

    static boolean datesHardDeletion(AccountPromise candidate, AccountPromise promise) {
        return candidate.trigger() == promise.trigger() && candidate.stores().contains(StoreKind.LIVE);
    }
}
