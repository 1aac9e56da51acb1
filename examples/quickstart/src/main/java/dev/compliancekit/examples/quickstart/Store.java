package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.TenantId;
import java.util.Locale;

/** One of the 25 FoodMart stores: a tenant. */
record Store(int number, String name) {

    TenantId tenant() {
        return tenant(number);
    }

    static TenantId tenant(int number) {
        return new TenantId(String.format(Locale.ROOT, "store-%02d", number));
    }
}
