package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** All rows about people of one store as bytes, in the order of their keys: what a backup holds. */
final class TenantRows {

    private final Database database;

    TenantRows(Database database) {
        this.database = database;
    }

    /**
     * The rows, each column as its length and its bytes, so that no two states of the tables give the same; empty if
     * there are none.
     */
    byte[] of(TenantId tenant) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String table : List.of("customer", "purchase")) {
                write(out, tenant, table);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory did not take bytes", e);
        }
        return bytes.toByteArray();
    }

    private void write(DataOutputStream out, TenantId tenant, String table) throws SQLException, IOException {
        String sql = "SELECT * FROM " + table + " WHERE tenant = ? ORDER BY id";
        try (PreparedStatement statement = database.connection().prepareStatement(sql)) {
            statement.setString(1, tenant.value());
            try (ResultSet row = statement.executeQuery()) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    out.writeUTF(table);
                    for (int column = 1; column <= columns; column++) {
                        byte[] value = row.getBytes(column);
                        out.writeInt(value.length);
                        out.write(value);
                    }
                }
            }
        }
    }
}
