package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.control.EncryptionCoverage;
import dev.compliancekit.crypto.key.TenantKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at every value that must be sealed, in the database and in the backups. */
final class Coverage {

    private final Database database;
    private final Backups backups;
    private final TenantKeys keys;

    Coverage(Database database, Backups backups, TenantKeys keys) {
        this.database = database;
        this.backups = backups;
        this.keys = keys;
    }

    private static final class Count {
        private long sealed;
        private long open;

        void add(boolean isSealed) {
            if (isSealed) {
                sealed++;
            } else {
                open++;
            }
        }
    }

    /** The sealed columns of the database. */
    List<EncryptionCoverage> inDatabase() {
        return List.of(rows("customer", Customer.FIELDS), rows("purchase", List.of("sales")));
    }

    private EncryptionCoverage rows(String table, List<String> columns) {
        Count count = new Count();
        try {
            database.query("SELECT tenant, " + String.join(", ", columns) + " FROM " + table, row -> {
                TenantId tenant = new TenantId(row.getString(1));
                for (int column = 2; column <= columns.size() + 1; column++) {
                    count.add(keys.isSealed(tenant, SubjectId.ACCOUNT, row.getBytes(column)));
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException("the database did not answer", e);
        }
        return new EncryptionCoverage("table " + table, new RecordClass(table), count.sealed, count.open);
    }

    /** A file of a backup is one value. */
    List<EncryptionCoverage> inBackups() {
        List<EncryptionCoverage> all = new ArrayList<>();
        try {
            for (Path night : backups.nights()) {
                Count count = new Count();
                for (Path file : Backups.entries(night)) {
                    count.add(keys.isSealed(Backups.tenantOf(file), SubjectId.ACCOUNT, Files.readAllBytes(file)));
                }
                all.add(new EncryptionCoverage(
                        "night " + night.getFileName(), Backups.CLASS, count.sealed, count.open));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the backup folder did not answer", e);
        }
        return all;
    }
}
