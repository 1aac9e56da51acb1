package dev.compliancekit.jdbc.retention;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.TestDatabase;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.testkit.ErasureTargetContract;

class MariaDbTargetContractTest extends ErasureTargetContract {

    private final CustomerTables tables = new CustomerTables(TestDatabase.MARIADB);

    @Override
    protected ErasureTarget openTarget() {
        return tables.target();
    }

    @Override
    protected void putRecord(TenantId tenant, SubjectId subject) {
        tables.put(tenant, subject);
    }

    @Override
    protected void disconnect() {
        tables.source().disconnect();
    }

    @Override
    protected void reconnect() {
        tables.source().reconnect();
    }
}
