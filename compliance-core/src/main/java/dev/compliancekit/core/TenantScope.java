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
 * {@link TenantSnapshot}. While a tenant is bound, the SLF4J MDC holds its code under {@link #MDC_KEY}; while none is,
 * it holds nothing there. The key belongs to this class: what others put there is overwritten.
 *
 * <p><em>Not thread-safe: confine a scope to the thread that entered it.</em>
 */
public final class TenantScope implements AutoCloseable {

    /** The SLF4J MDC key that holds the code while a tenant is bound. */
    public static final String MDC_KEY = "tenant";

    private static final ThreadLocal<@Nullable TenantScope> INNERMOST = new ThreadLocal<>();

    /** The innermost scope's tenant, beside the scope so that reading it costs one look-up. */
    private static final ThreadLocal<@Nullable TenantId> CURRENT = new ThreadLocal<>();

    /** Null where a snapshot of an unbound thread hides what a pooled thread had bound. */
    private final @Nullable TenantId tenant;

    private final @Nullable TenantScope outer;

    private TenantScope(@Nullable TenantId tenant) {
        this.tenant = tenant;
        this.outer = INNERMOST.get();
        // first, so that a logging back end that fails leaves nothing bound
        show(tenant);
        INNERMOST.set(this);
        bind(CURRENT, tenant);
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
        TenantId tenant = CURRENT.get();
        if (tenant == null) {
            throw new NoTenantException();
        }
        return tenant;
    }

    /**
     * The tenant bound to this thread, if one is. For bridges to frameworks and for diagnostics; code that touches data
     * calls {@link #current()}.
     *
     * @return the account code, or empty
     */
    public static Optional<TenantId> currentIfBound() {
        return Optional.ofNullable(CURRENT.get());
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
     * @throws IllegalStateException if called from another thread or after it ended, and then nothing changes; or
     *     before a scope inside it was closed, and then the inner ones end with it, so that a forgotten one cannot stay
     *     bound
     */
    @Override
    public void close() {
        TenantScope innermost = INNERMOST.get();
        if (!contains(innermost)) {
            throw new IllegalStateException(
                    "a TenantScope was closed after it had ended, or by another thread than entered it");
        }
        TenantId restored = outer == null ? null : outer.tenant;
        bind(CURRENT, restored);
        bind(INNERMOST, outer);
        show(restored);
        if (innermost != this) {
            throw new IllegalStateException("a TenantScope was closed before a scope inside it, which ended with it");
        }
    }

    /** Whether this is that scope or around it; never so on another thread, where this cannot be bound. */
    private boolean contains(@Nullable TenantScope innermost) {
        TenantScope scope = innermost;
        while (scope != null && scope != this) {
            scope = scope.outer;
        }
        return scope == this;
    }

    private static <T> void bind(ThreadLocal<@Nullable T> variable, @Nullable T value) {
        if (value == null) {
            variable.remove();
        } else {
            variable.set(value);
        }
    }

    private static void show(@Nullable TenantId tenant) {
        if (tenant == null) {
            MDC.remove(MDC_KEY);
        } else {
            MDC.put(MDC_KEY, tenant.value());
        }
    }
}
