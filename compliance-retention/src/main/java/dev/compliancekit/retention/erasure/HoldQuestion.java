package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.HoldCheck;
import dev.compliancekit.retention.spi.LegalHoldException;
import dev.compliancekit.retention.spi.LegalHoldSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the register of holds; a register that does not answer holds everything. */
final class HoldQuestion {

    private static final int MAX_NAMED_HOLDS = 10;
    private static final String NO_ANSWER = "the register of legal holds did not answer";

    private final LegalHoldSource source;
    private final InstantSource clock;

    HoldQuestion(LegalHoldSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The holds on the order's tenant, or empty if the register did not answer. */
    Optional<List<LegalHold>> holdsOn(ErasureOrder order) {
        try {
            return Optional.of(List.copyOf(source.holdsOn(order.scope().tenant())));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Why a store must be left alone, or null if it need not. */
    static @Nullable String reasonToKeep(
            ErasureTarget target, ErasureOrder order, Optional<List<LegalHold>> known, Instant asOf) {
        if (known.isEmpty()) {
            return NO_ANSWER;
        }
        List<String> ids = known.get().stream()
                .filter(hold -> hold.protects(order.scope(), target.recordClasses(), target.custodians(), asOf))
                .map(LegalHold::id)
                .sorted()
                .toList();
        if (ids.isEmpty()) {
            return null;
        }
        String named = ids.stream().limit(MAX_NAMED_HOLDS).collect(Collectors.joining(", "));
        return "legal hold " + named
                + (ids.size() > MAX_NAMED_HOLDS ? " and " + (ids.size() - MAX_NAMED_HOLDS) + " more" : "");
    }

    /** What a target asks inside a piece: always the register, always now. */
    HoldCheck check(ErasureTarget target, ErasureOrder order) {
        return () -> {
            @Nullable String reason = reasonToKeep(target, order, holdsOn(order), clock.instant());
            if (reason != null) {
                throw new LegalHoldException(reason);
            }
        };
    }
}
