package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.HoldCheck;
import dev.compliancekit.retention.spi.LegalHoldException;
import dev.compliancekit.retention.spi.ReadBack;
import java.time.Instant;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ErasureTarget} promises about pieces and holds. Extend {@link ErasureTargetContract}, which adds
 * the rest.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class ErasurePieceContract {

    static final TenantId ACME = new TenantId("acme");
    static final TenantId GLOBEX = new TenantId("globex");
    static final SubjectId ANN = new SubjectId("s-ann");
    static final SubjectId BEN = new SubjectId("s-ben");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final int PIECE = 1_000;
    private static final HoldCheck UNHELD = () -> {};
    private static final HoldCheck HELD = () -> {
        throw new LegalHoldException("legal hold case-1");
    };

    /** For the classes that inherit the contract. */
    protected ErasurePieceContract() {}

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

    /**
     * How many records one call may erase when two are asked for. A store that can only be erased as a whole overrides
     * this.
     *
     * @return 2, or more if what {@link #putRecord} puts in cannot be divided
     */
    protected int mostRecordsOfAPieceOfTwo() {
        return 2;
    }

    /** A piece is never larger than it may be, and all pieces together are the whole. */
    @Test
    public final void aPieceIsNeverLargerThanItMayBe() {
        ErasureTarget target = openTarget();
        for (int i = 0; i < 5; i++) {
            putRecord(ACME, ANN);
        }
        long before = ((ReadBack.Present) target.readBack(order(ACME, ANN))).records();

        long erased = 0;
        ErasedPiece piece;
        do {
            piece = target.erase(new ErasurePiece(order(ACME, ANN), 2, UNHELD));
            assertThat(piece.records()).isLessThanOrEqualTo(mostRecordsOfAPieceOfTwo());
            erased += piece.records();
            assertThat(leftIn(target.readBack(order(ACME, ANN)))).isEqualTo(before - erased);
        } while (!piece.isLast());

        assertThat(erased).isEqualTo(before);
    }

    /** A piece that is done stays done. */
    @Test
    public final void aPieceThatIsDoneStaysDone() {
        ErasureTarget target = openTarget();
        for (int i = 0; i < 5; i++) {
            putRecord(ACME, ANN);
        }
        long before = leftIn(target.readBack(order(ACME, ANN)));

        ErasedPiece first = target.erase(new ErasurePiece(order(ACME, ANN), 2, UNHELD));

        assertThat(leftIn(openTarget().readBack(order(ACME, ANN)))).isEqualTo(before - first.records());
    }

    /** Erasing what is gone says that nothing was erased and nothing is left. */
    @Test
    public final void whatIsGoneIsCountedAsNothing() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        eraseAll(target, order(ACME, ANN));

        assertThat(target.erase(new ErasurePiece(order(ACME, ANN), PIECE, UNHELD)))
                .isEqualTo(ErasedPiece.last(0));
        assertThat(target.erase(new ErasurePiece(order(GLOBEX), PIECE, UNHELD))).isEqualTo(ErasedPiece.last(0));
    }

    /** A hold that is there when a piece would become final stops it. */
    @Test
    public final void aHoldStopsThePieceBeforeAnythingIsFinal() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        putRecord(ACME, ANN);
        ReadBack before = target.readBack(order(ACME, ANN));

        assertThatExceptionOfType(LegalHoldException.class)
                .isThrownBy(() -> target.erase(new ErasurePiece(order(ACME, ANN), PIECE, HELD)));

        assertThat(target.readBack(order(ACME, ANN))).isEqualTo(before);
        assertThat(openTarget().readBack(order(ACME, ANN))).isEqualTo(before);
    }

    /** A hold that is placed between two pieces stops the second. */
    @Test
    public final void aHoldThatIsPlacedWhileTheErasureRunsStopsIt() {
        ErasureTarget target = openTarget();
        for (int i = 0; i < 5; i++) {
            putRecord(ACME, ANN);
        }
        AtomicInteger asked = new AtomicInteger();
        HoldCheck placedAfterTheFirst = () -> {
            if (asked.incrementAndGet() > 1) {
                throw new LegalHoldException("legal hold case-1");
            }
        };
        ErasedPiece first = target.erase(new ErasurePiece(order(ACME, ANN), 2, placedAfterTheFirst));
        assertThat(asked).as("times asked in a piece that erased something").hasPositiveValue();
        if (first.isLast()) {
            return; // a store that can only go as a whole is gone before the hold
        }
        long left = leftIn(target.readBack(order(ACME, ANN)));

        assertThatExceptionOfType(LegalHoldException.class)
                .isThrownBy(() -> target.erase(new ErasurePiece(order(ACME, ANN), 2, placedAfterTheFirst)));

        assertThat(leftIn(target.readBack(order(ACME, ANN)))).isEqualTo(left).isPositive();
    }

    /** After a hold stopped a piece, the erasure can be taken up again. */
    @Test
    public final void afterTheReleaseTheErasureGoesOn() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> target.erase(new ErasurePiece(order(ACME, ANN), PIECE, HELD)));

        eraseAll(target, order(ACME, ANN));

        assertThat(target.readBack(order(ACME, ANN))).isInstanceOf(ReadBack.Absent.class);
    }

    /** What the store holds of everybody is the sum of its tenants, or is not told. */
    @Test
    public final void whatTheStoreHoldsIsTheSumOfItsTenantsOrNotTold() {
        ErasureTarget target = openTarget();
        putRecord(ACME, ANN);
        putRecord(ACME, BEN);
        putRecord(GLOBEX, ANN);

        ReadBack holdings = target.holdings();

        if (!(holdings instanceof ReadBack.Unverified)) {
            assertThat(leftIn(holdings))
                    .isEqualTo(leftIn(target.readBack(order(ACME))) + leftIn(target.readBack(order(GLOBEX))));
        }
    }

    /** A store that does not answer does not say that it is empty. */
    @Test
    public final void withoutTheStoreItsHoldingsAreNotAbsent() {
        ErasureTarget target = openTarget();
        disconnect();

        assertThat(target.holdings()).isInstanceOfAny(ReadBack.Unreachable.class, ReadBack.Unverified.class);
    }

    static void eraseAll(ErasureTarget target, ErasureOrder order) {
        ErasurePiece piece = new ErasurePiece(order, PIECE, UNHELD);
        for (int i = 0; i < PIECE; i++) {
            if (target.erase(piece).isLast()) {
                return;
            }
        }
        throw new AssertionError("erasing does not come to an end");
    }

    private static long leftIn(ReadBack readBack) {
        if (readBack instanceof ReadBack.Absent) {
            return 0;
        }
        assertThat(readBack).isInstanceOf(ReadBack.Present.class);
        return ((ReadBack.Present) readBack).records();
    }

    static ErasureOrder order(TenantId tenant) {
        return order(Scope.of(tenant));
    }

    static ErasureOrder order(TenantId tenant, SubjectId subject) {
        return order(Scope.of(tenant, subject));
    }

    private static ErasureOrder order(Scope scope) {
        return new ErasureOrder(
                "order-1", scope, EnumSet.allOf(StoreKind.class), "the contract of erasure targets", NOON, NOON, NOON);
    }
}
