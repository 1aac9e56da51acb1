package dev.compliancekit.testkit;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.KeyShredder;
import dev.compliancekit.retention.store.FolderTarget;
import dev.compliancekit.retention.store.KeyTarget;
import dev.compliancekit.retention.store.TargetTraits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The targets of retention keep the promises of targets. */
class RetentionTargetsTest {

    @TempDir
    Path folder = Path.of("");

    @Nested
    class FolderTargetKeepsThem extends ErasureTargetContract {

        @Override
        protected ErasureTarget openTarget() {
            try {
                Path root = Files.createDirectories(folder.resolve("root"));
                return FolderTarget.perTenant(TargetTraits.of("files", StoreKind.EXPORT), root);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected void putRecord(TenantId tenant, SubjectId subject) {
            try {
                Path place = folder.resolve("root").resolve(tenant.value()).resolve(subject.value());
                Files.createDirectories(place);
                Files.writeString(place.resolve(UUID.randomUUID().toString()), "text");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected void disconnect() {
            rename("root", "gone");
        }

        @Override
        protected void reconnect() {
            rename("gone", "root");
        }

        private void rename(String from, String to) {
            try {
                Files.move(folder.resolve(from), folder.resolve(to));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Nested
    class KeyTargetKeepsThem extends ErasureTargetContract {

        private final List<Scope> keys = new CopyOnWriteArrayList<>();
        private volatile boolean connected = true;

        private final KeyShredder shredder = new KeyShredder() {
            @Override
            public long usableKeys(Scope scope) {
                if (!connected) {
                    throw new IllegalStateException("the key store does not answer");
                }
                return keys.stream().filter(scope::covers).count();
            }

            @Override
            public void shred(Scope scope, String reason) {
                keys.removeIf(scope::covers);
            }
        };

        @Override
        protected int mostRecordsOfAPieceOfTwo() {
            return 5; // the keys of a scope go as a whole
        }

        @Override
        protected ErasureTarget openTarget() {
            return KeyTarget.of(TargetTraits.of("keys", StoreKind.BACKUP), shredder);
        }

        @Override
        protected void putRecord(TenantId tenant, SubjectId subject) {
            keys.add(Scope.of(tenant, subject));
        }

        @Override
        protected void disconnect() {
            connected = false;
        }

        @Override
        protected void reconnect() {
            connected = true;
        }
    }
}
