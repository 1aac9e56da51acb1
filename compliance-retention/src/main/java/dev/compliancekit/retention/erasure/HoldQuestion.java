package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.Actor;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.HoldCheck;
import dev.compliancekit.retention.spi.LegalHoldException;
import dev.compliancekit.retention.spi.LegalHoldSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks the register of holds; a register that does not answer holds everything. */
record HoldQuestion(LegalHoldSource source, InstantSource clock, Actor owner, Duration lookAgain) {

    private static final int MAX_NAMED_HOLDS = 10;
    private static final String NO_ANSWER = "the register of legal holds did not answer";

    /** The holds on the order's tenant, or empty if the register did not answer. */
    Optional<List<LegalHold>> holdsOn(ErasureOrder order) {
        try {
            return Optional.of(List.copyOf(source.holdsOn(order.scope().tenant())));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Why a store must be left alone, and when to look again, or empty if it need not. */
    Optional<TargetResult.Held> hold(
            ErasureTarget target, ErasureOrder order, Optional<List<LegalHold>> known, Instant asOf) {
        if (known.isEmpty()) {
            return Optional.of(held(target, NO_ANSWER, asOf));
        }
        List<LegalHold> holding = known.get().stream()
                .filter(hold -> hold.protects(order.scope(), target.recordClasses(), target.custodians(), asOf))
                .toList();
        if (holding.isEmpty()) {
            return Optional.empty();
        }
        List<String> ids = holding.stream().map(LegalHold::id).sorted().toList();
        String named = ids.stream().limit(MAX_NAMED_HOLDS).collect(Collectors.joining(", "));
        String reason = "legal hold " + named
                + (ids.size() > MAX_NAMED_HOLDS ? " and " + (ids.size() - MAX_NAMED_HOLDS) + " more" : "");
        Instant nextLook = holding.stream()
                .flatMap(hold -> hold.protectsUntil().stream())
                .filter(end -> end.isBefore(asOf.plus(lookAgain)))
                .min(Instant::compareTo)
                .orElse(asOf.plus(lookAgain));
        return Optional.of(new TargetResult.Held(target.name(), target.kind(), reason, owner, nextLook));
    }

    TargetResult.Held held(ErasureTarget target, String reason, Instant asOf) {
        return new TargetResult.Held(target.name(), target.kind(), reason, owner, asOf.plus(lookAgain));
    }

    /** What a target asks inside a piece: always the register, always now. */
    HoldCheck check(ErasureTarget target, ErasureOrder order) {
        return () -> hold(target, order, holdsOn(order), clock.instant()).ifPresent(held -> {
            throw new LegalHoldException(held.reason());
        });
    }
}
