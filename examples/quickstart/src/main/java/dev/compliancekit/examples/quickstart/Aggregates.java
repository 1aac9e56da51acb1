package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Classification;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.Tag;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.erasure.KAnonymity;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Units and revenue per store, month and product family: what may stay when the customers are erased. A cell that
 * speaks of fewer than {@link #LEAST_SUBJECTS} people is not anonymous and is never stored.
 */
final class Aggregates {

    /** The k of k-anonymity. */
    static final int LEAST_SUBJECTS = 5;

    static final RecordClass CLASS = new RecordClass("aggregate");

    private record Cell(TenantId tenant, YearMonth month, String family) {}

    private static final class Sum {
        private final BitSet customers = new BitSet();
        private long units;
        private BigDecimal revenue = BigDecimal.ZERO;
    }

    private final Map<Cell, Sum> cells = new HashMap<>();

    void add(Purchase purchase) {
        for (Purchase.Sale sale : purchase.sales()) {
            Cell cell = new Cell(purchase.tenant(), YearMonth.from(purchase.day()), sale.family());
            Sum sum = cells.computeIfAbsent(cell, unused -> new Sum());
            sum.customers.set(purchase.customer());
            sum.units += sale.units();
            sum.revenue = sum.revenue.add(sale.revenue());
        }
    }

    /**
     * What the database keeps.
     *
     * @param cells how many cells
     * @param smallest how many people the smallest stands for
     * @param tooSmall how many stand for fewer than a floor
     */
    record Kept(long cells, long smallest, long tooSmall) {}

    static Kept kept(Database database, long floor) throws SQLException {
        Map<String, Long> sizes = new HashMap<>();
        database.query(
                "SELECT tenant || ' ' || month || ' ' || family, subjects FROM aggregate",
                row -> sizes.put(row.getString(1), row.getLong(2)));
        long smallest = sizes.values().stream().mapToLong(Long::longValue).min().orElse(0);
        return new Kept(
                sizes.size(), smallest, new KAnonymity(floor).tooSmall(sizes).size());
    }

    /** Stores the anonymous cells; the others are left out, and their number returned. */
    int store(Database database) throws SQLException {
        int tooSmall = 0;
        String insert = "INSERT INTO aggregate VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = database.connection().prepareStatement(insert)) {
            for (Map.Entry<Cell, Sum> entry : cells.entrySet()) {
                if (entry.getValue().customers.cardinality() < LEAST_SUBJECTS) {
                    tooSmall++;
                } else {
                    insert(statement, entry.getKey(), entry.getValue());
                }
            }
        }
        return tooSmall;
    }

    private static void insert(PreparedStatement statement, Cell cell, Sum sum) throws SQLException {
        Database.set(statement, 1, new Tag(cell.tenant, SubjectId.ACCOUNT, CLASS, Classification.INTERNAL));
        statement.setString(5, cell.month.toString());
        statement.setString(6, cell.family);
        statement.setInt(7, sum.customers.cardinality());
        statement.setLong(8, sum.units);
        statement.setString(9, sum.revenue.toPlainString());
        statement.executeUpdate();
    }
}
