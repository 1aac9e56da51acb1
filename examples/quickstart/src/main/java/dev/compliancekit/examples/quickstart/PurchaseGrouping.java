package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.TenantId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts neighbouring sales of one customer, day and store together as one purchase. */
final class PurchaseGrouping {

    private final FoodMart.Visitor<Purchase> visitor;
    private final List<Purchase.Sale> sales = new ArrayList<>();
    private @Nullable Purchase current;

    PurchaseGrouping(FoodMart.Visitor<Purchase> visitor) {
        this.visitor = visitor;
    }

    void add(int customer, TenantId tenant, LocalDate day, Purchase.Sale sale) throws SQLException {
        if (current == null || !isSame(current, customer, tenant, day)) {
            finish();
            current = new Purchase(customer, tenant, day, List.of());
        }
        sales.add(sale);
    }

    private static boolean isSame(Purchase purchase, int customer, TenantId tenant, LocalDate day) {
        return purchase.customer() == customer
                && purchase.tenant().equals(tenant)
                && purchase.day().equals(day);
    }

    void finish() throws SQLException {
        if (current != null) {
            visitor.visit(new Purchase(current.customer(), current.tenant(), current.day(), sales));
            sales.clear();
        }
    }
}
