package dev.compliancekit.jdbc.internal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of the caller as the database knows it: the names that the caller declared, found in the database's own list
 * and quoted as they stand there, so that no name can be anything but a name. <em>Immutable.</em>
 */
public final class SqlTable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    private final @Nullable String catalog;
    private final @Nullable String schema;
    private final String table;
    private final String quote;
    private final Map<String, String> columns;

    private SqlTable(
            @Nullable String catalog,
            @Nullable String schema,
            String table,
            String quote,
            Map<String, String> columns) {
        this.catalog = catalog;
        this.schema = schema;
        this.table = table;
        this.quote = quote;
        this.columns = columns;
    }

    /**
     * Refuses what is no plain name.
     *
     * @param what which name it is, for the message
     * @param name the name
     * @return the name
     * @throws IllegalArgumentException if it is not accepted; the message does not repeat it
     */
    public static String requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(what
                    + " has a name that is not accepted; accepted are 1 to 63 letters, digits and underscores of ASCII,"
                    + " the first no digit");
        }
        return name;
    }

    /**
     * Refuses what is neither a plain name nor two with a dot between them.
     *
     * @param name the name of a table, with its schema or without
     * @return the name
     * @throws IllegalArgumentException if it is not accepted
     */
    public static String requireTable(String name) {
        int dot = name.indexOf('.');
        requireName("table", dot < 0 ? name : name.substring(dot + 1));
        if (dot >= 0) {
            requireName("schema", name.substring(0, dot));
        }
        return name;
    }

    /**
     * Looks for a table in the database.
     *
     * @param connection to the database
     * @param name the name of the table, with its schema or without; case does not matter if no other table differs
     *     only by it
     * @return the table
     * @throws SQLException if the database cannot be asked
     * @throws IllegalStateException if there is no such table
     */
    public static SqlTable find(Connection connection, String name) throws SQLException {
        requireTable(name);
        int dot = name.indexOf('.');
        String plain = name.substring(dot + 1);
        for (String spelt : spellings(plain)) {
            for (String inSchema : dot < 0 ? new String[] {""} : spellings(name.substring(0, dot))) {
                Optional<SqlTable> found = lookUp(connection, inSchema, spelt);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new IllegalStateException(
                "there is no table " + name + " in the database; accepted is one that is there");
    }

    private static String[] spellings(String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))
                .distinct()
                .toArray(String[]::new);
    }

    private static Optional<SqlTable> lookUp(Connection connection, String inSchema, String spelt) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        boolean catalogs = SqlDialect.of(connection) == SqlDialect.MARIADB;
        String current = Objects.requireNonNullElse(catalogs ? connection.getCatalog() : connection.getSchema(), "");
        String place = inSchema.isEmpty() ? current : inSchema;
        @Nullable String catalog = catalogs ? place : connection.getCatalog();
        @Nullable String schema = catalogs || place.isEmpty() ? null : escaped(metaData, place);
        Map<String, String> columns = new LinkedHashMap<>();
        try (ResultSet rows = metaData.getColumns(catalog, schema, escaped(metaData, spelt), null)) {
            while (rows.next()) {
                if (spelt.equals(rows.getString("TABLE_NAME"))) {
                    String column = rows.getString("COLUMN_NAME");
                    columns.put(column.toLowerCase(Locale.ROOT), column);
                }
            }
        }
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new SqlTable(
                        catalogs ? place : null,
                        catalogs || place.isEmpty() ? null : place,
                        spelt,
                        metaData.getIdentifierQuoteString(),
                        columns));
    }

    private static String escaped(DatabaseMetaData metaData, String name) throws SQLException {
        String escape = metaData.getSearchStringEscape();
        return name.replace("_", escape + "_");
    }

    /**
     * The table, quoted, with its schema if the database has schemas.
     *
     * @return SQL
     */
    public String sql() {
        String place = Stream.of(Optional.ofNullable(catalog), Optional.ofNullable(schema))
                .flatMap(Optional::stream)
                .map(part -> quote + part + quote + ".")
                .findFirst()
                .orElse("");
        return place + quote + table + quote;
    }

    /**
     * A column, quoted.
     *
     * @param name as the caller declared it
     * @return SQL
     * @throws IllegalStateException if the table has no such column
     */
    public String column(String name) {
        requireName("column", name);
        @Nullable String found = columns.get(name.toLowerCase(Locale.ROOT));
        if (found == null) {
            throw new IllegalStateException(
                    "table " + table + " has no column " + name + "; accepted is a column that is there");
        }
        return quote + found + quote;
    }

    /**
     * A column with the table before it, for conditions inside others.
     *
     * @param name as the caller declared it
     * @return SQL
     * @throws IllegalStateException if the table has no such column
     */
    public String qualified(String name) {
        return sql() + "." + column(name);
    }

    /**
     * Whether an index begins with these columns, in any order among those after the first.
     *
     * @param connection to the database
     * @param names the columns, the leading one first
     * @return true if there is one
     * @throws SQLException if the database cannot be asked
     */
    public boolean hasIndex(Connection connection, String... names) throws SQLException {
        Map<String, Map<Integer, String>> indexes = new LinkedHashMap<>();
        try (ResultSet rows = connection.getMetaData().getIndexInfo(catalog, schema, table, false, true)) {
            while (rows.next()) {
                @Nullable String index = rows.getString("INDEX_NAME");
                @Nullable String column = rows.getString("COLUMN_NAME");
                if (index != null && column != null) {
                    indexes.computeIfAbsent(index, key -> new LinkedHashMap<>())
                            .put(rows.getInt("ORDINAL_POSITION"), column.replace(quote, ""));
                }
            }
        }
        String first = column(names[0]).replace(quote, "");
        return indexes.values().stream()
                .filter(each -> each.values().iterator().next().equals(first))
                .anyMatch(each -> Stream.of(names)
                        .allMatch(name -> each.containsValue(column(name).replace(quote, ""))));
    }

    /**
     * The name without schema, as the database has it.
     *
     * @return the name
     */
    public String name() {
        return table;
    }

    /**
     * The catalog, for the database's metadata.
     *
     * @return the catalog, null where schemas are used
     */
    public @Nullable String catalog() {
        return catalog;
    }

    /**
     * The schema, for the database's metadata.
     *
     * @return the schema, null where the database has none
     */
    public @Nullable String schema() {
        return schema;
    }
}
