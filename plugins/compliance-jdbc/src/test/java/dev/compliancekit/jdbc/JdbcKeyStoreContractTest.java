package dev.compliancekit.jdbc;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.spi.KeyStore;
import dev.compliancekit.testkit.KeyStoreContract;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Nested;

/** The promises of every key store, in each database. */
class JdbcKeyStoreContractTest {

    @Nested
    class PostgresKeepsThem extends KeyStoreContract {

        private final DataSource database = Postgres.database(Postgres.newDatabase());

        @Override
        protected KeyStore openStore() {
            JdbcKeyStore.createSchema(database);
            return JdbcKeyStore.open(database);
        }

        @Override
        protected boolean isAnywhereInTheStore(Bytes ciphertext) {
            return isAnywhereIn(database, ciphertext);
        }
    }

    @Nested
    class H2KeepsThem extends KeyStoreContract {

        private final DataSource database = h2(UUID.randomUUID().toString());

        @Override
        protected KeyStore openStore() {
            JdbcKeyStore.createSchema(database);
            return JdbcKeyStore.open(database);
        }

        @Override
        protected boolean isAnywhereInTheStore(Bytes ciphertext) {
            return isAnywhereIn(database, ciphertext);
        }
    }

    private static DataSource h2(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        return source;
    }

    /** In any column of any row of any table. */
    private static boolean isAnywhereIn(DataSource database, Bytes ciphertext) {
        boolean found = false;
        for (String table :
                new String[] {"compliancekit_key", "compliancekit_key_unreported", "compliancekit_schema"}) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                while (rows.next()) {
                    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                        Object value = rows.getObject(column);
                        found |= value instanceof byte[] bytes
                                && Bytes.copyOf(bytes).equals(ciphertext);
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return found;
    }
}
