package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Classification;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.Tag;
import dev.compliancekit.core.TenantId;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The application's purchases: what was bought is sealed, who bought where and when stays readable for sweeps. */
final class Purchases {

    private static final String INSERT = "INSERT INTO purchase VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private final Database database;
    private final Sealer sealer;

    Purchases(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /** Adds purchases with one prepared statement. */
    Insert insert() throws SQLException {
        return new Insert(database.connection().prepareStatement(INSERT));
    }

    static FieldPath pathOf(Purchase purchase, int id) {
        return purchase.tag().field(new RecordId(Integer.toString(id)), "sales");
    }

    /** The sums over all purchases, from their sealed bytes. */
    Totals totals() throws SQLException {
        Totals totals = new Totals();
        database.query("SELECT id, tenant, subject, record_class, classification, sales FROM purchase", row -> {
            Tag tag = new Tag(
                    new TenantId(row.getString(2)),
                    new SubjectId(row.getString(3)),
                    new RecordClass(row.getString(4)),
                    Classification.valueOf(row.getString(5)));
            Opened opened = sealer.open(tag.field(new RecordId(row.getString(1)), "sales"), row.getBytes(6));
            if (opened instanceof Opened.Plaintext sales) {
                totals.add(Purchase.parseSales(sales.text()));
            }
        });
        return totals;
    }

    /** Sums over sales. */
    static final class Totals {
        private long sales;
        private long units;
        private BigDecimal revenue = BigDecimal.ZERO;

        void add(List<Purchase.Sale> more) {
            for (Purchase.Sale sale : more) {
                sales++;
                units += sale.units();
                revenue = revenue.add(sale.revenue());
            }
        }

        boolean equalTo(Totals other) {
            return sales == other.sales && units == other.units && revenue.compareTo(other.revenue) == 0;
        }

        long sales() {
            return sales;
        }

        long units() {
            return units;
        }

        BigDecimal revenue() {
            return revenue;
        }
    }

    /** Inserts in progress; the keys are counted from 1. */
    final class Insert implements AutoCloseable {

        private final PreparedStatement statement;
        private int last;

        private Insert(PreparedStatement statement) {
            this.statement = statement;
        }

        void add(Purchase purchase) throws SQLException {
            last++;
            statement.setInt(1, last);
            Database.set(statement, 2, purchase.tag());
            statement.setString(6, purchase.day().toString());
            statement.setInt(7, purchase.sales().size());
            statement.setBytes(8, sealer.seal(pathOf(purchase, last), purchase.salesBytes()));
            statement.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }
}
