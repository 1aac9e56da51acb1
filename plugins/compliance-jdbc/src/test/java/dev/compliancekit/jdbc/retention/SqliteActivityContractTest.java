package dev.compliancekit.jdbc.retention;

import dev.compliancekit.jdbc.TestDatabase;
import dev.compliancekit.retention.spi.ActivityStore;
import dev.compliancekit.testkit.inactivity.ActivityStoreContract;

class SqliteActivityContractTest extends ActivityStoreContract {

    private final TestDatabase.Source source = CustomerTables.migrated(TestDatabase.SQLITE);

    @Override
    protected ActivityStore openStore() {
        return JdbcActivityStore.open(source, "accounts");
    }

    @Override
    protected void disconnect() {
        source.disconnect();
    }
}
