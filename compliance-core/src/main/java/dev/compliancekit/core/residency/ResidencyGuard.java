package dev.compliancekit.core.residency;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantMismatchException;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.residency.ResidencyDecision.Allowed;
import dev.compliancekit.core.residency.ResidencyDecision.Denied;
import dev.compliancekit.core.residency.ResidencyDecision.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stands in front of the stores: decides by a {@link ResidencyPolicy}, appends an audit event for every refusal and
 * every export before it answers, and throws where data may not go. If the event cannot be appended, the call throws
 * what the sink threw, and nothing may be written.
 *
 * <p>A store that is unknown, another customer's or does not hold the tenant is refused with one and the same message;
 * the event tells them apart. While a {@link TenantScope} is bound, another tenant's data are refused with
 * {@link TenantMismatchException}; that event goes to the bound tenant's own part of the log.
 *
 * <p>Events: {@code store-write} with outcome denied, and {@code export} with outcome success; target
 * {@code store/<store id>}, attributes {@code use}, {@code recordClass}, {@code classification}, {@code reason} or
 * {@code region}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class ResidencyGuard {

    private static final String USE = "use";
    private static final String RECORD_CLASS = "recordClass";
    private static final String CLASSIFICATION = "classification";
    private static final String REGION = "region";
    private static final String REQUESTED_TENANT = "requestedTenant";

    private final ResidencyPolicy policy;
    private final Supplier<StoreDirectory> directory;
    private final AuditSink sink;
    private final InstantSource clock;

    private ResidencyGuard(
            ResidencyPolicy policy, Supplier<StoreDirectory> directory, AuditSink sink, InstantSource clock) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.sink = Objects.requireNonNull(sink, "sink");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * A guard.
     *
     * @param policy the regions
     * @param directory asked for the stores at each call
     * @param sink where refusals and exports go before the answer is given
     * @param clock tells the time of an event
     * @return a thread-safe guard
     */
    public static ResidencyGuard of(
            ResidencyPolicy policy, Supplier<StoreDirectory> directory, AuditSink sink, InstantSource clock) {
        return new ResidencyGuard(policy, directory, sink, clock);
    }

    /**
     * Lets data go into a store, or throws.
     *
     * @param request what is to go where
     * @param actor who wants it
     * @return the store; for an export the event is in the log
     * @throws ResidencyException if the policy denies it; the event of that is in the log
     * @throws TenantMismatchException if another tenant is bound
     */
    @CanIgnoreReturnValue
    public StoreEntry require(StoreRequest request, Actor actor) {
        Instant now = clock.instant();
        Optional<TenantId> foreign = TenantScope.currentIfBound().filter(bound -> !bound.equals(request.tenant()));
        if (foreign.isPresent()) {
            sink.append(refusal(request, foreign.get(), actor, Reason.OUTSIDE_SCOPE, now)
                    .attribute(REQUESTED_TENANT, request.tenant().value())
                    .build());
            throw new TenantMismatchException();
        }
        ResidencyDecision decision = policy.decide(request, directory.get());
        if (decision instanceof Denied denied) {
            sink.append(refusal(request, request.tenant(), actor, denied.reason(), now)
                    .build());
            throw new ResidencyException(messageOf(denied, request));
        }
        StoreEntry store = ((Allowed) decision).store();
        if (request.use() == StoreUse.EXPORT) {
            sink.append(event(request, request.tenant(), actor, Action.EXPORT, Outcome.SUCCESS, now)
                    .attribute(REGION, store.region().value())
                    .build());
        }
        return store;
    }

    private static String messageOf(Denied denied, StoreRequest request) {
        return switch (denied.reason()) {
            case UNKNOWN_STORE, OTHER_TENANTS_STORE, NOT_PLACED ->
                "no store " + request.store() + " for this tenant; "
                        + "accepted are the stores that the directory names for it";
            default -> denied.sentence();
        };
    }

    private static AuditEvent.Builder refusal(
            StoreRequest request, TenantId log, Actor actor, Reason reason, Instant at) {
        return event(request, log, actor, Action.STORE_WRITE, Outcome.DENIED, at)
                .attribute(AuditEvent.REASON, reason.code());
    }

    private static AuditEvent.Builder event(
            StoreRequest request, TenantId log, Actor actor, Action action, Outcome outcome, Instant at) {
        return AuditEvent.builder(log, actor, action, outcome, at)
                .target("store/" + request.store())
                .attribute(USE, request.use().code())
                .attribute(RECORD_CLASS, request.recordClass().value())
                .attribute(CLASSIFICATION, request.classification().name());
    }
}
