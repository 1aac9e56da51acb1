package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.HoldCheck;
import dev.compliancekit.retention.spi.LegalHoldException;
import dev.compliancekit.retention.spi.ReadBack;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A store that an order reaches, why it must be left alone, if it must, and how erasing it failed, if it did. No
 * failure of the store gets past here.
 */
record Reached(
        ErasureTarget target,
        @Nullable String reasonToKeep,
        @Nullable String failure) {

    private static final int MAX_NAME = 64;

    Reached(ErasureTarget target, @Nullable String reasonToKeep) {
        this(target, reasonToKeep, null);
    }

    boolean isHeld() {
        return reasonToKeep != null;
    }

    /** Erases piece by piece, unless held, and returns what is known of the store then. */
    Reached erase(ErasureOrder order, int pieceRecords, HoldCheck holds) {
        if (isHeld()) {
            return this;
        }
        try {
            ErasurePiece piece = new ErasurePiece(order, pieceRecords, holds);
            ErasedPiece erased;
            do {
                erased = Objects.requireNonNull(target.erase(piece), "erased piece");
            } while (!erased.isLast());
            return this;
        } catch (LegalHoldException e) {
            return new Reached(target, Objects.requireNonNullElse(e.getMessage(), "legal hold"));
        } catch (RuntimeException e) {
            return new Reached(target, null, "erasing failed with " + nameOf(e));
        }
    }

    /** Reads back, unless held. "Absent" after a failed erasure may not be durable and proves nothing. */
    TargetResult result(ErasureOrder order, Instant asOf) {
        if (reasonToKeep != null) {
            return new TargetResult.Held(target.name(), target.kind(), reasonToKeep);
        }
        ReadBack readBack = readBack(order);
        if (readBack instanceof ReadBack.Absent && failure != null) {
            readBack = new ReadBack.Unverified(failure);
        }
        if (readBack instanceof ReadBack.Marked marked && !asOf.isBefore(marked.goneBy())) {
            readBack = new ReadBack.Present(marked.records());
        }
        return new TargetResult.Answered(target.name(), target.kind(), readBack);
    }

    private ReadBack readBack(ErasureOrder order) {
        try {
            return Objects.requireNonNull(target.readBack(order), "readBack");
        } catch (RuntimeException e) {
            return new ReadBack.Unreachable("reading back failed with " + nameOf(e));
        }
    }

    /** The class only: a store's message may quote the data. */
    private static String nameOf(RuntimeException e) {
        String name = e.getClass().getName();
        return name.substring(Math.max(name.lastIndexOf('.') + 1, name.length() - MAX_NAME));
    }
}
