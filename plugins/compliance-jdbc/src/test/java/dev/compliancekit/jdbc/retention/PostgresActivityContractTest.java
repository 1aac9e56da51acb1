package dev.compliancekit.jdbc.retention;

import com.zaxxer.hikari.HikariDataSource;
import dev.compliancekit.jdbc.TestDatabase;
import dev.compliancekit.retention.spi.ActivityStore;
import dev.compliancekit.testkit.inactivity.ActivityStoreContract;
import org.junit.jupiter.api.AfterEach;

class PostgresActivityContractTest extends ActivityStoreContract {

    private final HikariDataSource pool =
            CustomerTables.migrated(TestDatabase.POSTGRESQL).pool();

    @AfterEach
    void close() {
        pool.close();
    }

    @Override
    protected ActivityStore openStore() {
        return JdbcActivityStore.open(pool, "accounts");
    }

    @Override
    protected void disconnect() {
        pool.close();
    }
}
