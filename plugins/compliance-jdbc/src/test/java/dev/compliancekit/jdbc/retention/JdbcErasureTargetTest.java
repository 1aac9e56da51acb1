package dev.compliancekit.jdbc.retention;

import static dev.compliancekit.jdbc.retention.CustomerTables.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.TestDatabase;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.erasure.KAnonymity;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.LegalHoldException;
import dev.compliancekit.retention.spi.ReadBack;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the contract of erasure targets does not say: holds in the statement, anonymizing, aggregates, partitions. */
class JdbcErasureTargetTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final SubjectId ANN = new SubjectId("s-ann");
    private static final SubjectId BEN = new SubjectId("s-ben");

    private static ErasureOrder order(Scope scope) {
        return new ErasureOrder("order-1", scope, Set.of(StoreKind.LIVE), "a test", NOON, NOON, NOON);
    }

    private static ErasurePiece piece(Scope scope, int most) {
        return new ErasurePiece(order(scope), most, () -> {});
    }

    private static long eraseAll(ErasureTarget target, Scope scope) {
        long erased = 0;
        ErasedPiece piece;
        do {
            piece = target.erase(piece(scope, 3));
            erased += piece.records();
        } while (!piece.isLast());
        return erased;
    }

    private static LegalHold hold(Scope scope) {
        return LegalHold.place("case-1", scope, "a dispute is in court", NOON.minusSeconds(60));
    }

    @ParameterizedTest
    @EnumSource
    void rowsOfAHeldSubjectStayAndTheRestOfTheTenantGoes(TestDatabase kind) {
        CustomerTables tables = new CustomerTables(kind);
        for (int i = 0; i < 4; i++) {
            tables.put(ACME, i == 2 ? ANN : BEN);
        }
        JdbcLegalHolds holds = JdbcLegalHolds.open(tables.source());
        holds.put(hold(Scope.of(ACME, ANN)));
        ErasureTarget target = tables.target();

        assertThatExceptionOfType(LegalHoldException.class).isThrownBy(() -> eraseAll(target, Scope.of(ACME)));

        assertThat(target.readBack(order(Scope.of(ACME)))).isEqualTo(new ReadBack.Present(2));
        assertThat(tables.source().ask("SELECT subject FROM customers")).containsExactly("s-ann");
        holds.put(hold(Scope.of(ACME, ANN)).released(NOON));
        assertThat(eraseAll(target, Scope.of(ACME))).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aHoldOnAnotherRecordClassDoesNotProtect(TestDatabase kind) {
        CustomerTables tables = new CustomerTables(kind);
        tables.put(ACME, ANN);
        RecordClass customer = new RecordClass("customer");
        JdbcLegalHolds holds = JdbcLegalHolds.open(tables.source());
        ErasureTarget target = tables.builder().recordClasses(Set.of(customer)).build();

        holds.put(hold(Scope.of(ACME)).onlyFor(Set.of(customer, new RecordClass("ticket"))));
        assertThatExceptionOfType(LegalHoldException.class).isThrownBy(() -> eraseAll(target, Scope.of(ACME)));
        holds.put(hold(Scope.of(ACME)).onlyFor(Set.of(new RecordClass("ticket"))));

        assertThat(eraseAll(target, Scope.of(ACME))).isEqualTo(2);
    }

    /**
     * While pieces run as fast as they can and find more, a hold is placed: nothing is erased after its
     * acknowledgement.
     */
    @ParameterizedTest
    @EnumSource
    void aHoldThatIsPlacedWhileAnErasureRunsWins(TestDatabase kind) throws Exception {
        CustomerTables tables = new CustomerTables(kind);
        for (int i = 0; i < 10; i++) {
            tables.put(ACME, ANN);
        }
        ErasureTarget target = tables.target();
        JdbcLegalHolds holds = JdbcLegalHolds.open(tables.source());
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(3);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> erasing = thread.submit(() -> {
                try {
                    while (!Thread.currentThread().isInterrupted()) {
                        tables.put(ACME, ANN);
                        target.erase(piece(Scope.of(ACME), 1));
                        running.countDown();
                    }
                } catch (LegalHoldException e) {
                    stopped.set(true);
                }
            });
            assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
            holds.put(hold(Scope.of(ACME)));
            List<String> held = tables.source().ask("SELECT id FROM customers");
            erasing.get(60, TimeUnit.SECONDS);

            assertThat(stopped).isTrue();
            assertThat(held).isNotEmpty();
            assertThat(tables.source().ask("SELECT id FROM customers")).containsAll(held);
        } finally {
            thread.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatStayLoseWhatIdentifies(TestDatabase kind) {
        CustomerTables tables = new CustomerTables(kind);
        tables.put(ACME, ANN);
        tables.put(ACME, BEN);
        ErasureTarget target = JdbcErasureTarget.builder(tables.source(), "orders-db", () -> NOON)
                .table(ErasedTable.of("orders", "id", "tenant")
                        .withSubject("subject")
                        .settingNull("subject"))
                .table(ErasedTable.of("customers", "id", "tenant")
                        .withSubject("subject")
                        .setting("email", "erased")
                        .settingNull("subject"))
                .build();

        assertThat(target.readBack(order(Scope.of(ACME, ANN)))).isEqualTo(new ReadBack.Present(2));
        assertThat(eraseAll(target, Scope.of(ACME, ANN))).isEqualTo(2);

        assertThat(target.readBack(order(Scope.of(ACME, ANN)))).isInstanceOf(ReadBack.Absent.class);
        assertThat(tables.source().ask("SELECT email FROM customers ORDER BY id"))
                .containsExactly("erased", "x@example.com");
        assertThat(tables.source().ask("SELECT subject FROM orders ORDER BY id"))
                .containsExactly(null, "s-ben");
        assertThat(eraseAll(target, Scope.of(ACME))).isEqualTo(2);
        assertThat(tables.source().ask("SELECT email FROM customers")).containsExactly("erased", "erased");
    }

    @ParameterizedTest
    @EnumSource
    void groupsThatStandForFewAreErased(TestDatabase kind) {
        TestDatabase.Source source = CustomerTables.migrated(kind);
        source.run(
                "CREATE TABLE visits (id bigint PRIMARY KEY, tenant varchar(64) NOT NULL, people bigint NOT NULL)",
                "CREATE INDEX visits_tenant ON visits (tenant)",
                "INSERT INTO visits VALUES (1, 'acme', 0), (2, 'acme', 1), (3, 'acme', 4), (4, 'acme', 5)");
        ErasureTarget target = JdbcErasureTarget.builder(source, "visits-db", () -> NOON)
                .table(ErasedTable.of("visits", "id", "tenant").keepingGroups("people", new KAnonymity(5)))
                .build();

        assertThat(eraseAll(target, Scope.of(ACME))).isEqualTo(2);

        assertThat(source.ask("SELECT people FROM visits ORDER BY id")).containsExactly("0", "5");
        assertThat(target.readBack(order(Scope.of(ACME)))).isInstanceOf(ReadBack.Absent.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMissingIsSaid(TestDatabase kind) {
        CustomerTables tables = new CustomerTables(kind);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> JdbcErasureTarget.builder(tables.source(), "customers-db", () -> NOON)
                        .table(ErasedTable.of("customers", "id", "tenant"))
                        .build())
                .withMessageMatching("(?i)table orders refers to customers, whose rows are deleted; accepted is a"
                        + " declaration of it, or ON DELETE SET NULL");
        tables.source().run("UPDATE compliancekit_schema SET version = 0 WHERE part = 'retention'");
        assertThatExceptionOfType(RetentionStoreException.class)
                .isThrownBy(tables::target)
                .withMessage("the tables of retention are of version 0; accepted is version 1, to which"
                        + " RetentionSchema.migrate brings them");
    }

    @Test
    void theTenantsOwnPartitionIsDroppedUnlessSomethingIsHeld() {
        TestDatabase.Source source = CustomerTables.migrated(TestDatabase.POSTGRESQL);
        source.run(
                "CREATE TABLE events (id bigint, tenant varchar(64) NOT NULL, PRIMARY KEY (tenant, id))"
                        + " PARTITION BY LIST (tenant)",
                "CREATE TABLE events_acme PARTITION OF events FOR VALUES IN ('acme')",
                "CREATE TABLE events_globex PARTITION OF events FOR VALUES IN ('globex')",
                "INSERT INTO events SELECT i, t FROM generate_series(1, 50) i, unnest(ARRAY['acme', 'globex']) t");
        JdbcLegalHolds holds = JdbcLegalHolds.open(source);
        ErasureTarget target = JdbcErasureTarget.builder(source, "events-db", () -> NOON)
                .table(ErasedTable.of("events", "id", "tenant").partitionedByTenant())
                .build();
        holds.put(hold(Scope.of(ACME)));
        assertThatExceptionOfType(LegalHoldException.class).isThrownBy(() -> eraseAll(target, Scope.of(ACME)));
        holds.put(hold(Scope.of(ACME)).released(NOON));

        assertThat(target.erase(piece(Scope.of(ACME), 3))).isEqualTo(ErasedPiece.withMoreLeft(50));
        assertThat(target.erase(piece(Scope.of(ACME), 3))).isEqualTo(ErasedPiece.last(0));

        assertThat(source.ask("SELECT to_regclass('events_acme')::text")).containsOnlyNulls();
        assertThat(source.number("SELECT count(*) FROM events")).isEqualTo(50);
        assertThat(List.of(target.holdings())).containsExactly(new ReadBack.Present(50));
    }
}
