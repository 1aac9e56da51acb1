package dev.compliancekit.jdbc.retention;

import dev.compliancekit.jdbc.internal.SqlTable;
import dev.compliancekit.retention.erasure.KAnonymity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure does with one table: deletes the rows of a tenant or a subject, unless told otherwise. The names are
 * looked up in the database and quoted. <em>Immutable.</em>
 */
public final class ErasedTable {

    private final String table;
    private final String id;
    private final String tenant;
    private final @Nullable String subject;
    private final Map<String, Optional<String>> changes;
    private final @Nullable String size;
    private final long k;
    private final boolean partitioned;

    private ErasedTable(
            String table,
            String id,
            String tenant,
            @Nullable String subject,
            Map<String, Optional<String>> changes,
            @Nullable String size,
            long k,
            boolean partitioned) {
        this.table = table;
        this.id = id;
        this.tenant = tenant;
        this.subject = subject;
        this.changes = changes;
        this.size = size;
        this.k = k;
        this.partitioned = partitioned;
    }

    /**
     * A table whose rows are deleted.
     *
     * @param table its name, with its schema and a dot before it or without; each 1 to 63 letters, digits and
     *     underscores of ASCII
     * @param id its unique column
     * @param tenant the column of the tenant's code, a text
     * @return the declaration, without subject: orders about one subject pass the table over
     * @throws IllegalArgumentException if a name is not accepted
     */
    public static ErasedTable of(String table, String id, String tenant) {
        SqlTable.requireTable(table);
        SqlTable.requireName("column of the id", id);
        SqlTable.requireName("column of the tenant", tenant);
        return new ErasedTable(table, id, tenant, null, Map.of(), null, 0, false);
    }

    /**
     * The same with a column that says whom a row is about.
     *
     * @param column of the subject's id, a text
     * @return the changed copy
     * @throws IllegalArgumentException if the name is not accepted
     */
    public ErasedTable withSubject(String column) {
        SqlTable.requireName("column of the subject", column);
        return new ErasedTable(table, id, tenant, column, changes, size, k, partitioned);
    }

    /**
     * The same, but rows stay and lose what identifies: a column is set to null. May be said of several columns.
     *
     * @param column which one; it may be that of the subject
     * @return the changed copy
     * @throws IllegalArgumentException if the name is not accepted
     */
    public ErasedTable settingNull(String column) {
        return setting(column, Optional.empty());
    }

    /**
     * The same, but rows stay and lose what identifies: a column of texts is set to a fixed value.
     *
     * @param column which one
     * @param value what it is set to, the same for everybody
     * @return the changed copy
     * @throws IllegalArgumentException if the name is not accepted
     */
    public ErasedTable setting(String column, String value) {
        return setting(column, Optional.of(value));
    }

    private ErasedTable setting(String column, Optional<String> value) {
        Map<String, Optional<String>> more = new TreeMap<>(changes);
        more.put(SqlTable.requireName("column", column), value);
        return new ErasedTable(table, id, tenant, subject, more, size, k, partitioned);
    }

    /**
     * The same for a table of aggregates, of which only groups are erased that are so small that they single somebody
     * out. Orders about one subject pass it over unless it has a subject.
     *
     * @param column how many people a row stands for, a number
     * @param least the demand
     * @return the changed copy
     * @throws IllegalArgumentException if the name is not accepted
     */
    public ErasedTable keepingGroups(String column, KAnonymity least) {
        SqlTable.requireName("column of the size", column);
        return new ErasedTable(
                table,
                id,
                tenant,
                subject,
                changes,
                column,
                Objects.requireNonNull(least, "least").k(),
                partitioned);
    }

    /**
     * The same for a PostgreSQL table with a partition of its own for each tenant ({@code PARTITION BY LIST}): an order
     * about a whole tenant drops it at once, unless a hold protects anything of the tenant; then rows are erased.
     *
     * @return the changed copy
     */
    public ErasedTable partitionedByTenant() {
        return new ErasedTable(table, id, tenant, subject, changes, size, k, true);
    }

    String table() {
        return table;
    }

    String id() {
        return id;
    }

    String tenant() {
        return tenant;
    }

    Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    Map<String, Optional<String>> changes() {
        return changes;
    }

    /** Which rows are still to be erased, in SQL with the parameters of {@link #pendingValues}; all if it is empty. */
    String pending(SqlTable found) {
        List<String> conditions = new ArrayList<>();
        changes.forEach((column, value) -> {
            String name = found.qualified(column);
            conditions.add(value.isEmpty() ? name + " IS NOT NULL" : "(" + name + " IS NULL OR " + name + " <> ?)");
        });
        String changed = conditions.isEmpty() ? "" : " AND (" + String.join(" OR ", conditions) + ")";
        return changed + (size == null ? "" : " AND " + found.qualified(size) + " BETWEEN 1 AND " + (k - 1));
    }

    List<String> pendingValues() {
        return changes.values().stream().flatMap(Optional::stream).toList();
    }

    boolean isDeleted() {
        return changes.isEmpty();
    }

    boolean isPartitioned() {
        return partitioned;
    }

    /** The name of the table. */
    @Override
    public String toString() {
        return table;
    }
}
