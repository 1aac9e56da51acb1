package dev.compliancekit.core.access;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What somebody has to look through who reviews access: every grant with its state and use, and who may give more.
 * <em>Immutable.</em>
 *
 * @param asOf the instant of the review
 * @param grants every grant, by id
 * @param mandatesInForce every mandate that runs, by id
 */
public record AccessReview(Instant asOf, List<GrantUse> grants, List<Mandate> mandatesInForce) {

    /**
     * Copies the lists.
     *
     * @param asOf the instant of the review
     * @param grants every grant, by id; copied
     * @param mandatesInForce every mandate that runs, by id; copied
     */
    public AccessReview {
        grants = List.copyOf(grants);
        mandatesInForce = List.copyOf(mandatesInForce);
    }

    /**
     * The review of a book.
     *
     * @param book the grants, mandates and revocations that are known
     * @param events the audit events from which the use is counted; events of other actions and after {@code asOf} are
     *     passed over; read once
     * @param asOf the instant of the review
     * @return the review
     */
    public static AccessReview of(GrantBook book, Iterable<AuditEvent> events, Instant asOf) {
        Map<GrantId, List<Instant>> uses = new HashMap<>();
        for (AuditEvent event : events) {
            if (AccessEvents.isAccess(event, Outcome.SUCCESS)
                    && !event.occurredAt().isAfter(asOf)) {
                AccessEvents.readGrantId(event)
                        .ifPresent(id -> uses.computeIfAbsent(id, key -> new ArrayList<>())
                                .add(event.occurredAt()));
            }
        }
        List<GrantUse> grants = book.grants().stream()
                .map(grant -> use(grant, book.stateOf(grant, asOf), uses.getOrDefault(grant.id(), List.of())))
                .toList();
        List<Mandate> mandates = book.mandates().stream()
                .filter(mandate -> book.isInForce(mandate, asOf))
                .toList();
        return new AccessReview(asOf, grants, mandates);
    }

    private static GrantUse use(Grant grant, GrantState state, List<Instant> uses) {
        return new GrantUse(
                grant, state, uses.size(), uses.stream().max(Instant::compareTo).orElse(null));
    }

    /**
     * The grants that run.
     *
     * @return by id, unmodifiable
     */
    public List<GrantUse> inForce() {
        return where(use -> use.state() == GrantState.IN_FORCE);
    }

    /**
     * The grants that run and were never used: candidates to revoke.
     *
     * @return by id, unmodifiable
     */
    public List<GrantUse> unused() {
        return where(use -> use.state() == GrantState.IN_FORCE && use.accesses() == 0);
    }

    /**
     * The grants that are over or revoked.
     *
     * @return by id, unmodifiable
     */
    public List<GrantUse> ended() {
        return where(use -> use.state() == GrantState.EXPIRED || use.state() == GrantState.REVOKED);
    }

    private List<GrantUse> where(Predicate<GrantUse> condition) {
        return grants.stream().filter(condition).toList();
    }
}
