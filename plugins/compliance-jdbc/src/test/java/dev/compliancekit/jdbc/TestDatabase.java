package dev.compliancekit.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The databases that retention runs on, each with an empty database for whoever asks. */
public enum TestDatabase {
    POSTGRESQL {
        @Override
        Opener opener() {
            // a schema is made a hundred times quicker than a database
            PGSimpleDataSource source = Postgres.database("postgres");
            String schema = "test_" + UUID.randomUUID().toString().replace("-", "");
            new Source(source::getConnection).run("CREATE SCHEMA " + schema);
            source.setCurrentSchema(schema);
            return source::getConnection;
        }
    },
    H2 {
        @Override
        Opener opener() {
            String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
            return () -> DriverManager.getConnection(url);
        }
    },
    SQLITE {
        @Override
        Opener opener() {
            try {
                Path file = Files.createTempFile("compliancekit-retention", ".db");
                file.toFile().deleteOnExit();
                Path.of(file + "-wal").toFile().deleteOnExit();
                Path.of(file + "-shm").toFile().deleteOnExit();
                return () -> DriverManager.getConnection(
                        "jdbc:sqlite:" + file + "?journal_mode=WAL&busy_timeout=20000&foreign_keys=on");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    MARIADB {
        @Override
        Opener opener() {
            MariaDb server = MariaDb.server();
            String name = server.newDatabase();
            return () -> server.connect(name);
        }
    };

    /** How a connection is made. */
    interface Opener {
        Connection open() throws SQLException;
    }

    abstract Opener opener();

    /** An empty database of its own. */
    public Source newDatabase() {
        return new Source(opener());
    }

    /** Plain connections, which can be cut off. */
    public static final class Source implements DataSource {

        private final Opener opener;
        private volatile boolean away;

        Source(Opener opener) {
            this.opener = opener;
        }

        public void disconnect() {
            away = true;
        }

        /** What applications use; to be closed. */
        @SuppressWarnings("exports") // tests are no module of their own, and nobody requires them
        public HikariDataSource pool() {
            return Postgres.pool(this, 8);
        }

        public void reconnect() {
            away = false;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLException("cut off", "08001");
            }
            return opener.open();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        public void run(String... statements) {
            try (Connection connection = getConnection();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }

        /** The first column of every row. */
        public List<String> ask(String sql) {
            List<String> found = new ArrayList<>();
            try (Connection connection = getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            } catch (SQLException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }

        public long number(String sql) {
            return Long.parseLong(ask(sql).get(0));
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
