package dev.compliancekit.jdbc.retention;

import dev.compliancekit.jdbc.TestDatabase;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.spi.LegalHoldSource;
import dev.compliancekit.testkit.LegalHoldSourceContract;

class MariaDbHoldsContractTest extends LegalHoldSourceContract {

    private final TestDatabase.Source source = CustomerTables.migrated(TestDatabase.MARIADB);

    @Override
    protected LegalHoldSource openSource() {
        return JdbcLegalHolds.open(source);
    }

    @Override
    protected void register(LegalHold hold) {
        JdbcLegalHolds.open(source).put(hold);
    }

    @Override
    protected void disconnect() {
        source.disconnect();
    }
}
