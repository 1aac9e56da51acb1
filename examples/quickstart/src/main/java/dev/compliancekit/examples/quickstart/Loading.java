package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.TenantId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Reads FoodMart once, and fills the application with it: tagged, and sealed before it touches the disk. */
final class Loading {

    private static final int CUSTOMERS = 10_281;
    private static final int PURCHASES = 54_600;
    private static final int CANARIES_PER_STORE = 10;

    private final Database database;
    private final Sealer sealer;
    private final Progress progress;
    private final IntPredicate wanted;
    private final List<Store> stores = new ArrayList<>();
    private final Map<TenantId, List<Customer>> planted = new TreeMap<>();
    private final SignIns signIns = new SignIns();
    private int customers;
    private int purchases;
    private final Purchases.Totals totals = new Purchases.Totals();
    private int smallCells;

    Loading(Database database, Sealer sealer, IntPredicate wanted, Progress progress) {
        this.database = database;
        this.sealer = sealer;
        this.wanted = wanted;
        this.progress = progress;
    }

    void run() throws SQLException {
        try (FoodMart foodMart = FoodMart.open()) {
            stores.addAll(foodMart.stores());
            database.atomically(() -> loadCustomers(foodMart));
            database.atomically(() -> loadPurchases(foodMart));
        }
        signIns.sort();
    }

    private void loadCustomers(FoodMart foodMart) throws SQLException {
        try (Customers.Insert insert = new Customers(database, sealer).insert()) {
            foodMart.customers(customer -> {
                if (wanted.test(customer.number())) {
                    insert.add(customer);
                    plant(customer);
                    customers++;
                    progress.at(customers, CUSTOMERS, "customers");
                }
            });
        }
    }

    private void plant(Customer customer) {
        List<Customer> ofStore = planted.computeIfAbsent(customer.tenant(), unused -> new ArrayList<>());
        if (ofStore.size() < CANARIES_PER_STORE) {
            ofStore.add(customer);
        }
    }

    private void loadPurchases(FoodMart foodMart) throws SQLException {
        Aggregates aggregates = new Aggregates();
        try (Purchases.Insert insert = new Purchases(database, sealer).insert()) {
            foodMart.purchases(purchase -> {
                if (wanted.test(purchase.customer())) {
                    insert.add(purchase);
                    aggregates.add(purchase);
                    signIns.add(purchase);
                    purchases++;
                    totals.add(purchase.sales());
                    progress.at(purchases, PURCHASES, "purchases");
                }
            });
        }
        smallCells = aggregates.store(database);
    }

    List<Store> stores() {
        return List.copyOf(stores);
    }

    List<TenantId> tenants() {
        return stores.stream().map(Store::tenant).toList();
    }

    /** Some customers of each store, in the clear and in memory only, to look for in all files later. */
    Map<TenantId, List<Customer>> planted() {
        return planted;
    }

    SignIns signIns() {
        return signIns;
    }

    int customers() {
        return customers;
    }

    int purchases() {
        return purchases;
    }

    /** The sums over the sales, from the source. */
    Purchases.Totals totals() {
        return totals;
    }

    /** Cells of the aggregates that spoke of too few people and were left out. */
    int smallCells() {
        return smallCells;
    }
}
