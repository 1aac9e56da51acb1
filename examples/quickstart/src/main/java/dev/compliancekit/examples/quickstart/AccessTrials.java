package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.access.AccessDecision;
import dev.compliancekit.core.access.AccessDeniedException;
import dev.compliancekit.core.access.AccessRequest;
import dev.compliancekit.core.access.Purpose;
import dev.compliancekit.core.access.Role;
import dev.compliancekit.core.access.SecondFactor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** People who may see a customer's data, and people who may not; each try is in the audit log. */
final class AccessTrials {

    private final Staff staff;
    private final Customers customers;
    private final Customer here;
    private final Customer elsewhere;
    private final List<Trial> trials = new ArrayList<>();

    /** A try, with the reason that should be given and the one that was. */
    record Trial(String what, String expected, String seen) {

        boolean passed() {
            return expected.equals(seen);
        }
    }

    AccessTrials(Staff staff, Customers customers, Map<TenantId, List<Customer>> planted) {
        this.staff = staff;
        this.customers = customers;
        this.here = planted.getOrDefault(Store.tenant(3), List.of()).get(0);
        this.elsewhere = planted.getOrDefault(Store.tenant(7), List.of()).get(0);
    }

    List<Trial> trials() {
        return List.copyOf(trials);
    }

    boolean allPassed() {
        return !trials.isEmpty() && trials.stream().allMatch(Trial::passed);
    }

    String summary() {
        long right = trials.stream().filter(Trial::passed).count();
        return right + " of " + trials.size() + " tries to see or grant were decided as they must be";
    }

    /** Those of the first day. */
    void firstDay() throws SQLException {
        TenantId store = here.tenant();
        Duration shift = Duration.ofHours(4);
        staff.give("ticket-1", Staff.AGENT, Staff.SUPPORT, Staff.TICKET, store, shift, Staff.APPROVER);
        staff.give(
                "repair-1",
                Staff.ADMINISTRATOR,
                Staff.DATABASE_ADMINISTRATOR,
                Staff.MAINTENANCE,
                store,
                shift,
                Staff.APPROVER);
        staff.give("clerk-1", Staff.clerkOf(store), Staff.CLERK, Staff.SERVICE, store, shift, Staff.ownerOf(store));
        read("support with a grant", "grant", Staff.AGENT, Staff.SUPPORT, Staff.TICKET, here);
        read(
                "an administrator with a grant",
                "grant",
                Staff.ADMINISTRATOR,
                Staff.DATABASE_ADMINISTRATOR,
                Staff.MAINTENANCE,
                here);
        read("the owner of the store", "account-owner", Staff.ownerOf(store), Role.OWNER, Staff.SERVICE, here);
        read("a clerk with the owner's grant", "grant", Staff.clerkOf(store), Staff.CLERK, Staff.SERVICE, here);
        read(
                "the clerk of a store whose owner gave none",
                "no-grant",
                Staff.clerkOf(elsewhere.tenant()),
                Staff.CLERK,
                Staff.SERVICE,
                elsewhere);
        read("support at another store", "other-tenant", Staff.AGENT, Staff.SUPPORT, Staff.TICKET, elsewhere);
        read("support for statistics", "no-rule", Staff.AGENT, Staff.SUPPORT, Staff.STATISTICS, here);
        read("an analyst at personal data", "too-sensitive", Staff.STATISTICIAN, Staff.ANALYST, Staff.STATISTICS, here);
        trials.add(new Trial(
                "support without a second factor",
                "no-second-factor",
                decision(Staff.AGENT, Staff.SUPPORT, Staff.TICKET, here, SecondFactor.ABSENT)));
        give("a grant to oneself", "self-granted", Staff.APPROVER, shift);
        give("a grant of a week", "too-long", Staff.AGENT, Duration.ofDays(7));
    }

    /** Those of the last day, when the grants of the first are over. */
    void lastDay() throws SQLException {
        read("support after the grant ended", "expired", Staff.AGENT, Staff.SUPPORT, Staff.TICKET, here);
    }

    private void read(String what, String expected, Actor actor, Role role, Purpose purpose, Customer customer)
            throws SQLException {
        trials.add(new Trial(what, expected, decision(actor, role, purpose, customer, SecondFactor.PRESENT)));
    }

    private String decision(Actor actor, Role role, Purpose purpose, Customer customer, SecondFactor factor)
            throws SQLException {
        AccessRequest request = AccessRequest.of(actor, role, purpose, customer.tag(), factor);
        try (TenantScope scope = TenantScope.enter(customer.tenant())) {
            AccessDecision decision = staff.guard().decide(request, Customer.record(customer.number()));
            boolean allowed = decision instanceof AccessDecision.Allowed;
            return allowed && !phoneOf(customer).equals(customer.personal("phone")) ? "unreadable" : decision.code();
        }
    }

    /** Only called once the guard allowed it. */
    private String phoneOf(Customer customer) throws SQLException {
        return customers
                .find(customer.number(), "phone")
                .map(customers::open)
                .map(opened -> opened instanceof Opened.Plaintext readable ? readable.text() : "")
                .orElse("");
    }

    private void give(String what, String expected, Actor holder, Duration length) {
        String seen = "given";
        try {
            staff.give(
                    "refused-" + expected, holder, Staff.SUPPORT, Staff.TICKET, here.tenant(), length, Staff.APPROVER);
        } catch (AccessDeniedException e) {
            seen = e.reason().code();
        }
        trials.add(new Trial(what, expected, seen));
    }
}
