package dev.compliancekit.jdbc.due;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.jdbc.internal.Database;
import dev.compliancekit.jdbc.internal.SqlDialect;
import dev.compliancekit.jdbc.retention.RetentionSchema;
import dev.compliancekit.retention.deadline.ZoneChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * What falls due, in a table of the library, for data whose own tables have no column for it or whose erasure reaches
 * other stores. An item is written with the event that makes it due, in the same transaction.
 *
 * <p>Workers lease items for a time; any number of nodes may. A lease that ran out is taken over by whoever comes next,
 * and from then on the former holder can change nothing: each lease has a number higher than those before it, and
 * finishing is a statement that asks for the number. So a node that stood still, or whose clock is wrong, does no harm.
 * <em>Thread-safe.</em>
 */
public final class DueQueue {

    private static final Duration LONGEST_LEASE = Duration.ofDays(30);

    private final Database database;
    private final SqlDialect dialect;
    private final InstantSource clock;

    private DueQueue(Database database, SqlDialect dialect, InstantSource clock) {
        this.database = database;
        this.dialect = dialect;
        this.clock = clock;
    }

    /** What is done with leased items, in the database that has them. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it. Done again from the start if the database undid the transaction because of others.
         *
         * @param connection in the transaction that finishes the items; not to be committed or closed
         * @param items those that are still of the lease, the longest due first; not those that somebody withdrew,
         *     scheduled anew or took over meanwhile
         * @throws SQLException if the database fails; nothing is finished then
         */
        void on(Connection connection, List<DueItem> items) throws SQLException;
    }

    /**
     * Opens the queue of a database.
     *
     * @param dataSource hands out connections; the tables of {@link RetentionSchema} are there
     * @param clock the time
     * @return the queue
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database cannot be read, or the tables
     *     are missing or of another version
     * @throws UnsupportedOperationException if the database is not PostgreSQL, MariaDB, H2 or SQLite, or too old
     */
    public static DueQueue open(DataSource dataSource, InstantSource clock) {
        RetentionSchema.require(dataSource);
        Database database = DueDatabase.of(dataSource);
        return new DueQueue(database, database.statement(SqlDialect::of), Objects.requireNonNull(clock, "clock"));
    }

    /**
     * Writes when something falls due, in the transaction in which the event is written. What was scheduled before
     * under the same key is replaced, and a lease on it ends.
     *
     * @param connection in the caller's transaction; the caller commits
     * @param item what falls due, and when
     * @throws SQLException if the database fails
     */
    public void schedule(Connection connection, DueItem item) throws SQLException {
        DueRows.put(dialect, connection, item);
    }

    /**
     * Takes back what was scheduled, for example because an account was reactivated. A lease on it ends.
     *
     * @param connection in the caller's transaction; the caller commits
     * @param key what no longer falls due
     * @return false if nothing was scheduled under the key
     * @throws SQLException if the database fails
     */
    public boolean withdraw(Connection connection, DueItem.Key key) throws SQLException {
        return DueRows.remove(connection, key);
    }

    /**
     * Leases what is due now and of no running lease, the longest due first.
     *
     * @param most how many at most, 1 to 10,000
     * @param lease for how long, longer than zero and at most 30 days
     * @return the lease, or empty if nothing is due that nobody else is at
     * @throws IllegalArgumentException if a figure is out of range
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database fails
     */
    public Optional<Lease> claim(int most, Duration lease) {
        new RunBudget(most, lease, most);
        requireLease(lease);
        return database.transaction(connection -> {
            dialect.beginWriting(connection, "compliancekit_due");
            Instant now = clock.instant();
            List<DueItem> items = DueRows.lockFree(dialect, connection, now, most);
            if (items.isEmpty()) {
                return Optional.empty();
            }
            Lease taken = new Lease(items, dialect.nextFence(connection), now.plus(lease));
            DueRows.lease(connection, taken);
            return Optional.of(taken);
        });
    }

    /**
     * Prolongs a lease from now on.
     *
     * @param lease the lease
     * @param by for how long, longer than zero and at most 30 days
     * @return what is left of it, with the same number; empty if all of it was taken over, withdrawn or scheduled anew
     * @throws IllegalArgumentException if the duration is out of range
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database fails
     */
    public Optional<Lease> renew(Lease lease, Duration by) {
        requireLease(by);
        return database.transaction(connection -> {
            dialect.beginWriting(connection, "compliancekit_due");
            Instant until = clock.instant().plus(by);
            List<DueItem> kept = DueRows.keep(connection, lease, until);
            return kept.isEmpty() ? Optional.empty() : Optional.of(new Lease(kept, lease.fence(), until));
        });
    }

    private static void requireLease(Duration lease) {
        if (lease.isNegative() || lease.isZero() || lease.compareTo(LONGEST_LEASE) > 0) {
            throw new IllegalArgumentException(
                    "lease is " + lease + " long; accepted are durations longer than zero, at most 30 days");
        }
    }

    /**
     * Finishes what is still of a lease: does the last of the work and removes the items, in one transaction.
     *
     * @param lease the lease, also one that ran out if nobody has taken it over
     * @param work what to do in the same transaction; not called if nothing is left of the lease
     * @return how many items were finished
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database fails; nothing was finished
     */
    public int finish(Lease lease, Work work) {
        return database.transaction(connection -> {
            dialect.beginWriting(connection, "compliancekit_due");
            List<DueItem> kept = DueRows.keep(connection, lease, lease.until());
            if (!kept.isEmpty()) {
                work.on(connection, kept);
            }
            return DueRows.remove(connection, lease, kept);
        });
    }

    /**
     * Gives a lease back, so that others need not wait for its end.
     *
     * @param lease the lease
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database fails
     */
    public void release(Lease lease) {
        database.transaction(connection -> {
            dialect.beginWriting(connection, "compliancekit_due");
            return DueRows.keep(connection, lease, Instant.EPOCH);
        });
    }

    /**
     * Leases and finishes chunk by chunk until nothing is left or the budget is used up. If a chunk fails, its lease
     * runs out by itself, so that the next run begins with what comes after it.
     *
     * @param budget how much at most
     * @param lease how long one chunk may take, longer than zero and at most 30 days
     * @param work what to do with each chunk, in the transaction that finishes it
     * @return what was finished
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database fails; the chunks before stay
     *     finished
     */
    public RunReport run(RunBudget budget, Duration lease, Work work) {
        Instant end = clock.instant().plus(budget.time());
        long items = 0;
        int chunks = 0;
        while (items < budget.items()) {
            if (chunks > 0 && !clock.instant().isBefore(end)) {
                return new RunReport(items, chunks, RunReport.End.TIME);
            }
            Optional<Lease> claimed = claim((int) Math.min(budget.chunk(), budget.items() - items), lease);
            if (claimed.isEmpty()) {
                return new RunReport(items, chunks, RunReport.End.NOTHING_LEFT);
            }
            items += finish(claimed.get(), work);
            chunks++;
        }
        return new RunReport(items, chunks, RunReport.End.ITEMS);
    }

    /**
     * How much is due now, leased or not.
     *
     * @return the figures
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database cannot be read
     */
    public Backlog backlog() {
        Instant asOf = clock.instant();
        return database.statement(connection -> DueRows.backlog(connection, asOf));
    }

    /**
     * Computes again what a new release of the time zone database touches in one zone, and changes what comes out
     * differently. Rows that it does not touch are not read.
     *
     * @param zone the zone, with its rules as they are now
     * @param change what the release changed in it
     * @return how many items are due at another instant now
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database fails; the same again completes
     *     it
     */
    public long recompute(ZoneId zone, ZoneChange change) {
        return new DueRecompute(database, dialect).zone(zone, change);
    }

    /**
     * Computes again what other versions of a policy made due, and changes what comes out differently. Whether a new
     * version may give more time than the old one is the caller's to decide: what was promised when a request came
     * should at most become shorter.
     *
     * @param recordClass what the policy is about
     * @param policy the version now; items that it made are left as they are
     * @param again the item by the version now, with the same key and event
     * @return how many items are due at another instant now
     * @throws IllegalArgumentException if the function answers with another key or event
     * @throws dev.compliancekit.jdbc.retention.RetentionStoreException if the database fails; the same again completes
     *     it
     */
    public long recompute(RecordClass recordClass, String policy, UnaryOperator<DueItem> again) {
        return new DueRecompute(database, dialect).policy(recordClass, policy, again);
    }
}
