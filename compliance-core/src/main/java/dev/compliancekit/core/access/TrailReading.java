package dev.compliancekit.core.access;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.access.AccessDecision.Denied;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One reading of the audit events up to an instant: each allowed access with what speaks against it. */
record TrailReading(List<Access> accesses, List<AuditEvent> refusals, List<String> unreadable, long grantsInForce) {

    /** An allowed access. Without a finding it rested on a grant, as the log knows it. */
    record Access(AuditEvent event, List<String> findings) {

        /**
         * Without the actor's id and the target: they are foreign text, and the instant is enough to find the entry.
         */
        String describe() {
            return "access by " + event.actor().kind() + " to data of " + event.tenant() + " at " + event.occurredAt()
                    + (findings.isEmpty() ? "" : ": " + findings.get(0));
        }
    }

    static TrailReading of(GrantBook atStart, Iterable<AuditEvent> events, Instant asOf) {
        Lines lines = new Lines(atStart);
        int number = 0;
        for (AuditEvent event : events) {
            if (!event.occurredAt().isAfter(asOf)) {
                lines.take(new Line(number++, event));
            }
        }
        return lines.judge(asOf);
    }

    TrailReading ofKind(Actor.Kind kind) {
        return new TrailReading(
                accesses.stream()
                        .filter(access -> access.event().actor().kind() == kind)
                        .toList(),
                refusals.stream().filter(event -> event.actor().kind() == kind).toList(),
                unreadable,
                grantsInForce);
    }

    /** Where in the log an event stands. */
    private record Line(int number, AuditEvent event) {}

    /** What was read so far. <em>Not thread-safe: confine to one thread.</em> */
    private static final class Lines {

        private static final int BEFORE = -1;

        private final GrantDraft draft;
        private final List<Line> successes = new ArrayList<>();
        private final List<AuditEvent> refusals = new ArrayList<>();
        private final List<String> unreadable = new ArrayList<>();
        private final Map<GrantId, Line> given = new HashMap<>();
        private final Map<GrantId, Integer> revoked = new HashMap<>();

        Lines(GrantBook atStart) {
            draft = new GrantDraft(atStart);
        }

        void take(Line line) {
            AuditEvent event = line.event();
            if (AccessEvents.isAccess(event, Outcome.SUCCESS)) {
                successes.add(line);
            } else if (AccessEvents.isAccess(event, Outcome.DENIED)) {
                refusals.add(event);
            }
            try {
                takeGrant(line);
            } catch (IllegalArgumentException e) {
                unreadable.add(
                        event.action() + " in " + event.tenant() + " at " + event.occurredAt() + ": " + e.getMessage());
            }
        }

        private void takeGrant(Line line) {
            AuditEvent event = line.event();
            AccessEvents.readGrant(event).ifPresent(grant -> {
                draft.add(grant);
                given.put(grant.id(), line);
            });
            AccessEvents.readMandate(event).ifPresent(mandate -> {
                draft.add(mandate);
                given.put(mandate.id(), line);
            });
            AccessEvents.readRevocation(event).ifPresent(revocation -> {
                draft.add(revocation);
                revoked.putIfAbsent(revocation.grant(), line.number());
            });
        }

        TrailReading judge(Instant asOf) {
            GrantBook book = draft.book();
            List<Access> accesses = successes.stream()
                    .map(line -> new Access(
                            line.event(), finding(line, book).stream().toList()))
                    .toList();
            long inForce = book.grants().stream()
                    .filter(grant -> book.stateOf(grant, asOf) == GrantState.IN_FORCE)
                    .count();
            return new TrailReading(accesses, List.copyOf(refusals), List.copyOf(unreadable), inForce);
        }

        private Optional<String> finding(Line line, GrantBook book) {
            Optional<AccessRequest> request = AccessEvents.readAccess(line.event());
            Optional<GrantId> id = AccessEvents.readGrantId(line.event());
            if (request.isEmpty() || id.isEmpty()) {
                return Optional.of("names no grant, role or purpose");
            }
            if (request.get().role().equals(Role.OWNER)) {
                return book.mandate(id.get())
                        .map(mandate -> finding(mandate, request.get(), line, book))
                        .orElseGet(() -> Optional.of("names a mandate that the log does not know"));
            }
            return book.grant(id.get())
                    .map(grant -> finding(grant, request.get(), line, book))
                    .orElseGet(() -> Optional.of("names a grant that the log does not know"));
        }

        private Optional<String> finding(Grant grant, AccessRequest request, Line line, GrantBook book) {
            Optional<Mandate> mandate = book.mandateFor(grant, grant.term().from());
            if (!grant.holder().equals(request.actor())) {
                return Optional.of("names a grant of somebody else");
            }
            if (grant.isSelfGiven()) {
                return Optional.of("names a grant that its holder gave");
            }
            if (mandate.isEmpty() || !isRegistered(mandate.get(), numberOf(grant.id()), book)) {
                return Optional.of("names a grant whose giver had no mandate");
            }
            return grant.objectionTo(request)
                    .map(Denied::sentence)
                    .or(() -> findingInTime(grant.id(), grant.term(), book.stateOf(grant, at(line)), line, book));
        }

        private Optional<String> finding(Mandate mandate, AccessRequest request, Line line, GrantBook book) {
            boolean isOwner = mandate instanceof Mandate.AccountOwner owner
                    && owner.holder().equals(request.actor())
                    && owner.tenant().equals(request.tenant());
            if (!isOwner || !isRegistered(mandate, line.number(), book)) {
                return Optional.of("names a mandate that does not make the actor an owner of the account");
            }
            return findingInTime(mandate.id(), mandate.term(), book.stateOf(mandate, at(line)), line, book);
        }

        /** Registered before a line of the log, and by somebody who was an approver then. */
        private boolean isRegistered(Mandate mandate, int number, GrantBook book) {
            Line line = given.get(mandate.id());
            return line == null || (line.number() < number && book.isApprover(mandate.registeredBy(), at(line)));
        }

        private Optional<String> findingInTime(GrantId id, Term term, GrantState state, Line line, GrantBook book) {
            Line giving = given.get(id);
            if (giving != null
                    && (giving.number() > line.number() || term.from().isBefore(at(giving)))) {
                return Optional.of("names a grant that was given afterwards or in retrospect");
            }
            boolean isRevokedLater = term.contains(at(line)) && isRevokedInTheSameInstant(id, line, book);
            boolean isGood = state == GrantState.IN_FORCE || (state == GrantState.REVOKED && isRevokedLater);
            return isGood ? Optional.empty() : Optional.of("names a grant that was " + state + " then");
        }

        /** A coarse clock gives an access and the revocation after it one instant; the order of the log tells. */
        private boolean isRevokedInTheSameInstant(GrantId id, Line line, GrantBook book) {
            boolean isSameInstant = book.revocation(id)
                    .filter(revocation -> revocation.at().equals(at(line)))
                    .isPresent();
            return isSameInstant && revoked.getOrDefault(id, BEFORE) > line.number();
        }

        private int numberOf(GrantId id) {
            Line line = given.get(id);
            return line == null ? BEFORE : line.number();
        }

        private static Instant at(Line line) {
            return line.event().occurredAt();
        }
    }
}
