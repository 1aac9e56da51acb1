package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.Tag;
import dev.compliancekit.core.Tagged;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The application's customers: sealed when written, opened only in the scope of their tenant. */
final class Customers {

    private static final String INSERT =
            "INSERT INTO customer VALUES (?, ?, ?, ?, ?, ?, 'active'" + ", ?".repeat(Customer.FIELDS.size()) + ")";

    private final Database database;
    private final Sealer sealer;

    Customers(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /** A customer's sealed field with the place it belongs to. */
    record SealedField(FieldPath path, Bytes sealed) {}

    /** Adds customers with one prepared statement. */
    Insert insert() throws SQLException {
        return new Insert(database.connection().prepareStatement(INSERT));
    }

    /** Inserts in progress. */
    final class Insert implements AutoCloseable {

        private final PreparedStatement statement;

        private Insert(PreparedStatement statement) {
            this.statement = statement;
        }

        void add(Customer customer) throws SQLException {
            statement.setInt(1, customer.number());
            Database.set(statement, 2, customer.tag());
            statement.setString(6, customer.opened().toString());
            int column = 7;
            for (String field : Customer.FIELDS) {
                FieldPath path = customer.tag().field(Customer.record(customer.number()), field);
                byte[] clear = customer.personal(field).getBytes(StandardCharsets.UTF_8);
                statement.setBytes(column++, sealer.seal(path, clear));
            }
            statement.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }

    /** The row of a key, whoever's it is, still sealed; its value can be had in its tenant's scope only. */
    Optional<Tagged<SealedField>> find(int number, String field) throws SQLException {
        String sql = "SELECT tenant, subject, record_class, classification, " + column(field)
                + " FROM customer WHERE id = ?";
        try (PreparedStatement statement = database.connection().prepareStatement(sql)) {
            statement.setInt(1, number);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Tag tag = new Tag(
                        new TenantId(row.getString(1)),
                        new SubjectId(row.getString(2)),
                        new RecordClass(row.getString(3)),
                        Classification.valueOf(row.getString(4)));
                FieldPath path = tag.field(Customer.record(number), field);
                return Optional.of(Tagged.of(tag, new SealedField(path, Bytes.copyOf(row.getBytes(5)))));
            }
        }
    }

    /** A personal field in the clear, for the tenant that is bound. */
    Opened open(Tagged<SealedField> field) {
        SealedField sealed = field.get();
        return sealer.open(sealed.path(), sealed.sealed().toByteArray());
    }

    private static String column(String field) {
        if (!Customer.FIELDS.contains(field)) {
            throw new IllegalArgumentException("field is not known; accepted are " + Customer.FIELDS);
        }
        return field;
    }
}
