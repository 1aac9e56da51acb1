package dev.compliancekit.examples.encryptacolumn;

import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.search.BlindIndex;
import dev.compliancekit.crypto.search.IndexedField;
import dev.compliancekit.crypto.search.Normalization;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Customers and their e-mail addresses. <em>Not thread-safe: confine to one thread.</em> */
final class Customers {

    static final RecordClass CUSTOMER = new RecordClass("customer");

    private final Connection connection;
    private final TenantKeys keys;

    Customers(Connection connection, TenantKeys keys) {
        this.connection = connection;
        this.keys = keys;
    }

    void createTable() throws SQLException {
        execute("CREATE TABLE customer (tenant TEXT NOT NULL, id TEXT NOT NULL, email BLOB NOT NULL,"
                + " email_index BLOB NOT NULL, PRIMARY KEY (tenant, id))");
        execute("CREATE INDEX customer_by_email ON customer (tenant, email_index)");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    // readme: begin
    private static FieldPath placeOf(TenantId tenant, String id) {
        return new FieldPath(tenant, new SubjectId(id), CUSTOMER, new RecordId(id), "email", 1);
    }

    private BlindIndex emailsOf(TenantId tenant) {
        return keys.blindIndex(new IndexedField(tenant, CUSTOMER, "email", Normalization.CASELESS, 16));
    }

    void add(TenantId tenant, String id, String email) throws SQLException {
        try (BlindIndex emails = emailsOf(tenant);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO customer VALUES (?, ?, ?, ?)")) {
            insert.setString(1, tenant.value());
            insert.setString(2, id);
            insert.setBytes(3, keys.seal(placeOf(tenant, id), email.getBytes(StandardCharsets.UTF_8)));
            insert.setBytes(4, emails.of(email).toByteArray());
            insert.executeUpdate();
        }
    }

    List<String> idsOf(TenantId tenant, String email) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (BlindIndex emails = emailsOf(tenant);
                PreparedStatement select = connection.prepareStatement(
                        "SELECT id, email FROM customer WHERE tenant = ? AND email_index = ? ORDER BY id")) {
            select.setString(1, tenant.value());
            select.setBytes(2, emails.of(email).toByteArray());
            Predicate<String> same = emails.sameAs(email);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                Opened opened = keys.open(placeOf(tenant, row.getString(1)), row.getBytes(2));
                if (opened instanceof Opened.Plaintext found && same.test(found.text())) { // 16 bits: others match too
                    ids.add(row.getString(1));
                }
            }
        }
        return ids;
    }
    // readme: end
}
