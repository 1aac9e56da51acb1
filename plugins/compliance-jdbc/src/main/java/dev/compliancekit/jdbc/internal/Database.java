package dev.compliancekit.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Runs work on connections of the caller's data source, each for a moment only. <em>Thread-safe.</em> */
public final class Database {

    private static final int ATTEMPTS = 10;
    private static final String SERIALIZATION = "40";

    private final DataSource dataSource;
    private final Failure failure;
    private final Predicate<SQLException> isUndone;

    /**
     * For a database that says by SQLSTATE class 40 that it undid a transaction because of others.
     *
     * @param dataSource hands out connections
     * @param failure what is thrown
     */
    public Database(DataSource dataSource, Failure failure) {
        this(dataSource, failure, e -> isState(e, SERIALIZATION));
    }

    /**
     * For any database.
     *
     * @param dataSource hands out connections
     * @param failure what is thrown
     * @param isUndone whether the database undid a transaction because of others, so that it is to be done again
     */
    public Database(DataSource dataSource, Failure failure, Predicate<SQLException> isUndone) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.failure = failure;
        this.isUndone = isUndone;
    }

    /** What is thrown when the database cannot do what it should. */
    @FunctionalInterface
    public interface Failure {

        /**
         * The exception for a failure.
         *
         * @param e what the driver said
         * @return what is thrown
         */
        RuntimeException of(SQLException e);
    }

    /**
     * What is done on a connection, more than once if the database asks for that.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Work<T> {

        /**
         * Does it.
         *
         * @param connection for as long as it takes, not to be closed
         * @return what comes of it
         * @throws SQLException if the database fails
         */
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does all of it in one transaction, which is durable on return. What the database undid because of other
     * transactions is done again, ten times at most.
     *
     * @param work what to do
     * @param <T> what comes of it
     * @return what comes of it
     * @throws RuntimeException that of the failure, if the database cannot do it; whether it did is not known if the
     *     connection broke
     */
    public <T> T transaction(Work<T> work) {
        return call(connection -> committed(connection, work));
    }

    /**
     * Does one statement, which is a transaction of its own. Otherwise like {@link #transaction}.
     *
     * @param work what to do
     * @param <T> what comes of it
     * @return what comes of it
     */
    public <T> T statement(Work<T> work) {
        return call(connection -> connection.getAutoCommit() ? work.on(connection) : committed(connection, work));
    }

    private <T> T call(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                return work.on(connection);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !isUndone.test(e)) {
                    throw failure.of(e);
                }
            }
        }
    }

    /**
     * Whether it has an SQLSTATE of a class, or exactly this one.
     *
     * @param e what the driver said
     * @param start two characters, or five
     * @return true if it has
     */
    public static boolean isState(SQLException e, String start) {
        return e.getSQLState() != null && e.getSQLState().startsWith(start);
    }

    /**
     * At the level of isolation that the statements are written for; at a stricter one the database gives up a page of
     * rows whenever somebody changes one of them.
     */
    private static <T> T committed(Connection connection, Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        int isolation = connection.getTransactionIsolation();
        boolean committed = false;
        try {
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            committed = true;
            return result;
        } finally {
            leave(connection, autoCommit, isolation, committed);
        }
    }

    /** As it was found; a connection that cannot be is broken, which whoever has it next sees. */
    private static void leave(Connection connection, boolean autoCommit, int isolation, boolean committed) {
        try {
            if (!committed && !connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setAutoCommit(autoCommit);
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(isolation);
            }
        } catch (SQLException e) {
            // what was committed is, and what failed says so itself
        }
    }
}
