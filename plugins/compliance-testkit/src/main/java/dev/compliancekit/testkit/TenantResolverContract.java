package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.NoTenantException;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.spi.TenantResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TenantResolver} promises. Extend it, make a resolver, and say how the framework makes a call.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class TenantResolverContract {

    private static final int THREADS = 8;
    private static final int CALLS_PER_THREAD = 25;

    /** For the classes that inherit the contract. */
    protected TenantResolverContract() {}

    /**
     * The resolver under test.
     *
     * @return the same each time
     */
    protected abstract TenantResolver resolver();

    /**
     * Lets the framework make a call on this thread that has proven an account code, for example by its session.
     *
     * @param proven the code as the session or token holds it
     * @param during what happens in the call
     */
    protected abstract void duringCall(String proven, Runnable during);

    /**
     * Lets the framework make a call on this thread that has proven nothing, but claims an account code in whatever way
     * a caller can: a header, a path, a parameter.
     *
     * @param claimed the code that the caller chose
     * @param during what happens in the call
     */
    protected abstract void duringUnprovenCall(String claimed, Runnable during);

    /** Answers with the tenant that the call has proven. */
    @Test
    public final void answersWithTheTenantThatTheCallHasProven() {
        assertThat(resolvedDuring("acme")).isEqualTo(new TenantId("acme"));
    }

    /** Gives one call the same answer every time. */
    @Test
    public final void givesOneCallTheSameAnswerEveryTime() {
        List<TenantId> answers = new ArrayList<>();

        duringCall("acme", () -> {
            answers.add(resolver().resolve());
            answers.add(resolver().resolve());
            answers.add(resolver().resolve());
        });

        assertThat(answers).hasSize(3).containsOnly(new TenantId("acme"));
    }

    /** There is no tenant outside a call. */
    @Test
    public final void thereIsNoTenantOutsideACall() {
        assertThatExceptionOfType(NoTenantException.class).isThrownBy(resolver()::resolve);
    }

    /** Nothing is kept from one call to the next. */
    @Test
    public final void nothingIsKeptFromOneCallToTheNext() {
        resolvedDuring("acme");

        assertThatExceptionOfType(NoTenantException.class).isThrownBy(resolver()::resolve);
        assertThat(resolvedDuring("globex")).isEqualTo(new TenantId("globex"));
    }

    /** A claim that is not proven is no tenant. */
    @Test
    public final void aClaimThatIsNotProvenIsNoTenant() {
        List<Throwable> thrown = new ArrayList<>();

        duringUnprovenCall("acme", () -> {
            try {
                resolver().resolve();
            } catch (NoTenantException e) {
                thrown.add(e);
            }
        });

        assertThat(thrown).hasSize(1);
    }

    /** What is no account code is refused. */
    @Test
    public final void whatIsNoAccountCodeIsRefused() {
        for (String hostile : List.of("", "ACME", "acme/../globex", "acme\n", "a".repeat(65))) {
            assertThatIllegalArgumentException().isThrownBy(() -> resolvedDuring(hostile));
        }
    }

    /** Calls on many threads do not cross. */
    @Test
    public final void callsOnManyThreadsDoNotCross() {
        List<TenantId> resolved = Concurrently.run(THREADS, CALLS_PER_THREAD, i -> resolvedDuring("tenant-" + i));

        assertThat(resolved)
                .containsExactlyElementsOf(IntStream.range(0, THREADS * CALLS_PER_THREAD)
                        .mapToObj(i -> new TenantId("tenant-" + i))
                        .toList());
    }

    private TenantId resolvedDuring(String proven) {
        List<TenantId> resolved = new ArrayList<>();
        duringCall(proven, () -> resolved.add(resolver().resolve()));
        assertThat(resolved).hasSize(1);
        return resolved.get(0);
    }
}
