package dev.compliancekit.core;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Binds the current tenant to this thread for a block. It is the only thread-bound state in ComplianceKit.
 *
 * <p>Reading with none bound throws: there is no default tenant. Scopes nest, and closing one restores what was bound
 * before it. Nothing is inherited by other threads, pooled or virtual: hand the tenant over with
 * {@link TenantSnapshot}. While a tenant is bound, the SLF4J MDC holds its code under {@link #MDC_KEY}.
 *
 * <p><em>Not thread-safe: confine a scope to the thread that entered it.</em>
 */
public final class TenantScope implements AutoCloseable {

    /** The SLF4J MDC key that holds the code while a tenant is bound. */
    public static final String MDC_KEY = "tenant";

    private static final ThreadLocal<@Nullable TenantScope> CURRENT = new ThreadLocal<>();

    /** Null where a snapshot of an unbound thread hides what a pooled thread had bound. */
    private final @Nullable TenantId tenant;

    private final @Nullable TenantScope outer;
    private final Thread owner;

    private TenantScope(@Nullable TenantId tenant) {
        this.tenant = tenant;
        this.outer = CURRENT.get();
        this.owner = Thread.currentThread();
        bind(this);
    }

    /**
     * Binds a tenant until the scope is closed; use it in a try-with-resources statement.
     *
     * @param tenant the account code
     * @return the scope, to be closed by this thread
     */
    public static TenantScope enter(TenantId tenant) {
        return new TenantScope(Objects.requireNonNull(tenant, "tenant"));
    }

    /** Hides whatever is bound, for a snapshot of a thread that had none. */
    static TenantScope enter(Optional<TenantId> tenant) {
        return new TenantScope(tenant.orElse(null));
    }

    /**
     * The tenant bound to this thread.
     *
     * @return the account code
     * @throws NoTenantException if none is bound
     */
    public static TenantId current() {
        TenantScope scope = CURRENT.get();
        if (scope == null || scope.tenant == null) {
            throw new NoTenantException();
        }
        return scope.tenant;
    }

    /**
     * The tenant bound to this thread, if one is. For bridges to frameworks and for diagnostics; code that touches data
     * calls {@link #current()}.
     *
     * @return the account code, or empty
     */
    public static Optional<TenantId> currentIfBound() {
        TenantScope scope = CURRENT.get();
        return scope == null ? Optional.empty() : Optional.ofNullable(scope.tenant);
    }

    /**
     * Refuses a record that is not the current tenant's.
     *
     * @param owner the tenant in the record's tag
     * @throws TenantMismatchException if another tenant is bound
     * @throws NoTenantException if none is bound
     */
    public static void require(TenantId owner) {
        if (!current().equals(owner)) {
            throw new TenantMismatchException();
        }
    }

    /**
     * Restores what was bound before this scope.
     *
     * @throws IllegalStateException if called from another thread, a second time, or before an inner scope was closed
     */
    @Override
    public void close() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a TenantScope was closed by another thread than the one that entered it");
        }
        if (CURRENT.get() != this) {
            throw new IllegalStateException("a TenantScope was closed twice, or before a scope inside it");
        }
        bind(outer);
    }

    private static void bind(@Nullable TenantScope scope) {
        if (scope == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(scope);
        }
        if (scope == null || scope.tenant == null) {
            MDC.remove(MDC_KEY);
        } else {
            MDC.put(MDC_KEY, scope.tenant.value());
        }
    }
}
