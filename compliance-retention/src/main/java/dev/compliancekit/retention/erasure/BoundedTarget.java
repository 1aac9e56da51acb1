package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.retention.Custodian;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.HoldCheck;
import dev.compliancekit.retention.spi.LegalHoldException;
import dev.compliancekit.retention.spi.ReadBack;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A target whose calls are given up after a time limit. A piece that was given up and still runs is refused when it
 * asks for holds, so that it erases nothing behind anybody's back.
 */
record BoundedTarget(ErasureTarget target, BoundedCalls calls) implements ErasureTarget {

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public StoreKind kind() {
        return target.kind();
    }

    @Override
    public Set<RecordClass> recordClasses() {
        return target.recordClasses();
    }

    @Override
    public Set<Custodian> custodians() {
        return target.custodians();
    }

    @Override
    public Set<String> after() {
        return target.after();
    }

    @Override
    public ErasedPiece erase(ErasurePiece piece) {
        AtomicBoolean givenUp = new AtomicBoolean();
        HoldCheck check = () -> {
            if (givenUp.get()) {
                throw new LegalHoldException("the piece was given up");
            }
            piece.holds().requireUnheld();
        };
        try {
            return calls.call(() -> target.erase(new ErasurePiece(piece.order(), piece.maxRecords(), check)));
        } finally {
            givenUp.set(true);
        }
    }

    @Override
    public ReadBack readBack(ErasureOrder order) {
        return answer(() -> target.readBack(order));
    }

    @Override
    public ReadBack holdings() {
        return answer(target::holdings);
    }

    private ReadBack answer(Callable<ReadBack> call) {
        try {
            return calls.call(call);
        } catch (BoundedCalls.NoAnswerException e) {
            return new ReadBack.Unreachable("no answer within " + calls.limit());
        }
    }
}
