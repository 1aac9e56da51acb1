package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.LegalHoldException;
import dev.compliancekit.retention.spi.ReadBack;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store that an order reaches, why it must be left alone, if it must, and how erasing it failed, if it did. No
 * failure of the store gets past here.
 */
record Reached(
        ErasureTarget target,
        TargetResult.@Nullable Held held,
        @Nullable String failure,
        @Nullable String pausedBy) {

    private static final int MAX_NAME = 64;

    static Reached of(ErasureTarget target, Optional<TargetResult.Held> held) {
        return new Reached(target, held.orElse(null), null, null);
    }

    boolean isHeld() {
        return held != null;
    }

    /** Erases piece by piece, unless held, and returns what is known of the store then. */
    Reached erase(ErasureOrder order, PieceRules rules) {
        if (isHeld()) {
            return this;
        }
        try {
            ErasedPiece erased;
            do {
                Optional<String> end = rules.watch().end();
                if (end.isPresent()) {
                    return new Reached(target, null, null, end.get());
                }
                int most = rules.watch().piece(rules.most(), rules.begunBefore());
                ErasurePiece piece = new ErasurePiece(order, most, rules.holds().check(target, order));
                erased = Objects.requireNonNull(target.erase(piece), "erased piece");
                rules.watch().erased(erased.records(), rules.begunBefore());
            } while (!erased.isLast());
            return this;
        } catch (LegalHoldException e) {
            String reason = Objects.requireNonNullElse(e.getMessage(), "legal hold");
            Instant asOf = rules.holds().clock().instant();
            return new Reached(target, rules.holds().held(target, reason, asOf), null, null);
        } catch (RuntimeException e) {
            return new Reached(target, null, "erasing failed with " + nameOf(e), null);
        }
    }

    /** Reads back, unless held. "Absent" after a failed erasure may not be durable and proves nothing. */
    TargetResult result(ErasureOrder order, Instant asOf) {
        if (held != null) {
            return held;
        }
        ReadBack readBack = readBack(order, asOf);
        if (readBack instanceof ReadBack.Absent && failure != null) {
            readBack = new ReadBack.Unverified(failure);
        }
        return new TargetResult.Answered(target.name(), target.kind(), readBack);
    }

    /** What the store says; a mark whose end is past is no mark any more. */
    ReadBack readBack(ErasureOrder order, Instant asOf) {
        try {
            ReadBack answer = Objects.requireNonNull(target.readBack(order), "readBack");
            return answer instanceof ReadBack.Marked marked && !asOf.isBefore(marked.goneBy())
                    ? new ReadBack.Present(marked.records())
                    : answer;
        } catch (RuntimeException e) {
            return new ReadBack.Unreachable("reading back failed with " + nameOf(e));
        }
    }

    /** The class only: a store's message may quote the data. */
    private static String nameOf(RuntimeException e) {
        String name = e.getClass().getName();
        return name.substring(Math.max(name.lastIndexOf('.') + 1, name.length() - MAX_NAME));
    }

    /** What pieces of one order keep to. */
    record PieceRules(int most, boolean begunBefore, HoldQuestion holds, RunWatch watch) {}
}
