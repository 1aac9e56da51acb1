package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that an order reaches, and why it must be left alone, if it must. No failure of the store gets past here. */
record Reached(ErasureTarget target, @Nullable String reasonToKeep) {

    private static final int MAX_NAME = 64;

    boolean isHeld() {
        return reasonToKeep != null;
    }

    /** Erases, unless held, and returns how that failed, if it did. */
    Optional<String> erase(ErasureOrder order) {
        if (isHeld()) {
            return Optional.empty();
        }
        try {
            target.erase(order);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("erasing failed with " + nameOf(e));
        }
    }

    /** Reads back, unless held. "Absent" after a failed erasure may not be durable and proves nothing. */
    TargetResult result(ErasureOrder order, Optional<String> failure) {
        if (reasonToKeep != null) {
            return new TargetResult.Held(target.name(), target.kind(), reasonToKeep);
        }
        ReadBack readBack = readBack(order);
        if (readBack instanceof ReadBack.Absent && failure.isPresent()) {
            readBack = new ReadBack.Unverified(failure.get());
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
