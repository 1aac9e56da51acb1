package dev.compliancekit.jdbc.retention;

import dev.compliancekit.jdbc.internal.SqlTable;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Brings tables into the order in which their rows can be erased, by the foreign keys that the database knows. */
final class ForeignKeys {

    private ForeignKeys() {}

    /**
     * Those that refer to others come first.
     *
     * @throws IllegalStateException if tables refer to one another in a circle, or one that nobody declared refers to
     *     one whose rows are deleted
     */
    static List<ErasedRows> inOrder(Connection connection, List<ErasedRows> tables) throws SQLException {
        Map<ErasedRows, Set<ErasedRows>> referring = new HashMap<>();
        for (ErasedRows each : tables) {
            referring.put(each, each.declared().isDeleted() ? referring(connection, each, tables) : Set.of());
        }
        List<ErasedRows> ordered = new ArrayList<>();
        List<ErasedRows> left = new ArrayList<>(tables);
        while (!left.isEmpty()) {
            ErasedRows next = left.stream()
                    .filter(each -> ordered.containsAll(Objects.requireNonNull(referring.get(each))))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("tables "
                            + left.stream().map(each -> each.declared().table()).toList()
                            + " refer to one another in a circle; accepted is a foreign key that is set to null"));
            ordered.add(next);
            left.remove(next);
        }
        return List.copyOf(ordered);
    }

    private static Set<ErasedRows> referring(Connection connection, ErasedRows parent, List<ErasedRows> tables)
            throws SQLException {
        Set<ErasedRows> found = new HashSet<>();
        SqlTable table = parent.table();
        try (ResultSet key = connection.getMetaData().getExportedKeys(table.catalog(), table.schema(), table.name())) {
            while (key.next()) {
                String child = key.getString("FKTABLE_NAME");
                short rule = key.getShort("DELETE_RULE");
                boolean sparesItself = rule == DatabaseMetaData.importedKeySetNull
                        || rule == DatabaseMetaData.importedKeySetDefault
                        || (rule == DatabaseMetaData.importedKeyCascade && child.equals(table.name()));
                ErasedRows declared = tables.stream()
                        .filter(each -> each.table().name().equals(child))
                        .findFirst()
                        .orElse(parent);
                if (declared != parent) {
                    found.add(declared);
                } else if (!sparesItself) {
                    throw new IllegalStateException("table " + child + " refers to " + parent.declared()
                            + ", whose rows are deleted; accepted is a declaration of it, or ON DELETE SET NULL");
                }
            }
        }
        return found;
    }
}
