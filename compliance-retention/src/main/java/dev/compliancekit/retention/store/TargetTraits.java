package dev.compliancekit.retention.store;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.retention.Custodian;
import dev.compliancekit.retention.StoreKind;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a target says of itself, as {@link dev.compliancekit.retention.spi.ErasureTarget} describes. <em>Immutable.</em>
 *
 * @param name the target's name in plans and certificates
 * @param kind what the store is for
 * @param recordClasses which classes it holds, none for any; unmodifiable
 * @param custodians who keeps it, none for anybody; unmodifiable
 * @param after which targets are erased before it; unmodifiable
 */
public record TargetTraits(
        String name,
        StoreKind kind,
        SortedSet<RecordClass> recordClasses,
        SortedSet<Custodian> custodians,
        Set<String> after) {

    /**
     * Copies the sets.
     *
     * @param name the target's name in plans and certificates
     * @param kind what the store is for
     * @param recordClasses which classes it holds; copied
     * @param custodians who keeps it; copied
     * @param after which targets are erased before it; copied
     */
    public TargetTraits {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        recordClasses = Collections.unmodifiableSortedSet(new TreeSet<>(recordClasses));
        custodians = Collections.unmodifiableSortedSet(new TreeSet<>(custodians));
        after = Set.copyOf(after);
    }

    /**
     * A target of any class and custodian that comes after none.
     *
     * @param name the target's name in plans and certificates
     * @param kind what the store is for
     * @return the traits
     */
    public static TargetTraits of(String name, StoreKind kind) {
        return new TargetTraits(name, kind, Collections.emptySortedSet(), Collections.emptySortedSet(), Set.of());
    }

    /**
     * The same with only some record classes.
     *
     * @param classes which; copied
     * @return the changed copy
     */
    public TargetTraits holding(Collection<RecordClass> classes) {
        return new TargetTraits(name, kind, new TreeSet<>(classes), custodians, after);
    }

    /**
     * The same kept by some custodians only.
     *
     * @param keepers who; copied
     * @return the changed copy
     */
    public TargetTraits keptBy(Collection<Custodian> keepers) {
        return new TargetTraits(name, kind, recordClasses, new TreeSet<>(keepers), after);
    }

    /**
     * The same after some targets.
     *
     * @param targets their names; copied
     * @return the changed copy
     */
    public TargetTraits erasedAfter(Collection<String> targets) {
        return new TargetTraits(name, kind, recordClasses, custodians, Set.copyOf(targets));
    }
}
