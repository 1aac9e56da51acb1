package dev.compliancekit.retention;

import dev.compliancekit.core.RecordClass;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a legal hold is about; no class and no custodian mean all. <em>Immutable.</em> */
record HoldReach(Scope scope, SortedSet<RecordClass> recordClasses, SortedSet<Custodian> custodians) {

    HoldReach {
        Objects.requireNonNull(scope, "scope");
        recordClasses = Collections.unmodifiableSortedSet(new TreeSet<>(recordClasses));
        custodians = Collections.unmodifiableSortedSet(new TreeSet<>(custodians));
    }

    static HoldReach all(Scope scope) {
        return new HoldReach(scope, Collections.emptySortedSet(), Collections.emptySortedSet());
    }

    boolean meets(Scope erased, Set<RecordClass> classes, Set<Custodian> keepers) {
        return scope.overlaps(erased) && meet(recordClasses, classes) && meet(custodians, keepers);
    }

    /** An empty set stands for all on the one side and for unknown on the other: both meet everything. */
    private static <T> boolean meet(Set<T> held, Set<T> erased) {
        return held.isEmpty() || erased.isEmpty() || !Collections.disjoint(held, erased);
    }
}
