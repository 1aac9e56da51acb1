package dev.compliancekit.jdbc;

import dev.compliancekit.crypto.KeyUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work on connections of the caller's data source, each for a moment only. Thread-safe. */
final class Database {

    private static final int ATTEMPTS = 10;
    private static final String SERIALIZATION = "40";

    private final DataSource dataSource;
    private final Failure failure;

    /** That of the key store. */
    Database(DataSource dataSource) {
        this(
                dataSource,
                e -> new KeyUnavailableException(
                        "the key store's database cannot be read or written (SQLSTATE " + e.getSQLState() + ")", e));
    }

    Database(DataSource dataSource, Failure failure) {
        this.dataSource = dataSource;
        this.failure = failure;
    }

    /** What is thrown when the database cannot do what it should. */
    interface Failure {
        RuntimeException of(SQLException e);
    }

    /** What is done on a connection, more than once if the database asks for that. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does all of it in one transaction, which is durable on return. What the database undid because of other
     * transactions (SQLSTATE class 40) is done again.
     *
     * @throws RuntimeException that of the failure, if the database cannot do it; whether it did is not known if the
     *     connection broke
     */
    <T> T transaction(Work<T> work) {
        return call(connection -> committed(connection, work));
    }

    /** Does one statement, which is a transaction of its own. Otherwise like {@link #transaction}. */
    <T> T statement(Work<T> work) {
        return call(connection -> connection.getAutoCommit() ? work.on(connection) : committed(connection, work));
    }

    private <T> T call(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                return work.on(connection);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !isState(e, SERIALIZATION)) {
                    throw failure.of(e);
                }
            }
        }
    }

    /** Whether it has an SQLSTATE of a class, or exactly this one. */
    static boolean isState(SQLException e, String start) {
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
