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

    /**
     * Where the page after this one begins, as a text for {@link AuditQuery#after}. It stays good while the log grows.
     *
     * @return 22 characters of {@code A-Z}, {@code a-z}, {@code 0-9}, {@code -} and {@code _}, or empty if the end of
     *     the log was reached
     */
    public Optional<String> cursor() {
        return next().map(AuditQuery::cursor);
    }
}
