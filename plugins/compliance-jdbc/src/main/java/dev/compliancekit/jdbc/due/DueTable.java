package dev.compliancekit.jdbc.due;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.jdbc.internal.SqlTable;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of the application with a column that says when a row is due, written with the event that made it so. The
 * names are looked up in the database and quoted; data never become a part of a statement. <em>Immutable.</em>
 */
public final class DueTable {

    private final String table;
    private final String id;
    private final String tenant;
    private final String due;
    private final InstantColumn form;
    private final @Nullable String subject;
    private final Set<RecordClass> recordClasses;

    private DueTable(
            String table,
            String id,
            String tenant,
            String due,
            InstantColumn form,
            @Nullable String subject,
            Set<RecordClass> recordClasses) {
        this.table = table;
        this.id = id;
        this.tenant = tenant;
        this.due = due;
        this.form = form;
        this.subject = subject;
        this.recordClasses = recordClasses;
    }

    /**
     * A table.
     *
     * @param table its name, with its schema and a dot before it or without; each 1 to 63 letters, digits and
     *     underscores of ASCII
     * @param id its unique column: a number, a text or a UUID
     * @param tenant the column of the tenant's code, a text
     * @param due the column that says from when a row may go; null while nothing is due
     * @param form how that column holds an instant
     * @return the declaration, without subject and record classes
     * @throws IllegalArgumentException if a name is not accepted
     */
    public static DueTable of(String table, String id, String tenant, String due, InstantColumn form) {
        SqlTable.requireTable(table);
        SqlTable.requireName("column of the id", id);
        SqlTable.requireName("column of the tenant", tenant);
        SqlTable.requireName("due column", due);
        return new DueTable(table, id, tenant, due, Objects.requireNonNull(form, "form"), null, Set.of());
    }

    /**
     * The same with a column that says whom a row is about, so that a hold on one person does not protect the others.
     *
     * @param column of the subject's id, a text
     * @return the changed copy
     * @throws IllegalArgumentException if the name is not accepted
     */
    public DueTable withSubject(String column) {
        return new DueTable(
                table, id, tenant, due, form, SqlTable.requireName("column of the subject", column), recordClasses);
    }

    /**
     * The same with what the rows are, so that a hold on other record classes does not protect them.
     *
     * @param classes at least one; copied
     * @return the changed copy
     */
    public DueTable withRecordClasses(Collection<RecordClass> classes) {
        return new DueTable(table, id, tenant, due, form, subject, Set.copyOf(classes));
    }

    /**
     * The statement that makes the index the table needs: it leads with the due column and has the others, so that what
     * is due is read from the index alone.
     *
     * @param name the name of the index
     * @return SQL, for the application's own migration
     * @throws IllegalArgumentException if the name is not accepted
     */
    public String createIndex(String name) {
        SqlTable.requireName("index", name);
        return "CREATE INDEX " + name + " ON " + table + " (" + due + ", " + id + ", " + tenant + ")";
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

    String due() {
        return due;
    }

    InstantColumn form() {
        return form;
    }

    Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    Set<String> recordClasses() {
        return recordClasses.stream().map(RecordClass::value).collect(Collectors.toUnmodifiableSet());
    }

    /** The table and its due column. */
    @Override
    public String toString() {
        return table + "." + due;
    }
}
