package dev.compliancekit.benchmarks;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What reading and binding the current tenant cost beside a bare {@link ThreadLocal}. Measured in many very short
 * iterations: on a machine that others use as well, most of them run undisturbed, and the median is worth reading.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 300, time = 1, timeUnit = TimeUnit.MILLISECONDS)
public class TenantScopeBenchmark {

    private static final ThreadLocal<TenantId> BARE = new ThreadLocal<>();
    private static final ThreadLocal<TenantId> BARE_FOR_A_BLOCK = new ThreadLocal<>();

    private final TenantId tenant = new TenantId("acme");
    private final TenantId other = new TenantId("globex");
    private final TenantScope scope;

    /** Binds on the thread that measures, which JMH lets make its own state. */
    public TenantScopeBenchmark() {
        scope = TenantScope.enter(tenant);
    }

    /** Binds the bare variable too. */
    @Setup
    public void bind() {
        BARE.set(tenant);
    }

    /** Leaves the thread as it was. */
    @TearDown
    public void close() {
        BARE.remove();
        scope.close();
    }

    /**
     * The measure of the others.
     *
     * @return the tenant
     */
    @Benchmark
    public TenantId bareGet() {
        return BARE.get();
    }

    /**
     * Goal: at most 1.5 times {@link #bareGet}.
     *
     * @return the tenant
     */
    @Benchmark
    public TenantId current() {
        return TenantScope.current();
    }

    /**
     * The least that binding for a block can cost without nesting.
     *
     * @return the tenant
     */
    @Benchmark
    public TenantId bareSetGetRemove() {
        BARE_FOR_A_BLOCK.set(other);
        TenantId seen = BARE_FOR_A_BLOCK.get();
        BARE_FOR_A_BLOCK.remove();
        return seen;
    }

    /**
     * Binding for a block inside another, with the logging back end that is on the class path, here none.
     *
     * @return the tenant
     */
    @Benchmark
    public TenantId enterCurrentClose() {
        try (TenantScope inner = TenantScope.enter(other)) {
            return TenantScope.current();
        }
    }
}
