package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Classification;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.Tag;
import dev.compliancekit.core.TenantId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/**
 * What one customer bought at one store on one day.
 *
 * @param customer the customer's key in the source
 * @param tenant the store that sold
 * @param day the day
 * @param sales one per line of the source's sales tables
 */
record Purchase(int customer, TenantId tenant, LocalDate day, List<Sale> sales) {

    static final RecordClass CLASS = new RecordClass("purchase");

    /**
     * One line.
     *
     * @param product the product's key in the source
     * @param family its product family
     * @param units how many
     * @param revenue what was paid
     */
    record Sale(int product, String family, int units, BigDecimal revenue) {}

    Purchase {
        sales = List.copyOf(sales);
    }

    Tag tag() {
        return new Tag(tenant, Customer.subject(customer), CLASS, Classification.CONFIDENTIAL);
    }

    /** The sales as they are sealed: a line each of product, family, units and revenue, separated by semicolons. */
    byte[] salesBytes() {
        StringBuilder text = new StringBuilder();
        for (Sale sale : sales) {
            text.append(sale.product).append(';').append(sale.family).append(';');
            text.append(sale.units)
                    .append(';')
                    .append(sale.revenue.toPlainString())
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The sales of {@link #salesBytes()}. */
    static List<Sale> parseSales(String text) {
        return text.lines().map(Purchase::parseSale).toList();
    }

    private static Sale parseSale(String line) {
        String[] parts = line.split(";", -1);
        return new Sale(Integer.parseInt(parts[0]), parts[1], Integer.parseInt(parts[2]), new BigDecimal(parts[3]));
    }
}
