package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.TenantId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.hydromatic.foodmart.data.hsqldb.FoodmartHsqldb;

/**
 * The FoodMart data set (Apache-2.0, {@code net.hydromatic:foodmart-data-hsqldb}), read through HSQLDB.
 *
 * <p>A customer belongs to the store where it bought last (of two on the same day, the one with the smaller number),
 * and to headquarters, store 0, if it never bought. A purchase belongs to the store that sold; so a customer who also
 * bought elsewhere is known there by its pseudonym and purchases only, without personal fields.
 */
final class FoodMart implements AutoCloseable {

    private static final String SALES =
            "(SELECT * FROM \"sales_fact_1997\" UNION ALL SELECT * FROM \"sales_fact_1998\")";
    private static final String PERSONAL = "SELECT \"customer_id\", \"date_accnt_opened\", \"fullname\", "
            + "\"address1\" || ', ' || \"postal_code\" || ' ' || \"city\" || ', ' || \"country\", \"phone1\", "
            + "\"birthdate\", \"yearly_income\", \"gender\" || ', ' || \"marital_status\" || ', ' || \"total_children\" "
            + "|| ' children, ' || \"education\" || ', ' || \"occupation\" FROM \"customer\" ORDER BY \"customer_id\"";

    private final Connection connection;

    private FoodMart(Connection connection) {
        this.connection = connection;
    }

    /** Receives rows one at a time. */
    @FunctionalInterface
    interface Visitor<T> {
        void visit(T row) throws SQLException;
    }

    static FoodMart open() throws SQLException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new FoodMartSlice(FoodmartHsqldb.class.getClassLoader()));
        try {
            return new FoodMart(DriverManager.getConnection(
                    "jdbc:hsqldb:res:" + FoodMartSlice.NAME, FoodmartHsqldb.USER, FoodmartHsqldb.PASSWORD));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    List<Store> stores() throws SQLException {
        List<Store> stores = new ArrayList<>();
        query(
                "SELECT \"store_id\", \"store_name\" FROM \"store\" ORDER BY \"store_id\"",
                row -> stores.add(new Store(row.getInt(1), row.getString(2))));
        return stores;
    }

    /** All customers, in the order of their keys. */
    void customers(Visitor<Customer> visitor) throws SQLException {
        Map<Integer, TenantId> homes = homes();
        query(PERSONAL, row -> {
            Map<String, String> personal = new HashMap<>();
            for (int i = 0; i < Customer.FIELDS.size(); i++) {
                personal.put(Customer.FIELDS.get(i), row.getString(3 + i));
            }
            int number = row.getInt(1);
            TenantId home = homes.getOrDefault(number, Store.tenant(0));
            visitor.visit(new Customer(number, home, row.getObject(2, LocalDate.class), personal));
        });
    }

    private Map<Integer, TenantId> homes() throws SQLException {
        Map<Integer, TenantId> homes = new HashMap<>();
        query(
                "SELECT \"customer_id\", \"store_id\", MAX(\"time_id\") AS last FROM " + SALES
                        + " GROUP BY \"customer_id\", \"store_id\" ORDER BY last, \"store_id\" DESC",
                row -> homes.put(row.getInt(1), Store.tenant(row.getInt(2))));
        return homes;
    }

    /** All purchases, by customer, day and store. */
    void purchases(Visitor<Purchase> visitor) throws SQLException {
        Map<Integer, LocalDate> days = new HashMap<>();
        query(
                "SELECT \"time_id\", \"the_date\" FROM \"time_by_day\"",
                row -> days.put(
                        row.getInt(1), row.getTimestamp(2).toLocalDateTime().toLocalDate()));
        Map<Integer, String> families = families();
        Map<Integer, TenantId> tenants = new HashMap<>();
        stores().forEach(store -> tenants.put(store.number(), store.tenant()));
        PurchaseGrouping grouping = new PurchaseGrouping(visitor);
        query(
                "SELECT \"customer_id\", \"time_id\", \"store_id\", \"product_id\", \"unit_sales\", \"store_sales\" FROM "
                        + SALES + " ORDER BY \"customer_id\", \"time_id\", \"store_id\"",
                row -> grouping.add(
                        row.getInt(1),
                        of(tenants, row.getInt(3)),
                        of(days, row.getInt(2)),
                        new Purchase.Sale(
                                row.getInt(4), of(families, row.getInt(4)), row.getInt(5), row.getBigDecimal(6))));
        grouping.finish();
    }

    private Map<Integer, String> families() throws SQLException {
        Map<Integer, String> classes = new HashMap<>();
        query(
                "SELECT \"product_class_id\", \"product_family\" FROM \"product_class\"",
                row -> classes.put(row.getInt(1), row.getString(2)));
        Map<Integer, String> families = new HashMap<>();
        query(
                "SELECT \"product_id\", \"product_class_id\" FROM \"product\"",
                row -> families.put(row.getInt(1), of(classes, row.getInt(2))));
        return families;
    }

    private static <T> T of(Map<Integer, T> values, int key) {
        T value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("FoodMart refers to key " + key + ", which it does not have");
        }
        return value;
    }

    private void query(String sql, Visitor<ResultSet> visitor) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                visitor.visit(rows);
            }
        }
    }

    /** Lets go of the heap, too. */
    @Override
    public void close() throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }
}
