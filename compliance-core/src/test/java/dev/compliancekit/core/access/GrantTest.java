package dev.compliancekit.core.access;

import static dev.compliancekit.core.access.Scene.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.Actor;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantTest {

    private static Grant withReason(String reason) {
        return new Grant(new GrantId("g-1"), ANN, SUPPORT, TICKET, ACME, YEAR, LEAD, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "g-1", "support-ticket", "a-b-c"})
    void namesAreCodes(String name) {
        assertThat(new Role(name)).hasToString(name);
        assertThat(new Purpose(name)).hasToString(name);
        assertThat(new GrantId(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A", "a ", "-a", "a-", "a--b", "a/b", "a.b", "a_b", "\u00e4", "a\n", "a\u0000"})
    void otherNamesAreRefusedAndNotRepeated(String name) {
        String accepted =
                " is not accepted; accepted are 1 to 64 characters of a-z, 0-9 and single hyphens between them";
        assertThatIllegalArgumentException().isThrownBy(() -> new Role(name)).withMessage("role" + accepted);
        assertThatIllegalArgumentException().isThrownBy(() -> new Purpose(name)).withMessage("purpose" + accepted);
        assertThatIllegalArgumentException().isThrownBy(() -> new GrantId(name)).withMessage("grant id" + accepted);
    }

    @Test
    void aNameHasAtMost64Characters() {
        assertThat(new Role("a".repeat(64)).value()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new Role("a".repeat(65)));
    }

    @Test
    void namesSortByTheirText() {
        assertThat(new Role("a")).isLessThan(new Role("b"));
        assertThat(new Purpose("a")).isLessThan(new Purpose("b"));
        assertThat(new GrantId("b")).isGreaterThan(new GrantId("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "\u001b[2J", "a\u2028b", "a\u2029b", "\ud800", "a\u0085"})
    void aReasonIsOnePrintableLine(String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withReason(reason))
                .withMessage("reason of a grant is not accepted; accepted is one line of 1 to 256 characters, not "
                        + "blank, without control characters");
        assertThatIllegalArgumentException().isThrownBy(() -> new Revocation(ANNS.id(), ANN, NOON, reason));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mandate.Approver(new GrantId("m-1"), BEN, YEAR, LEAD, reason));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mandate.AccountOwner(new GrantId("m-1"), ACME, OLGA, YEAR, LEAD, reason));
    }

    @Test
    void aReasonHasAtMost256Characters() {
        assertThat(withReason("\ud83d\ude00".repeat(128)).reason()).hasSize(256);
        assertThatIllegalArgumentException().isThrownBy(() -> withReason("a".repeat(257)));
    }

    @Test
    void theOwnersRoleCannotBeGranted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant("g-1", CARL, Role.OWNER, BUSINESS, ACME, YEAR, OLGA))
                .withMessage(
                        "grant has the owner's role; accepted is any other, an owner is registered with a mandate");
    }

    @Test
    void somebodyUnknownNeitherHoldsNorGives() {
        Actor unknown = new Actor(Actor.Kind.OTHER, "who");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant("g-1", unknown, SUPPORT, TICKET, ACME, YEAR, LEAD))
                .withMessage("holder of a grant is of kind OTHER; accepted is somebody whom the caller could tell");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant("g-1", ANN, SUPPORT, TICKET, ACME, YEAR, unknown))
                .withMessageStartingWith("giver of a grant is of kind OTHER");
    }

    @Test
    void aTermEndsAfterItsStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Term(NOON, NOON))
                .withMessage("term ends at or before its start; accepted is an end after the start");
        assertThatIllegalArgumentException().isThrownBy(() -> new Term(NOON, NOON.minusNanos(1)));
        assertThat(new Term(NOON, NOON.plusNanos(1)).length()).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void aTermHasItsStartAndNotItsEnd() {
        Term hour = Term.of(NOON, Duration.ofHours(1));
        Instant end = NOON.plus(Duration.ofHours(1));
        assertThat(hour.toExclusive()).isEqualTo(end);
        assertThat(hour.contains(NOON)).isTrue();
        assertThat(hour.contains(end.minusNanos(1))).isTrue();
        assertThat(hour.contains(end)).isFalse();
        assertThat(hour.contains(NOON.minusNanos(1))).isFalse();
    }

    @Test
    void anOwnerIsACustomerThatStaffRegistered() {
        GrantId id = new GrantId("m-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mandate.AccountOwner(id, ACME, ANN, YEAR, LEAD, "contract"))
                .withMessage("account owner is of another kind; accepted is one of kind CUSTOMER");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mandate.AccountOwner(id, ACME, OLGA, YEAR, OLGA, "contract"))
                .withMessage("registrar is of another kind; accepted is one of kind STAFF");
    }

    @Test
    void anApproverIsStaffThatAnotherRegistered() {
        GrantId id = new GrantId("m-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mandate.Approver(id, OLGA, YEAR, LEAD, "resolution"))
                .withMessage("approver is of another kind; accepted is one of kind STAFF");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mandate.Approver(id, LEAD, YEAR, JOB, "resolution"))
                .withMessage("registrar is of another kind; accepted is one of kind STAFF");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mandate.Approver(id, LEAD, YEAR, LEAD, "resolution"))
                .withMessage("approver registered himself; accepted is a registrar who is somebody else");
    }

    @Test
    void whoMayGiveToWhom() {
        Grant toStaff = ANNS;
        Grant toCustomer = CARLS;
        assertThat(LEAD_APPROVES.covers(toStaff)).isTrue();
        assertThat(LEAD_APPROVES.covers(toCustomer)).isFalse();
        assertThat(OLGA_OWNS_ACME.covers(toStaff)).isTrue();
        assertThat(OLGA_OWNS_ACME.covers(toCustomer)).isTrue();
        assertThat(RITA_OWNS_RIVAL.covers(toStaff)).isFalse();
        assertThat(RITA_OWNS_RIVAL.covers(toCustomer)).isFalse();
    }
}
