package dev.compliancekit.audit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page of what a query found. <em>Immutable.</em> */
public final class AuditPage {

    private final List<AuditEntry> entries;
    private final @Nullable AuditQuery next;

    AuditPage(List<AuditEntry> entries, @Nullable AuditQuery next) {
        this.entries = List.copyOf(entries);
        this.next = next;
    }

    /**
     * The entries of this page.
     *
     * @return in the order of the log, unmodifiable
     */
    public List<AuditEntry> entries() {
        return entries;
    }

    /**
     * The query for the page after this one.
     *
     * @return the query, or empty if the end of the log was reached
     */
    public Optional<AuditQuery> next() {
        return Optional.ofNullable(next);
    }
}
