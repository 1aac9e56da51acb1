package dev.compliancekit.jdbc.retention;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.TestDatabase;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Customers, their orders and the lines of those, in one of the databases. */
final class CustomerTables {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong ids = new AtomicLong();
    private final TestDatabase.Source source;

    CustomerTables(TestDatabase kind) {
        source = migrated(kind);
        source.run(
                "CREATE TABLE customers (id bigint PRIMARY KEY, tenant varchar(64) NOT NULL, subject varchar(128),"
                        + " email varchar(128))",
                "CREATE INDEX customers_tenant ON customers (tenant, subject)",
                "CREATE TABLE orders (id bigint PRIMARY KEY, tenant varchar(64) NOT NULL, subject varchar(128),"
                        + " customer bigint NOT NULL, FOREIGN KEY (customer) REFERENCES customers (id))",
                "CREATE INDEX orders_tenant ON orders (tenant, subject)",
                "CREATE INDEX orders_customer ON orders (customer)");
    }

    static TestDatabase.Source migrated(TestDatabase kind) {
        TestDatabase.Source source = kind.newDatabase();
        RetentionSchema.migrate(source);
        return source;
    }

    TestDatabase.Source source() {
        return source;
    }

    /** Declared in the wrong order. */
    JdbcErasureTarget.Builder builder() {
        return JdbcErasureTarget.builder(source, "customers-db", () -> NOON)
                .table(ErasedTable.of("customers", "id", "tenant").withSubject("subject"))
                .table(ErasedTable.of("orders", "id", "tenant").withSubject("subject"));
    }

    JdbcErasureTarget target() {
        return builder().build();
    }

    /** A customer with an order. */
    void put(TenantId tenant, SubjectId subject) {
        long id = ids.incrementAndGet();
        source.run(
                "INSERT INTO customers VALUES (" + id + ", '" + tenant + "', '" + subject + "', 'x@example.com')",
                "INSERT INTO orders VALUES (" + id + ", '" + tenant + "', '" + subject + "', " + id + ")");
    }
}
