package dev.compliancekit.core.access;

import java.util.SortedMap;
import java.util.TreeMap;

/** Collects a {@link GrantBook} that is not there yet. <em>Not thread-safe: confine to one thread.</em> */
final class GrantDraft {

    private final SortedMap<GrantId, Grant> grants = new TreeMap<>();
    private final SortedMap<GrantId, Mandate> mandates = new TreeMap<>();
    private final SortedMap<GrantId, Revocation> revocations = new TreeMap<>();

    GrantDraft(GrantBook start) {
        start.grants().forEach(grant -> grants.put(grant.id(), grant));
        start.mandates().forEach(mandate -> mandates.put(mandate.id(), mandate));
        start.revocations().forEach(revocation -> revocations.put(revocation.grant(), revocation));
    }

    void add(Grant grant) {
        requireFree(grant.id());
        grants.put(grant.id(), grant);
    }

    void add(Mandate mandate) {
        requireFree(mandate.id());
        mandates.put(mandate.id(), mandate);
    }

    void add(Revocation revocation) {
        GrantId id = revocation.grant();
        if (!isTaken(id)) {
            throw new IllegalArgumentException("revocation names an unknown id; accepted is the id of a grant or "
                    + "mandate that is in the book");
        }
        revocations.merge(id, revocation, (one, other) -> other.at().isBefore(one.at()) ? other : one);
    }

    private boolean isTaken(GrantId id) {
        return grants.containsKey(id) || mandates.containsKey(id);
    }

    private void requireFree(GrantId id) {
        if (isTaken(id)) {
            throw new IllegalArgumentException(
                    "grant id " + id + " is taken; accepted is one that no grant or mandate ever had");
        }
    }

    GrantBook book() {
        return new GrantBook(grants, mandates, revocations);
    }
}
