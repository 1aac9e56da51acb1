package dev.compliancekit.testkit;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.AuditPage;
import dev.compliancekit.audit.AuditQuery;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.spi.EntrySink;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.crypto.file.Argon2Cost;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.file.Pkcs12KeyService;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.pkcs11.Pkcs11KeyService;
import dev.compliancekit.crypto.pkcs11.Pkcs11Token;
import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The implementations of the library and of the kit itself keep the promises. */
class ImplementationsTest {

    @TempDir
    Path folder = Path.of("");

    private static final SecureRandom RANDOM = new SecureRandom();

    @Nested
    class FileKeyServiceUnderAPassPhraseKeepsThem extends KeyServiceContract {

        private final PassPhrase passPhrase = PassPhrase.of("open sesame".toCharArray());

        @Override
        protected KeyService openService() {
            Path file = folder.resolve("root.key");
            return Files.exists(file)
                    ? FileKeyService.open(file, passPhrase, RANDOM)
                    : FileKeyService.create(file, passPhrase, Argon2Cost.MINIMUM, RANDOM);
        }
    }

    @Nested
    class FileKeyServiceUnderNoneKeepsThem extends KeyServiceContract {

        @Override
        protected KeyService openService() {
            Path file = folder.resolve("root.key");
            return Files.exists(file)
                    ? FileKeyService.openUnprotected(file, RANDOM)
                    : FileKeyService.createUnprotected(file, RANDOM);
        }
    }

    @Nested
    class Pkcs12KeyServiceKeepsThem extends KeyServiceContract {

        private final PassPhrase password = PassPhrase.of("correct horse battery staple".toCharArray());

        @Override
        protected KeyService openService() {
            Path file = folder.resolve("root.p12");
            return Files.exists(file)
                    ? Pkcs12KeyService.open(file, "root", password, RANDOM)
                    : Pkcs12KeyService.create(file, "root", password, RANDOM);
        }
    }

    @Nested
    class Pkcs11KeyServiceKeepsThem extends KeyServiceContract {

        private final String label = UUID.randomUUID().toString();
        private boolean made;

        @Override
        protected KeyService openService() {
            Pkcs11Token token = SoftHsm.token();
            if (made) {
                return Pkcs11KeyService.open(token, label, SoftHsm.pin(), RANDOM);
            }
            made = true;
            return Pkcs11KeyService.create(token, label, SoftHsm.pin(), RANDOM);
        }
    }

    @Nested
    class InMemoryKeyServiceKeepsThem extends KeyServiceContract {

        private final InMemoryKeyService root = InMemoryKeyService.create(RANDOM);

        @Override
        protected KeyService openService() {
            return root.reopened();
        }
    }

    @Nested
    class FileKeyStoreKeepsThem extends KeyStoreContract {

        @Override
        protected KeyStore openStore() {
            Path store = folder.resolve("keys");
            return Files.exists(store) ? FileKeyStore.open(store) : FileKeyStore.create(store);
        }

        @Override
        protected boolean isAnywhereInTheStore(Bytes ciphertext) {
            return isAnywhereIn(folder.resolve("keys"), ciphertext);
        }
    }

    @Nested
    class FileEpochStoreKeepsThem extends EpochStoreContract {

        @Override
        protected EpochStore openStore() {
            Path first = folder.resolve("epochs-1");
            Path second = folder.resolve("epochs-2");
            return Files.exists(first) ? FileEpochStore.open(first, second) : FileEpochStore.create(first, second);
        }

        @Override
        protected boolean isAnywhereInTheStore(Bytes ciphertext) {
            return isAnywhereIn(folder, ciphertext);
        }
    }

    @Nested
    class InMemoryEpochStoreKeepsThem extends EpochStoreContract {

        private final InMemoryEpochStore store = InMemoryEpochStore.create();

        @Override
        protected EpochStore openStore() {
            return store.reopened();
        }

        @Override
        protected boolean isAnywhereInTheStore(Bytes ciphertext) {
            return store.list().stream()
                    .anyMatch(epoch -> epoch instanceof EpochRecord.Active active
                            && active.wrappedKey().ciphertext().equals(ciphertext));
        }
    }

    private static boolean isAnywhereIn(Path directory, Bytes ciphertext) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).anyMatch(file -> contains(file, ciphertext));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, Bytes ciphertext) {
        try {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return bytes.contains(new String(ciphertext.toByteArray(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class InMemoryKeyStoreKeepsThem extends KeyStoreContract {

        private final InMemoryKeyStore store = InMemoryKeyStore.create();

        @Override
        protected KeyStore openStore() {
            return store.reopened();
        }

        @Override
        protected boolean isAnywhereInTheStore(Bytes ciphertext) {
            try (Stream<TenantId> tenants = store.tenants()) {
                return tenants.flatMap(store::list)
                        .anyMatch(record -> record instanceof KeyRecord.Active active
                                && active.wrappedKey().equals(ciphertext));
            }
        }
    }

    @Nested
    class TenantKeysKeepThem extends SealerContract {

        private final List<TenantKeys> opened = new ArrayList<>();

        @Override
        protected Sealer openSealer() {
            return open();
        }

        @Override
        protected Sealer sealerWithoutTheKeys() {
            return open();
        }

        @Override
        protected void destroyKeysOf(TenantId tenant) {
            opened.get(0).shred(tenant, Actor.staff("s-1"), "the contract of sealers");
        }

        @AfterEach
        void close() {
            opened.forEach(TenantKeys::close);
        }

        private TenantKeys open() {
            TenantKeys keys = TenantKeys.builder(
                            InMemoryKeyStore.create(), InMemoryEpochStore.create(), InMemoryKeyService.create(RANDOM))
                    .random(RANDOM)
                    .clock(ManualClock.at("2026-03-01T12:00:00Z"))
                    .audit(RecordingAuditSink.create())
                    .build();
            opened.add(keys);
            return keys;
        }
    }

    @Nested
    class AuditLogKeepsThem extends AuditSinkContract {

        private final List<AuditLog> opened = new ArrayList<>();

        @Override
        protected AuditSink openSink() {
            LogKey key = LogKey.create(folder.resolve("log.key"), "testkit.example/log", RANDOM);
            AuditLog log = AuditLog.builder(folder.resolve("log"), key, ManualClock.at("2026-03-01T12:00:00Z"))
                    .open();
            opened.add(log);
            return log;
        }

        @Override
        protected List<AuditEvent> readBack(TenantId tenant) {
            List<AuditEvent> events = new ArrayList<>();
            try (TenantScope scope = TenantScope.enter(tenant)) {
                Optional<AuditQuery> query = Optional.of(AuditQuery.of(tenant));
                while (query.isPresent()) {
                    AuditPage page = opened.get(0).reader().find(query.get());
                    page.entries().forEach(entry -> events.add(entry.event()));
                    query = page.next();
                }
            }
            return events;
        }

        @AfterEach
        void close() {
            opened.forEach(AuditLog::close);
        }
    }

    @Nested
    class InMemoryEntrySinkKeepsThem extends EntrySinkContract {

        private final InMemoryEntrySink sink = InMemoryEntrySink.create();

        @Override
        protected EntrySink openSink() {
            return sink.reopened();
        }

        @Override
        protected List<ShippedEntry> stored(String origin) {
            return sink.entries(origin);
        }

        @Override
        protected Optional<SignedCheckpoint> storedCheckpoint(String origin) {
            return sink.checkpoint(origin);
        }
    }

    @Nested
    class RecordingAuditSinkKeepsThem extends AuditSinkContract {

        private final RecordingAuditSink recording = RecordingAuditSink.create();

        @Override
        protected AuditSink openSink() {
            return recording;
        }

        @Override
        protected List<AuditEvent> readBack(TenantId tenant) {
            return recording.events(tenant);
        }
    }
}
