package dev.compliancekit.jdbc.retention;

import dev.compliancekit.jdbc.TestDatabase;
import dev.compliancekit.retention.spi.ActivityStore;
import dev.compliancekit.testkit.inactivity.ActivityStoreContract;

class H2ActivityContractTest extends ActivityStoreContract {

    private final TestDatabase.Source source = CustomerTables.migrated(TestDatabase.H2);

    @Override
    protected ActivityStore openStore() {
        return JdbcActivityStore.open(source, "accounts");
    }

    @Override
    protected void disconnect() {
        source.disconnect();
    }
}
