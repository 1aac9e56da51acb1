package dev.compliancekit.jdbc;

import dev.compliancekit.audit.spi.EntryLabel;
import dev.compliancekit.audit.spi.EntrySink;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.testkit.EntrySinkContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The promises of every sink, in PostgreSQL. */
class JdbcEntrySinkContractTest {

    @Nested
    class PostgresKeepsThem extends EntrySinkContract {

        @TempDir
        private Path temp;

        private SinkScene scene;

        @BeforeEach
        void makeTables() {
            scene = new SinkScene(temp);
        }

        @Override
        protected EntrySink openSink() {
            return scene.sink();
        }

        @Override
        protected List<ShippedEntry> stored(String origin) {
            List<ShippedEntry> found = new ArrayList<>();
            try (Connection connection = scene.role("audit_verifier").getConnection();
                    PreparedStatement select = connection.prepareStatement(
                            "SELECT idx, leaf, body FROM compliancekit_audit_entry WHERE origin = ? ORDER BY idx")) {
                select.setString(1, origin);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        byte[] body = rows.getBytes(3);
                        found.add(new ShippedEntry(
                                rows.getLong(1),
                                Bytes.copyOf(rows.getBytes(2)),
                                EntryLabel.read(body),
                                Bytes.copyOf(body)));
                    }
                }
                return found;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Optional<SignedCheckpoint> storedCheckpoint(String origin) {
            return JdbcEntryCopy.open(scene.role("audit_reader")).checkpoint(origin);
        }
    }
}
