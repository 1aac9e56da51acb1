package dev.compliancekit.core.access;

import static dev.compliancekit.core.access.Scene.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GrantBookTest {

    private static final Revocation CLOSED = new Revocation(ANNS.id(), LEAD, NOON, "closed");

    @Test
    void theEventsOfAGuardMakeItsBookAgain() {
        ListSink sink = new ListSink();
        AtomicReference<Instant> time = new AtomicReference<>(NOON);
        AccessGuard guard = AccessGuard.builder(POLICY, sink, time::get, OPERATOR)
                .startingWith(book())
                .build();
        guard.register(
                new Mandate.Approver(new GrantId("m-ben"), BEN, YEAR, LEAD, "resolution 13"), SecondFactor.PRESENT);
        guard.register(
                new Mandate.AccountOwner(new GrantId("m-carl"), RIVAL, CARL, YEAR, LEAD, "contract 7, \u00fcber"),
                SecondFactor.PRESENT);
        guard.give(ANNS, SecondFactor.PRESENT);
        guard.give(CARLS, SecondFactor.PRESENT);
        guard.require(byAnn());
        time.set(NOON.plusNanos(1));
        guard.revoke(ANNS.id(), ANN, "done");
        guard.revoke(ANNS.id(), LEAD, "done twice");
        guard.revoke(new GrantId("m-carl"), CARL, "sold the shop");
        guard.revoke(new GrantId("m-ben"), BEN, "left");
        assertThat(book().replay(sink.events())).isEqualTo(guard.book());
        assertThat(guard.book().revocations()).hasSize(3);
    }

    @Test
    void refusedGrantsAndOtherEventsArePassedOver() {
        AuditEvent refused = AuditEvent.builder(ACME, LEAD, Action.GRANT_GIVEN, Outcome.DENIED, NOON)
                .target("grant/g-1")
                .build();
        AuditEvent other = AuditEvent.builder(ACME, LEAD, Action.SIGN_IN, Outcome.SUCCESS, NOON)
                .target("grant/g-1")
                .build();
        AuditEvent elsewhere = AuditEvent.builder(ACME, LEAD, Action.GRANT_GIVEN, Outcome.SUCCESS, NOON)
                .target("loan/g-1")
                .build();
        assertThat(book().replay(List.of(refused, other, elsewhere))).isEqualTo(book());
    }

    @Test
    void refusesAnEventOfAGrantThatCannotBeRead() {
        AuditEvent.Builder event = AuditEvent.builder(ACME, LEAD, Action.GRANT_GIVEN, Outcome.SUCCESS, NOON)
                .target("grant/g-1");
        assertThatThrownBy(() -> book().replay(List.of(event.build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("audit event of grant-given at 2026-03-02T12:00:00Z cannot be read as a grant; accepted is "
                        + "what AccessGuard writes: there is no attribute holder");
        AuditEvent badTime = AuditEvent.builder(ACME, LEAD, Action.GRANT_GIVEN, Outcome.SUCCESS, NOON)
                .target("approver/m-1")
                .attribute("holder", "staff:ben")
                .attribute("from", "yesterday")
                .attribute("toExclusive", NOON.toString())
                .attribute("reason", "r")
                .build();
        assertThatThrownBy(() -> book().replay(List.of(badTime))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnIdThatIsTaken() {
        String message = "grant id g-ann is taken; accepted is one that no grant or mandate ever had";
        assertThatThrownBy(() -> book(ANNS).with(ANNS)).hasMessage(message);
        assertThatThrownBy(() -> book(ANNS, ANNS)).hasMessage(message);
        Mandate sameId = new Mandate.Approver(ANNS.id(), BEN, YEAR, LEAD, "r");
        assertThatThrownBy(() -> book(ANNS).with(sameId)).hasMessage(message);
        assertThatThrownBy(() -> book().with(OLGA_OWNS_ACME)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTheRevocationOfWhatItDoesNotKnow() {
        assertThatThrownBy(() -> book().with(CLOSED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "revocation names an unknown id; accepted is the id of a grant or mandate that is in the book");
    }

    @Test
    void theEarliestRevocationCounts() {
        Revocation earlier = new Revocation(ANNS.id(), ANN, NOON.minusSeconds(1), "gave up");
        Revocation later = new Revocation(ANNS.id(), ANN, NOON.plusSeconds(1), "gave up");
        assertThat(book(ANNS).with(CLOSED).with(earlier).revocation(ANNS.id())).contains(earlier);
        assertThat(book(ANNS).with(CLOSED).with(later).revocation(ANNS.id())).contains(CLOSED);
        assertThat(book(ANNS).revocation(ANNS.id())).isEmpty();
    }

    @Test
    void saysHowAGrantAndAMandateStand() {
        GrantBook book = book(ANNS);
        Instant from = MORNING_TO_EVENING.from();
        Instant end = MORNING_TO_EVENING.toExclusive();
        assertThat(book.stateOf(ANNS, from.minusNanos(1))).isEqualTo(GrantState.NOT_YET_VALID);
        assertThat(book.stateOf(ANNS, from)).isEqualTo(GrantState.IN_FORCE);
        assertThat(book.stateOf(ANNS, end.minusNanos(1))).isEqualTo(GrantState.IN_FORCE);
        assertThat(book.stateOf(ANNS, end)).isEqualTo(GrantState.EXPIRED);
        GrantBook revoked = book.with(CLOSED);
        assertThat(revoked.stateOf(ANNS, NOON.minusNanos(1))).isEqualTo(GrantState.IN_FORCE);
        assertThat(revoked.stateOf(ANNS, NOON)).isEqualTo(GrantState.REVOKED);
        assertThat(revoked.stateOf(ANNS, end)).isEqualTo(GrantState.REVOKED);
        assertThat(book.stateOf(LEAD_APPROVES, NOON)).isEqualTo(GrantState.IN_FORCE);
        assertThat(book.stateOf(LEAD_APPROVES, YEAR.toExclusive())).isEqualTo(GrantState.EXPIRED);
    }

    @Test
    void listsEverythingById() {
        GrantBook book = book(CARLS, ANNS).with(CLOSED);
        assertThat(book.grants()).containsExactly(ANNS, CARLS);
        assertThat(book.mandates()).containsExactly(LEAD_APPROVES, OLGA_OWNS_ACME, RITA_OWNS_RIVAL);
        assertThat(book.revocations()).containsExactly(CLOSED);
        assertThat(book.grant(ANNS.id())).contains(ANNS);
        assertThat(book.mandate(ANNS.id())).isEmpty();
        assertThat(book.mandate(OLGA_OWNS_ACME.id())).contains(OLGA_OWNS_ACME);
        assertThat(GrantBook.of(book.grants(), book.mandates(), book.revocations()))
                .isEqualTo(book)
                .hasSameHashCodeAs(book)
                .hasToString("GrantBook[2 grants, 3 mandates, 1 revocations]");
        assertThatThrownBy(() -> book.grants().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void booksWithOneDifferenceDiffer() {
        GrantBook book = book(ANNS).with(CLOSED);
        assertThat(book)
                .isNotEqualTo(book(ANNS))
                .isNotEqualTo(book(ANNS, CARLS).with(CLOSED))
                .isNotEqualTo(GrantBook.of(List.of(ANNS), List.of(), List.of(CLOSED)))
                .isNotEqualTo("book");
        assertThat(book.hashCode()).isNotEqualTo(book(ANNS).hashCode());
        assertThat(GrantBook.empty().grants()).isEmpty();
        assertThat(GrantBook.empty()).isEqualTo(GrantBook.of(List.of(), List.of(), List.of()));
    }

    @Test
    void aReviewListsGrantsWithTheirUse() {
        Grant unused = grant("g-b", BEN, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, LEAD);
        Grant over =
                grant("g-c", BEN, SUPPORT, TICKET, ACME, Term.of(NOON.minusSeconds(9), Duration.ofSeconds(9)), LEAD);
        Grant later =
                grant("g-d", BEN, SUPPORT, TICKET, ACME, Term.of(NOON.plusSeconds(1), Duration.ofSeconds(9)), LEAD);
        GrantBook book = book(ANNS, CARLS, unused, over, later)
                .with(new Revocation(CARLS.id(), OLGA, NOON, "left"))
                .with(new Revocation(RITA_OWNS_RIVAL.id(), RITA, NOON, "sold"));
        AccessDecision allowed = POLICY.decide(byAnn(), book, NOON);
        List<AuditEvent> events = List.of(
                AccessEvents.access(byAnn(), "customer", allowed, NOON),
                AccessEvents.access(byAnn(), "customer", allowed, NOON.minusSeconds(5)),
                AccessEvents.access(byAnn(), "customer", allowed, NOON.plusNanos(1)),
                AccessEvents.access(byCarl(), "customer", POLICY.decide(byCarl(), book, NOON), NOON));
        AccessReview review = AccessReview.of(book, events, NOON);
        assertThat(review.asOf()).isEqualTo(NOON);
        assertThat(review.grants())
                .containsExactly(
                        new GrantUse(ANNS, GrantState.IN_FORCE, 2, NOON),
                        new GrantUse(unused, GrantState.IN_FORCE, 0, null),
                        new GrantUse(over, GrantState.EXPIRED, 0, null),
                        new GrantUse(CARLS, GrantState.REVOKED, 0, null),
                        new GrantUse(later, GrantState.NOT_YET_VALID, 0, null));
        assertThat(review.inForce()).extracting(GrantUse::grant).containsExactly(ANNS, unused);
        assertThat(review.unused()).extracting(GrantUse::grant).containsExactly(unused);
        assertThat(review.ended()).extracting(GrantUse::grant).containsExactly(over, CARLS);
        assertThat(review.mandatesInForce()).containsExactly(LEAD_APPROVES, OLGA_OWNS_ACME);
        assertThat(review.grants().get(0).lastUse()).contains(NOON);
        assertThat(review.grants().get(1).lastUse()).isEmpty();
        assertThat(review.grants().get(0).accesses()).isEqualTo(2);
        assertThat(review.grants().get(0)).hasToString("g-ann IN_FORCE, used 2 times");
    }

    @Test
    void usesWithOneDifferenceDiffer() {
        GrantUse use = new GrantUse(ANNS, GrantState.IN_FORCE, 2, NOON);
        assertThat(use)
                .hasSameHashCodeAs(new GrantUse(ANNS, GrantState.IN_FORCE, 2, NOON))
                .isNotEqualTo(new GrantUse(CARLS, GrantState.IN_FORCE, 2, NOON))
                .isNotEqualTo(new GrantUse(ANNS, GrantState.EXPIRED, 2, NOON))
                .isNotEqualTo(new GrantUse(ANNS, GrantState.IN_FORCE, 3, NOON))
                .isNotEqualTo(new GrantUse(ANNS, GrantState.IN_FORCE, 2, null))
                .isNotEqualTo("use");
        assertThat(use.hashCode()).isNotEqualTo(new GrantUse(CARLS, GrantState.IN_FORCE, 2, NOON).hashCode());
    }
}
