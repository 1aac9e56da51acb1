package dev.compliancekit.jdbc.due;

import dev.compliancekit.jdbc.internal.Database;
import dev.compliancekit.jdbc.internal.Failures;
import dev.compliancekit.jdbc.internal.SqlDialect;
import dev.compliancekit.jdbc.retention.RetentionStoreException;
import javax.sql.DataSource;

/** The database of what is due, with its failures in words. */
final class DueDatabase {

    private DueDatabase() {}

    static Database of(DataSource dataSource) {
        return new Database(
                dataSource, e -> new RetentionStoreException(Failures.sentence(e), e), SqlDialect::isUndone);
    }
}
