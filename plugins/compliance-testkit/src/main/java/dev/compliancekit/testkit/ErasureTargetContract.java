package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ErasureTarget} promises. Extend it, and say how the store is opened, filled and cut off.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class ErasureTargetContract extends ErasurePieceContract {

    private static final int THREADS = 8;

    /** For the classes that inherit the contract. */
    protected ErasureTargetContract() {}

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
        assertThat(target.custodians()).isEqualTo(target.custodians());
    }

    /** A target never comes after itself, and what it comes after stays the same. */
    @Test
    public final void aTargetNeverComesAfterItself() {
        ErasureTarget target = openTarget();

        assertThat(target.after()).doesNotContain(target.name()).isEqualTo(target.after());
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

        eraseAll(target, order(ACME, ANN));

        assertThat(target.readBack(order(ACME, ANN))).isInstanceOf(ReadBack.Absent.class);
    }

    /** After erasing a tenant all of it is absent. */
    @Test
    public final void afterErasingATenantAllOfItIsAbsent() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        putRecord(ACME, BEN);

        eraseAll(target, order(ACME));

        assertThat(target.readBack(order(ACME))).isInstanceOf(ReadBack.Absent.class);
        assertThat(target.readBack(order(ACME, ANN))).isInstanceOf(ReadBack.Absent.class);
        assertThat(target.readBack(order(ACME, BEN))).isInstanceOf(ReadBack.Absent.class);
    }

    /** An erasure is durable. */
    @Test
    public final void anErasureIsDurable() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);

        eraseAll(target, order(ACME, ANN));

        assertThat(openTarget().readBack(order(ACME, ANN))).isInstanceOf(ReadBack.Absent.class);
    }

    /** Erasing what is gone does nothing. */
    @Test
    public final void erasingWhatIsGoneDoesNothing() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);

        eraseAll(target, order(ACME, ANN));
        eraseAll(target, order(ACME, ANN));
        eraseAll(target, order(ACME));
        eraseAll(target, order(GLOBEX));

        assertThat(target.readBack(order(ACME))).isInstanceOf(ReadBack.Absent.class);
    }

    /** Erasing touches no other subject. */
    @Test
    public final void erasingTouchesNoOtherSubject() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        putRecord(ACME, BEN);

        eraseAll(target, order(ACME, ANN));

        assertThat(target.readBack(order(ACME, BEN))).isInstanceOf(ReadBack.Present.class);
    }

    /** Erasing touches no other tenant. */
    @Test
    public final void erasingTouchesNoOtherTenant() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        putRecord(GLOBEX, ANN);

        eraseAll(target, order(ACME, ANN));
        eraseAll(target, order(ACME));

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
        eraseAll(target, order(ACME, ANN));
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
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> eraseAll(target, order(ACME, ANN)));
        reconnect();

        eraseAll(target, order(ACME, ANN));

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
            eraseAll(target, order);
            return target.readBack(order);
        });

        assertThat(readBacks).hasSize(THREADS).hasOnlyElementsOfType(ReadBack.Absent.class);
    }
}
