package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.erasure.ErasureStop.Cause;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a plan may be executed, and the events that say that it may not, or by whose approval it is. */
record RunGate(@Nullable ErasureLimits limits, Set<String> mayBeEmptied, AuditSink audit, Actor actor) {

    private static final Action STOPPED = new Action("erasure-stopped");
    private static final Action APPROVED = new Action("erasure-approved");
    private static final int MAX_NAMED_ORDERS = 5;

    /** Why the plan may not be executed, or empty if it may. */
    Optional<ErasureStop> stop(ErasurePlan plan, @Nullable ErasureApproval approval) {
        for (ErasurePlan.StoreShare store : plan.stores()) {
            if (store.isEverything() && !mayBeEmptied.contains(store.target())) {
                return Optional.of(new ErasureStop(
                        Cause.WOULD_DELETE_EVERYTHING,
                        named(plan, store) + " would delete everything in " + store.target() + ", " + store.records()
                                + " records; accepted is mayEmpty(" + store.target() + ")"));
            }
        }
        if (approval != null) {
            Optional<ErasureStop> refused = refusal(plan, approval);
            if (refused.isPresent()) {
                return refused;
            }
        }
        if (limits == null || approval != null) {
            return Optional.empty();
        }
        return overLimit(plan, limits)
                .map(sentence -> new ErasureStop(Cause.NEEDS_APPROVAL, sentence + "; plan " + plan.token()));
    }

    private static String named(ErasurePlan plan, ErasurePlan.StoreShare store) {
        return plan.steps().stream()
                .filter(step -> step.order().stores().contains(store.kind()))
                .limit(MAX_NAMED_ORDERS)
                .map(step -> step.order().id())
                .collect(Collectors.joining(", ", "erasure order ", ""));
    }

    private Optional<ErasureStop> refusal(ErasurePlan plan, ErasureApproval approval) {
        if (!plan.token().equals(approval.planToken())) {
            return refused("something changed since the plan was approved");
        }
        if (approval.at().isAfter(plan.asOf())) {
            return refused("the approval is of the future");
        }
        if (limits != null && approval.at().plus(limits.approvalValidFor()).isBefore(plan.asOf())) {
            return refused("the approval is older than " + limits.approvalValidFor());
        }
        return approval.approvedBy().equals(actor) ? refused("the run approved itself") : Optional.empty();
    }

    private static Optional<ErasureStop> refused(String sentence) {
        return Optional.of(new ErasureStop(Cause.APPROVAL_REFUSED, sentence));
    }

    private static Optional<String> overLimit(ErasurePlan plan, ErasureLimits limits) {
        if (plan.records() > limits.records()) {
            return Optional.of(plan.records() + " records would go, more than " + limits.records());
        }
        return plan.stores().stream()
                .filter(store -> store.isAbove(limits.share()))
                .map(store -> store.records() + " records would go from " + store.target() + ", of " + store.holdings()
                        + ", more than a share of " + limits.share())
                .findFirst();
    }

    /**
     * How many records may go that were not begun before: what was planned, or what the limits allow if that is more.
     */
    long mostRecords(ErasurePlan plan) {
        return limits == null ? Long.MAX_VALUE - 1 : Math.max(plan.records(), limits.records());
    }

    void tellStop(Collection<ErasureOrder> orders, ErasureStop stop, Instant at) {
        for (TenantId tenant : tenants(orders)) {
            audit.append(AuditEvent.builder(tenant, actor, STOPPED, Outcome.DENIED, at)
                    .target("erasure-run")
                    .attribute("cause", stop.cause().name())
                    .attribute(AuditEvent.REASON, stop.sentence())
                    .build());
        }
    }

    void tellApproval(Collection<ErasureOrder> orders, ErasureApproval approval) {
        for (TenantId tenant : tenants(orders)) {
            audit.append(AuditEvent.builder(tenant, approval.approvedBy(), APPROVED, Outcome.SUCCESS, approval.at())
                    .target("erasure-run")
                    .attribute("plan", approval.planToken())
                    .attribute("requestedBy", approval.requestedBy().toString())
                    .build());
        }
    }

    private static Set<TenantId> tenants(Collection<ErasureOrder> orders) {
        return orders.stream().map(order -> order.scope().tenant()).collect(Collectors.toCollection(TreeSet::new));
    }
}
