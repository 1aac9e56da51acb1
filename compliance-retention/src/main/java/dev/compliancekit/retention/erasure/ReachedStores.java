package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The targets of a run in their order, which of them an order reaches, and what they hold: the dry run. */
record ReachedStores(List<ErasureTarget> targets, Set<StoreKind> missing, HoldQuestion holds) {

    /** The earliest due first; orders that reach a store nobody can erase are refused. */
    List<ErasureOrder> checked(Collection<ErasureOrder> orders) {
        Set<StoreKind> known = EnumSet.copyOf(missing);
        targets.forEach(target -> known.add(target.kind()));
        for (ErasureOrder order : orders) {
            for (StoreKind kind : order.stores()) {
                if (!known.contains(kind)) {
                    throw new IllegalArgumentException("erasure order " + order.id() + " reaches " + kind
                            + ", for which there is no target; accepted are a target, or withoutStore(" + kind + ")");
                }
            }
            if (targets.stream().noneMatch(target -> order.stores().contains(target.kind()))) {
                throw new IllegalArgumentException(
                        "erasure order " + order.id() + " reaches no target; accepted is at least one");
            }
        }
        return orders.stream()
                .distinct()
                .sorted(Comparator.comparing(ErasureOrder::due).thenComparing(ErasureOrder::id))
                .toList();
    }

    /** The stores that an order reaches, each with the reason why it must be left alone, if there is one. */
    List<Reached> of(ErasureOrder order, Instant asOf) {
        Optional<List<LegalHold>> known = holds.holdsOn(order);
        return targets.stream()
                .filter(target -> order.stores().contains(target.kind()))
                .map(target -> Reached.of(target, holds.hold(target, order, known, asOf)))
                .toList();
    }

    /** What a run would do; the same questions by the same conditions, and nothing is erased. */
    ErasurePlan plan(List<ErasureOrder> orders, Set<ErasureOrder> begun, String policyVersion, Instant asOf) {
        List<ErasurePlan.Step> steps = new ArrayList<>();
        Map<String, Long> records = new HashMap<>();
        for (ErasureOrder order : orders) {
            List<TargetResult> results = new ArrayList<>();
            for (Reached reached : of(order, asOf)) {
                ReadBack there = reached.readBack(order, asOf);
                if (there instanceof ReadBack.Present present && !begun.contains(order)) {
                    records.merge(reached.target().name(), present.records(), Math::addExact);
                }
                results.add(
                        reached.held() != null
                                ? reached.held()
                                : new TargetResult.Answered(
                                        reached.target().name(),
                                        reached.target().kind(),
                                        there));
            }
            steps.add(new ErasurePlan.Step(order, results));
        }
        return new ErasurePlan(asOf, policyVersion, steps, shares(records));
    }

    private List<ErasurePlan.StoreShare> shares(Map<String, Long> records) {
        return targets.stream()
                .filter(target -> records.containsKey(target.name()))
                .map(target -> new ErasurePlan.StoreShare(
                        target.name(),
                        target.kind(),
                        target.recordClasses(),
                        records.getOrDefault(target.name(), 0L),
                        holdings(target)))
                .toList();
    }

    private static ReadBack holdings(ErasureTarget target) {
        try {
            return target.holdings();
        } catch (RuntimeException e) {
            return new ReadBack.Unreachable("the store did not say how much it holds");
        }
    }
}
