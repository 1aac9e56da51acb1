package dev.compliancekit.jdbc.retention;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.jdbc.internal.Database;
import dev.compliancekit.jdbc.internal.HoldCondition;
import dev.compliancekit.jdbc.internal.Micros;
import dev.compliancekit.jdbc.internal.SqlDialect;
import dev.compliancekit.retention.Custodian;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.LegalHoldException;
import dev.compliancekit.retention.spi.ReadBack;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Tables of the application as a store from which data are erased: those that refer to others first, in short
 * transactions, each of which commits. How many rows a transaction erases is found out as it goes: the next has fewer
 * if one took longer than a tenth of a second, so that nobody waits long for its locks.
 *
 * <p>That no legal hold protects a row is a condition of the statement that erases it, beside the question that the
 * piece asks: a hold in {@link JdbcLegalHolds} of the same database wins over an erasure that is going on. Rows of held
 * subjects stay when their tenant is erased, and the erasure then ends with {@link LegalHoldException}.
 *
 * <p>The question of a piece is asked while a connection is held, so a pool needs two for each thread.
 * <em>Thread-safe.</em>
 */
public final class JdbcErasureTarget implements ErasureTarget {

    private static final Duration LONG = Duration.ofMillis(100);
    private static final Duration SHORT = Duration.ofMillis(40);
    private static final int MOST = 10_000;
    private static final int LEAST = 10;

    private final Database database;
    private final SqlDialect dialect;
    private final InstantSource clock;
    private final String name;
    private final StoreKind kind;
    private final Set<RecordClass> recordClasses;
    private final Set<Custodian> custodians;
    private final Set<String> after;
    private final List<ErasedRows> tables;
    private final AtomicInteger chunk = new AtomicInteger(500);

    private JdbcErasureTarget(Builder builder, Database database, SqlDialect dialect, List<ErasedRows> tables) {
        this.database = database;
        this.dialect = dialect;
        this.clock = builder.clock;
        this.name = builder.name;
        this.kind = builder.kind;
        this.recordClasses = builder.recordClasses;
        this.custodians = builder.custodians;
        this.after = builder.after;
        this.tables = tables;
    }

    /**
     * Starts a target.
     *
     * @param dataSource hands out connections; the tables of {@link RetentionSchema} are in the same database
     * @param name the target's name in plans and certificates: 1 to 64 characters of {@code a-z}, {@code 0-9} and
     *     single inner hyphens
     * @param clock the time
     * @return a builder for the live store, without tables, not thread-safe
     */
    public static Builder builder(DataSource dataSource, String name, InstantSource clock) {
        return new Builder(dataSource, name, clock);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StoreKind kind() {
        return kind;
    }

    @Override
    public Set<RecordClass> recordClasses() {
        return recordClasses;
    }

    @Override
    public Set<Custodian> custodians() {
        return custodians;
    }

    @Override
    public Set<String> after() {
        return after;
    }

    @Override
    public ErasedPiece erase(ErasurePiece piece) {
        int most = Math.min(piece.maxRecords(), chunk.get());
        Instant began = clock.instant();
        ErasedPiece done = database.transaction(connection -> {
            HoldCondition.pass(dialect, connection);
            return erase(connection, piece, most);
        });
        Duration took = Duration.between(began, clock.instant());
        if (took.compareTo(LONG) > 0) {
            chunk.updateAndGet(size -> Math.max(LEAST, size / 2));
        } else if (took.compareTo(SHORT) < 0 && done.records() == chunk.get()) {
            chunk.updateAndGet(size -> Math.min(MOST, size * 2));
        }
        return done;
    }

    private ErasedPiece erase(Connection connection, ErasurePiece piece, int most) throws SQLException {
        Scope scope = piece.order().scope();
        long asOf = Micros.floor(clock.instant());
        long erased = 0;
        for (ErasedRows table : tables) {
            if (table.isReached(scope) && erased < most) {
                Optional<Long> dropped = erased == 0 ? table.drop(connection, scope, asOf) : Optional.empty();
                if (dropped.isPresent() && dropped.get() > 0) {
                    piece.holds().requireUnheld();
                    return ErasedPiece.withMoreLeft(dropped.get());
                }
                erased += table.erase(connection, scope, asOf, (int) (most - erased));
            }
        }
        if (erased > 0) {
            piece.holds().requireUnheld();
            return erased == most || count(connection, scope) > 0
                    ? ErasedPiece.withMoreLeft(erased)
                    : ErasedPiece.last(erased);
        }
        if (count(connection, scope) > 0) {
            throw new LegalHoldException("a legal hold in the database protects what is left");
        }
        return ErasedPiece.last(0);
    }

    private long count(Connection connection, Scope scope) throws SQLException {
        long count = 0;
        for (ErasedRows table : tables) {
            if (table.isReached(scope)) {
                count += table.count(connection, scope);
            }
        }
        return count;
    }

    @Override
    public ReadBack readBack(ErasureOrder order) {
        return answer(connection -> count(connection, order.scope()));
    }

    @Override
    public ReadBack holdings() {
        return answer(connection -> {
            long count = 0;
            for (ErasedRows table : tables) {
                count += table.countAll(connection);
            }
            return count;
        });
    }

    private ReadBack answer(Database.Work<Long> question) {
        try {
            long count = database.statement(question);
            return count == 0 ? new ReadBack.Absent() : new ReadBack.Present(count);
        } catch (RetentionStoreException e) {
            return new ReadBack.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    /** Collects the tables of a target. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final DataSource dataSource;
        private final String name;
        private final InstantSource clock;
        private final List<ErasedTable> tables = new ArrayList<>();
        private StoreKind kind = StoreKind.LIVE;
        private Set<RecordClass> recordClasses = Set.of();
        private Set<Custodian> custodians = Set.of();
        private Set<String> after = Set.of();

        private Builder(DataSource dataSource, String name, InstantSource clock) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
            this.name = Objects.requireNonNull(name, "name");
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        /**
         * Adds a table. The order does not matter: the database's foreign keys decide.
         *
         * @param table what an erasure does with it
         * @return this
         */
        public Builder table(ErasedTable table) {
            tables.add(Objects.requireNonNull(table, "table"));
            return this;
        }

        /**
         * Sets what the store is for; the live store otherwise.
         *
         * @param newKind the kind
         * @return this
         */
        public Builder kind(StoreKind newKind) {
            kind = Objects.requireNonNull(newKind, "newKind");
            return this;
        }

        /**
         * Sets what the tables hold, so that a hold on other record classes does not protect them.
         *
         * @param classes the classes; copied
         * @return this
         */
        public Builder recordClasses(Collection<RecordClass> classes) {
            recordClasses = Set.copyOf(classes);
            return this;
        }

        /**
         * Sets who keeps the data, so that a hold on what others keep does not protect them.
         *
         * @param keepers the custodians; copied
         * @return this
         */
        public Builder custodians(Collection<Custodian> keepers) {
            custodians = Set.copyOf(keepers);
            return this;
        }

        /**
         * Sets which other targets of a run come before this one.
         *
         * @param names of targets; copied
         * @return this
         */
        public Builder after(Collection<String> names) {
            after = Set.copyOf(names);
            return this;
        }

        /**
         * Looks at the database and makes the target.
         *
         * @return the target
         * @throws IllegalStateException if there is no table, one or a column of it is not in the database, no index
         *     leads with its tenant, the tables refer to one another in a circle, or one that was not declared refers
         *     to one whose rows are deleted
         * @throws RetentionStoreException if the database cannot be read, or its tables of retention are missing or of
         *     another version
         * @throws UnsupportedOperationException if the database is not PostgreSQL, MariaDB, H2 or SQLite, or too old
         */
        public JdbcErasureTarget build() {
            if (tables.isEmpty()) {
                throw new IllegalStateException("target " + name + " has no table; accepted is at least one");
            }
            RetentionSchema.require(dataSource);
            Database database = RetentionSchema.database(dataSource);
            List<String> classes =
                    recordClasses.stream().map(RecordClass::value).toList();
            List<String> keepers = custodians.stream().map(Custodian::value).toList();
            List<ErasedRows> rows = database.statement(connection -> {
                List<ErasedRows> found = new ArrayList<>();
                for (ErasedTable table : tables) {
                    found.add(ErasedRows.find(connection, table, classes, keepers));
                }
                return ForeignKeys.inOrder(connection, found);
            });
            return new JdbcErasureTarget(this, database, database.statement(SqlDialect::of), rows);
        }
    }
}
