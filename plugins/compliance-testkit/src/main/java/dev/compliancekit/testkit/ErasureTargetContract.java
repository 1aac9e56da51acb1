package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ErasureTarget} promises. Extend it, and say how the store is opened, filled and cut off.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class ErasureTargetContract {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");
    private static final SubjectId ANN = new SubjectId("s-ann");
    private static final SubjectId BEN = new SubjectId("s-ben");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final int THREADS = 8;

    /** For the classes that inherit the contract. */
    protected ErasureTargetContract() {}

    /**
     * Opens the target under test. Called again in one test, it opens another target over the same store.
     *
     * @return a target; its store is empty when opened first
     */
    protected abstract ErasureTarget openTarget();

    /**
     * Puts a record into the store, as the application does.
     *
     * @param tenant whose
     * @param subject about whom
     */
    protected abstract void putRecord(TenantId tenant, SubjectId subject);

    /** Cuts the target under test off from its store, as when the network is gone. */
    protected abstract void disconnect();

    /** Undoes {@link #disconnect}. */
    protected abstract void reconnect();

    /** The name is a plain code and stays the same. */
    @Test
    public final void theNameIsAPlainCodeAndStaysTheSame() {
        ErasureTarget target = openTarget();

        assertThat(target.name())
                .matches("[a-z0-9]+(-[a-z0-9]+)*")
                .hasSizeBetween(1, 64)
                .isEqualTo(target.name());
    }

    /** The kind and the record classes stay the same. */
    @Test
    public final void theKindAndTheRecordClassesStayTheSame() {
        ErasureTarget target = openTarget();

        assertThat(target.kind()).isNotNull().isEqualTo(target.kind());
        assertThat(target.recordClasses()).isEqualTo(target.recordClasses());
    }

    /** What is there is read back as present. */
    @Test
    public final void whatIsThereIsReadBackAsPresent() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);

        assertThat(target.readBack(order(ACME))).isInstanceOf(ReadBack.Present.class);
        assertThat(target.readBack(order(ACME, ANN))).isInstanceOf(ReadBack.Present.class);
    }

    /** What never was there is absent. */
    @Test
    public final void whatNeverWasThereIsAbsent() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);

        assertThat(target.readBack(order(GLOBEX))).isInstanceOf(ReadBack.Absent.class);
        assertThat(target.readBack(order(ACME, BEN))).isInstanceOf(ReadBack.Absent.class);
    }

    /** After erasing a subject it is absent. */
    @Test
    public final void afterErasingASubjectItIsAbsent() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        putRecord(ACME, ANN);

        target.erase(order(ACME, ANN));

        assertThat(target.readBack(order(ACME, ANN))).isInstanceOf(ReadBack.Absent.class);
    }

    /** After erasing a tenant all of it is absent. */
    @Test
    public final void afterErasingATenantAllOfItIsAbsent() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        putRecord(ACME, BEN);

        target.erase(order(ACME));

        assertThat(target.readBack(order(ACME))).isInstanceOf(ReadBack.Absent.class);
        assertThat(target.readBack(order(ACME, ANN))).isInstanceOf(ReadBack.Absent.class);
        assertThat(target.readBack(order(ACME, BEN))).isInstanceOf(ReadBack.Absent.class);
    }

    /** An erasure is durable. */
    @Test
    public final void anErasureIsDurable() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);

        target.erase(order(ACME, ANN));

        assertThat(openTarget().readBack(order(ACME, ANN))).isInstanceOf(ReadBack.Absent.class);
    }

    /** Erasing what is gone does nothing. */
    @Test
    public final void erasingWhatIsGoneDoesNothing() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);

        target.erase(order(ACME, ANN));
        target.erase(order(ACME, ANN));
        target.erase(order(ACME));
        target.erase(order(GLOBEX));

        assertThat(target.readBack(order(ACME))).isInstanceOf(ReadBack.Absent.class);
    }

    /** Erasing touches no other subject. */
    @Test
    public final void erasingTouchesNoOtherSubject() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        putRecord(ACME, BEN);

        target.erase(order(ACME, ANN));

        assertThat(target.readBack(order(ACME, BEN))).isInstanceOf(ReadBack.Present.class);
    }

    /** Erasing touches no other tenant. */
    @Test
    public final void erasingTouchesNoOtherTenant() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        putRecord(GLOBEX, ANN);

        target.erase(order(ACME, ANN));
        target.erase(order(ACME));

        assertThat(target.readBack(order(GLOBEX))).isInstanceOf(ReadBack.Present.class);
        assertThat(target.readBack(order(GLOBEX, ANN))).isInstanceOf(ReadBack.Present.class);
    }

    /** Reading back changes nothing. */
    @Test
    public final void readingBackChangesNothing() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);

        ReadBack first = target.readBack(order(ACME));

        assertThat(target.readBack(order(ACME))).isEqualTo(first);
        assertThat(target.readBack(order(ACME))).isEqualTo(first);
    }

    /** Reading back asks the store each time. */
    @Test
    public final void readingBackAsksTheStoreEachTime() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        target.erase(order(ACME, ANN));
        target.readBack(order(ACME, ANN));

        putRecord(ACME, ANN);

        assertThat(target.readBack(order(ACME, ANN))).isInstanceOf(ReadBack.Present.class);
    }

    /** A store that does not answer is unreachable. */
    @Test
    public final void aStoreThatDoesNotAnswerIsUnreachable() {
        ErasureTarget target = openTarget();
        disconnect();

        assertThat(target.readBack(order(ACME))).isInstanceOf(ReadBack.Unreachable.class);
    }

    /** Erasing without the store throws and can be repeated. */
    @Test
    public final void erasingWithoutTheStoreThrowsAndCanBeRepeated() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        disconnect();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> target.erase(order(ACME, ANN)));
        reconnect();

        target.erase(order(ACME, ANN));

        assertThat(target.readBack(order(ACME, ANN))).isInstanceOf(ReadBack.Absent.class);
    }

    /** Many threads may erase at once. */
    @Test
    public final void manyThreadsMayEraseAtOnce() {
        ErasureTarget target = openTarget();
        for (int i = 0; i < THREADS; i++) {
            putRecord(ACME, new SubjectId("s-" + i));
        }

        List<ReadBack> readBacks = Concurrently.run(THREADS, 1, i -> {
            ErasureOrder order = order(ACME, new SubjectId("s-" + i));
            target.erase(order);
            return target.readBack(order);
        });

        assertThat(readBacks).hasSize(THREADS).hasOnlyElementsOfType(ReadBack.Absent.class);
    }

    private static ErasureOrder order(TenantId tenant) {
        return order(Scope.of(tenant));
    }

    private static ErasureOrder order(TenantId tenant, SubjectId subject) {
        return order(Scope.of(tenant, subject));
    }

    private static ErasureOrder order(Scope scope) {
        return new ErasureOrder(
                "order-1", scope, EnumSet.allOf(StoreKind.class), "the contract of erasure targets", NOON, NOON, NOON);
    }
}
