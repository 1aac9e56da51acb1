package dev.compliancekit.core.access;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantMismatchException;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.access.AccessDecision.Allowed;
import dev.compliancekit.core.access.AccessDecision.Denied;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Stands in front of the data: decides by an {@link AccessPolicy}, keeps the {@link GrantBook}, and appends an audit
 * event for every access, refusal, grant and revocation before it answers. If the event cannot be appended, the call
 * throws what the sink threw, nothing is given, and a revocation counts all the same.
 *
 * <p>Ask before looking the record up, so that an absent record and somebody else's get the same answer. While a
 * {@link TenantScope} is bound, everything about another tenant is refused with {@link TenantMismatchException},
 * whether that tenant exists or not; the event, which tells the true reason {@code outside-scope}, goes to the bound
 * tenant's own part of the log.
 *
 * <p>The guard's time is the latest its clock ever told: a clock that is set back revives no grant.
 *
 * <p>Events: {@code access} with target {@code <record class>} or {@code <record class>/<record>} and attributes
 * {@code role}, {@code purpose}, {@code classification}, {@code secondFactor}, {@code reason} and, if allowed,
 * {@code grant}; {@code grant-given} with target {@code grant/<id>}, {@code owner/<id>} or {@code approver/<id>} and
 * attributes {@code holder}, {@code role}, {@code purpose}, {@code from}, {@code toExclusive}, {@code reason};
 * {@code grant-revoked} with the same targets and {@code reason}. An approver's events are the operator's.
 *
 * <p>A guard knows the grants that it was started with or that went through it. Let one process give and revoke, or
 * start the others anew from its book.
 *
 * <p><em>Thread-safe.</em> When {@link #revoke} returns, no access under the grant is still being decided.
 */
public final class AccessGuard {

    private final AccessPolicy policy;
    private final AuditSink sink;
    private final InstantSource clock;
    private final GrantChanges changes;
    private final AtomicReference<Instant> latest;

    /**
     * Accesses share it; a change of the book waits until none is being decided, so the log's order tells the truth.
     */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** Written under the write lock only. */
    private volatile GrantBook book;

    private AccessGuard(Builder builder) {
        this.policy = builder.policy;
        this.sink = builder.sink;
        this.clock = builder.clock;
        this.changes = new GrantChanges(builder.policy, builder.sink, builder.operator);
        this.latest = new AtomicReference<>(builder.clock.instant());
        this.book = builder.book;
    }

    /**
     * Starts a guard with an empty book. Somebody has to be the first approver: put his mandate into the book to start
     * with.
     *
     * @param policy the rules
     * @param sink where every event goes before the answer is given
     * @param clock tells the time
     * @param operator the operator's own account code, for the events that concern no customer
     * @return a builder, not thread-safe
     */
    public static Builder builder(AccessPolicy policy, AuditSink sink, InstantSource clock, TenantId operator) {
        return new Builder(policy, sink, clock, operator);
    }

    /**
     * Decides about data of one kind as a whole, and logs it.
     *
     * @param request who wants to see what
     * @return allowed or denied; the event of it is in the log
     * @throws TenantMismatchException if another tenant is bound
     */
    public AccessDecision decide(AccessRequest request) {
        return decide(request, request.recordClass().value());
    }

    /**
     * Decides about one record, and logs it.
     *
     * @param request who wants to see what
     * @param record which record
     * @return allowed or denied; the event of it is in the log
     * @throws TenantMismatchException if another tenant is bound
     */
    public AccessDecision decide(AccessRequest request, RecordId record) {
        return decide(request, request.recordClass() + "/" + record);
    }

    /**
     * Lets data of one kind as a whole be seen, or throws.
     *
     * @param request who wants to see what
     * @return what it rests on; the event of it is in the log
     * @throws AccessDeniedException if the policy denies it; the event of that is in the log
     * @throws TenantMismatchException if another tenant is bound
     */
    @CanIgnoreReturnValue
    public Allowed require(AccessRequest request) {
        return allowedOrThrow(decide(request));
    }

    /**
     * Lets one record be seen, or throws.
     *
     * @param request who wants to see what
     * @param record which record
     * @return what it rests on; the event of it is in the log
     * @throws AccessDeniedException if the policy denies it; the event of that is in the log
     * @throws TenantMismatchException if another tenant is bound
     */
    @CanIgnoreReturnValue
    public Allowed require(AccessRequest request, RecordId record) {
        return allowedOrThrow(decide(request, record));
    }

    private static Allowed allowedOrThrow(AccessDecision decision) {
        if (decision instanceof Denied denied) {
            throw new AccessDeniedException(denied);
        }
        return (Allowed) decision;
    }

    private AccessDecision decide(AccessRequest request, String target) {
        Lock reading = lock.readLock();
        reading.lock();
        try {
            Instant now = now();
            Optional<TenantId> foreign = Attempt.boundOtherThan(request.tenant());
            if (foreign.isPresent()) {
                sink.append(AccessEvents.accessOutsideScope(request, target, foreign.get(), now));
                throw new TenantMismatchException();
            }
            AccessDecision decision = policy.decide(request, book, now);
            sink.append(AccessEvents.access(request, target, decision, now));
            return decision;
        } finally {
            reading.unlock();
        }
    }

    /**
     * Gives a grant. A start that has passed becomes now: nobody is allowed anything in retrospect.
     *
     * @param grant what is given, by whom; the giver is who signed in, not who the caller says
     * @param giver whether the giver's session showed a second factor
     * @return the grant as it stands in the book and in the log
     * @throws AccessDeniedException if the policy refuses it; the event of that is in the log
     * @throws TenantMismatchException if another tenant is bound
     * @throws IllegalArgumentException if its id is taken
     */
    @CanIgnoreReturnValue
    public Grant give(Grant grant, SecondFactor giver) {
        Lock writing = lock.writeLock();
        writing.lock();
        try {
            Instant now = now();
            Grant starting = grant.notBefore(now);
            book = changes.give(starting, giver, book, now);
            return starting;
        } finally {
            writing.unlock();
        }
    }

    /**
     * Registers who may give grants.
     *
     * @param mandate who may, registered by whom; the registrar is who signed in, not who the caller says
     * @param registrar whether the registrar's session showed a second factor
     * @throws AccessDeniedException if the registrar is no approver, or the policy refuses the mandate; the event of
     *     that is in the log
     * @throws TenantMismatchException if another tenant is bound
     * @throws IllegalArgumentException if its id is taken
     */
    public void register(Mandate mandate, SecondFactor registrar) {
        Lock writing = lock.writeLock();
        writing.lock();
        try {
            book = changes.register(mandate, registrar, book, now());
        } finally {
            writing.unlock();
        }
    }

    /**
     * Revokes a grant or a mandate, from now on. Its holder, its giver or registrar, an owner of the account and every
     * approver may; to anybody else an id that is not his looks like one that does not exist. It counts even if the
     * event cannot be appended; then repeat the call, which appends the event again.
     *
     * @param id which grant or mandate
     * @param by who revokes it, as signed in
     * @param reason why, one line of 1 to 256 characters; no personal data
     * @return the revocation that counts, the first one if there are several
     * @throws AccessDeniedException if there is no such grant for {@code by}; the event of that is in the log
     * @throws TenantMismatchException if a tenant is bound and the grant is not that tenant's, or does not exist
     * @throws IllegalArgumentException if the reason is blank, too long or has control characters
     */
    @CanIgnoreReturnValue
    public Revocation revoke(GrantId id, Actor by, String reason) {
        Lock writing = lock.writeLock();
        writing.lock();
        try {
            Revocation revocation = new Revocation(id, by, now(), reason);
            AuditEvent event = changes.revoke(revocation, book);
            book = book.with(revocation);
            sink.append(event);
            return book.revocation(id).orElseThrow();
        } finally {
            writing.unlock();
        }
    }

    /**
     * The grants, mandates and revocations as they stand, for an {@link AccessReview} or to be stored.
     *
     * @return the book
     */
    public GrantBook book() {
        return book;
    }

    private Instant now() {
        return latest.accumulateAndGet(clock.instant(), (last, now) -> now.isAfter(last) ? now : last);
    }

    /** Collects what a guard starts with. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final AccessPolicy policy;
        private final AuditSink sink;
        private final InstantSource clock;
        private final TenantId operator;
        private GrantBook book = GrantBook.empty();

        private Builder(AccessPolicy policy, AuditSink sink, InstantSource clock, TenantId operator) {
            this.policy = Objects.requireNonNull(policy, "policy");
            this.sink = Objects.requireNonNull(sink, "sink");
            this.clock = Objects.requireNonNull(clock, "clock");
            this.operator = Objects.requireNonNull(operator, "operator");
        }

        /**
         * Starts with a book instead of an empty one.
         *
         * @param stored what was given before, and who may give
         * @return this builder
         */
        public Builder startingWith(GrantBook stored) {
            book = Objects.requireNonNull(stored, "stored");
            return this;
        }

        /**
         * The guard.
         *
         * @return a thread-safe guard
         */
        public AccessGuard build() {
            return new AccessGuard(this);
        }
    }
}
