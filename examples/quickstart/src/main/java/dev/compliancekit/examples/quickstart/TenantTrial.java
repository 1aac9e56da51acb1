package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.Tagged;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantMismatchException;
import dev.compliancekit.core.TenantScope;
import java.sql.SQLException;

/** Tries to read one store's customer as another store, in the three ways that come to mind. */
final class TenantTrial {

    private final Customers customers;
    private final Sealer sealer;
    private final Customer victim;
    private final TenantId intruder;

    TenantTrial(Customers customers, Sealer sealer, Customer victim, TenantId intruder) {
        this.customers = customers;
        this.sealer = sealer;
        this.victim = victim;
        this.intruder = intruder;
    }

    private Tagged<Customers.SealedField> stored() throws SQLException {
        return customers
                .find(victim.number(), "name")
                .orElseThrow(() -> new IllegalStateException("the customer of the trial is not in the database"));
    }

    /** Whether the store itself can read its customer; without that, the refusals would prove nothing. */
    boolean ownStoreReads() throws SQLException {
        try (TenantScope scope = TenantScope.enter(victim.tenant())) {
            return customers.open(stored()) instanceof Opened.Plaintext name
                    && name.text().equals(victim.personal("name"));
        }
    }

    /** Whether the value is refused to another store that has its key. */
    boolean foreignScopeIsRefused() throws SQLException {
        try (TenantScope scope = TenantScope.enter(intruder)) {
            customers.open(stored());
            return false;
        } catch (TenantMismatchException e) {
            return true;
        }
    }

    /** Whether the sealed bytes, copied into a row of the other store, stay shut. */
    boolean movedBytesStayShut() throws SQLException {
        FieldPath own;
        byte[] sealed;
        try (TenantScope scope = TenantScope.enter(victim.tenant())) {
            own = stored().get().path();
            sealed = stored().get().sealed().toByteArray();
        }
        FieldPath moved =
                new FieldPath(intruder, own.subject(), own.recordClass(), own.record(), own.field(), own.version());
        return staysShut(moved, sealed);
    }

    /** Whether the sealed bytes, moved to another customer of the same store, stay shut. */
    boolean swappedBytesStayShut() throws SQLException {
        try (TenantScope scope = TenantScope.enter(victim.tenant())) {
            FieldPath other = victim.tag().field(Customer.record(victim.number() + 1), "name");
            return staysShut(other, stored().get().sealed().toByteArray());
        }
    }

    private boolean staysShut(FieldPath path, byte[] sealed) {
        try {
            return !(sealer.open(path, sealed) instanceof Opened.Plaintext);
        } catch (ComplianceException e) {
            return true;
        }
    }
}
