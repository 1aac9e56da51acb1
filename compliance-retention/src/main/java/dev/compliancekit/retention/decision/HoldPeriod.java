package dev.compliancekit.retention.decision;

import dev.compliancekit.retention.LegalHold;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a legal hold protects a record. <em>Immutable.</em> */
final class HoldPeriod {

    private final String id;
    private final Instant placedAt;
    private final @Nullable Instant releasedAt;
    private final @Nullable Instant protectsUntil;

    HoldPeriod(String id, Instant placedAt, @Nullable Instant releasedAt, @Nullable Instant protectsUntil) {
        Ids.requireAccepted("legal hold", id);
        this.id = id;
        this.placedAt = placedAt;
        this.releasedAt = releasedAt;
        this.protectsUntil = protectsUntil;
    }

    static HoldPeriod of(LegalHold hold) {
        return new HoldPeriod(
                hold.id(),
                hold.placedAt(),
                hold.releasedAt().orElse(null),
                hold.protectsUntil().orElse(null));
    }

    String id() {
        return id;
    }

    Instant placedAt() {
        return placedAt;
    }

    Optional<Instant> releasedAt() {
        return Optional.ofNullable(releasedAt);
    }

    Optional<Instant> protectsUntil() {
        return Optional.ofNullable(protectsUntil);
    }

    /** Placed and not released, as far as anybody can know at that instant. */
    boolean isOpen(Instant asOf) {
        return !placedAt.isAfter(asOf) && (releasedAt == null || releasedAt.isAfter(asOf));
    }

    /** Until when a hold that is released protects, or null while it is not placed or not released. */
    @Nullable
    Instant endIfReleased(Instant asOf) {
        return placedAt.isAfter(asOf) || isOpen(asOf) ? null : protectsUntil;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HoldPeriod that
                && id.equals(that.id)
                && placedAt.equals(that.placedAt)
                && Objects.equals(releasedAt, that.releasedAt)
                && Objects.equals(protectsUntil, that.protectsUntil);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, placedAt, releasedAt, protectsUntil);
    }
}
