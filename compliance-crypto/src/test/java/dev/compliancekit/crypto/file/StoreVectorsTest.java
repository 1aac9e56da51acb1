package dev.compliancekit.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.Json;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.ShreddedKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vectors of {@code docs/formats/key-store.md} and {@code docs/formats/epoch-store.md}. */
class StoreVectorsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Map<String, Object> KEY_STORE = read("key-store.json");
    private static final Map<String, Object> EPOCH_STORE = read("epoch-store.json");
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private static Map<String, Object> read(String name) {
        try (InputStream in = StoreVectorsTest.class.getResourceAsStream("/dev/compliancekit/crypto/vectors/" + name)) {
            return Json.parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Map<String, Object> vectors, String name) {
        return Bytes.parseHex(Json.string(vectors, name)).toByteArray();
    }

    private static KeyRecord keyRecord(String name) {
        byte[] encoded = bytes(KEY_STORE, name);
        return KeyRecordFormat.decode(ACME, encoded, 0, encoded.length);
    }

    @Test
    void recordsAreAsDocumented() {
        KeyRecord.Active data = (KeyRecord.Active) keyRecord("dataRecord");
        assertThat(data.metadata().address())
                .isEqualTo(new KeyAddress(ACME, new SubjectId("ann"), new KeyId(0xf0000001)));
        assertThat(data.metadata().version()).isEqualTo(2);
        assertThat(data.metadata().createdAt()).isEqualTo(T0.plusNanos(123_456_789));
        assertThat(data.epoch()).isEqualTo(3);
        assertThat(data.wrappedKey().size()).isEqualTo(65);
        assertThat(keyRecord("tenantRecord").metadata().name().purpose()).isEqualTo(KeyPurpose.TENANT);
        KeyRecord.Destroyed destroyed = (KeyRecord.Destroyed) keyRecord("destroyedRecord");
        assertThat(destroyed.reason()).isEqualTo("erasure requested \u00a7 17");
        assertThat(destroyed.destroyedBy()).hasToString("staff:eve");
        assertThat(destroyed.destroyedAt()).isEqualTo(T0.plusSeconds(86_400));
    }

    @Test
    void bucketsAreWrittenAsDocumented() {
        Bucket written = Bucket.of(ACME, Prefix.ROOT, 5, List.of(keyRecord("tenantRecord")))
                .with(keyRecord("dataRecord"))
                .with(keyRecord("destroyedRecord"));
        assertThat(written.file()).isEqualTo(bytes(KEY_STORE, "bucket"));
        Bucket revised = written.with(keyRecord("dataRecord"));
        assertThat(revised.asSplit().file()).isEqualTo(bytes(KEY_STORE, "splitBucket"));
        assertThat(revised.halves().get(0).file()).isEqualTo(bytes(KEY_STORE, "bucket0"));
        assertThat(revised.halves().get(1).file()).isEqualTo(bytes(KEY_STORE, "bucket1"));
    }

    @Test
    void recordsAreFoundWhereDocumented() throws IOException {
        Path directory = folder.resolve("keys");
        FileKeyStore.create(directory).close();
        Path tenant = Files.createDirectories(directory.resolve("first/tenants/acme"));
        Files.write(tenant.resolve("bucket.keys"), bytes(KEY_STORE, "splitBucket"));
        Files.write(tenant.resolve("bucket-0.keys"), bytes(KEY_STORE, "bucket0"));
        Files.write(tenant.resolve("bucket-1.keys"), bytes(KEY_STORE, "bucket1"));
        Files.write(directory.resolve("unreported").resolve(Json.string(KEY_STORE, "unreportedName")), new byte[0]);
        try (FileKeyStore store = FileKeyStore.open(directory);
                Stream<KeyRecord> all = store.list(ACME)) {
            for (String name : List.of("tenantRecord", "dataRecord", "destroyedRecord")) {
                assertThat(store.load(keyRecord(name).metadata().address())).contains(keyRecord(name));
            }
            assertThat(all).hasSize(3);
            assertThat(store.unreported()).map(KeyRecord.class::cast).containsExactly(keyRecord("destroyedRecord"));
            assertThat(directory.resolve("second/tenants/acme/bucket-1.keys"))
                    .hasBinaryContent(bytes(KEY_STORE, "bucket1"));
        }
    }

    @Test
    void anEpochStoreIsAsDocumented() throws IOException {
        Path first = folder.resolve("one");
        Path second = folder.resolve("two");
        FileEpochStore.create(first, second).close();
        ShreddedKey shredded = new ShreddedKey((KeyRecord.Destroyed) keyRecord("destroyedRecord"), 2);
        Files.write(first.resolve("epochs"), bytes(EPOCH_STORE, "epochs"));
        Files.createDirectory(second.resolve("shredded"));
        Files.write(second.resolve(Json.string(EPOCH_STORE, "shreddedName")), bytes(EPOCH_STORE, "shredded"));
        try (FileEpochStore store = FileEpochStore.open(first, second)) {
            EpochRecord.Destroyed one =
                    new EpochRecord.Destroyed(1, T0.minusSeconds(2 * 86_400), T0.plusSeconds(3_600));
            EpochRecord.Destroyed two = new EpochRecord.Destroyed(2, T0.minusSeconds(86_400), T0.plusSeconds(90_000));
            assertThat(store.list().subList(0, 2)).containsExactly(one, two);
            EpochRecord.Active three = (EpochRecord.Active) store.list().get(2);
            assertThat(three.startedAt()).isEqualTo(T0);
            assertThat(three.wrappedKey().rootKeyId()).isEqualTo("0a0b0c0d");
            assertThat(three.wrappedKey().ciphertext().size()).isEqualTo(77);
            assertThat(store.unreported()).containsExactly(two);
            assertThat(store.remembered()).containsExactly(shredded);
            EpochFile file = EpochFile.decode(bytes(EPOCH_STORE, "epochs"));
            assertThat(file.revision()).isEqualTo(5);
            assertThat(file.encode()).isEqualTo(bytes(EPOCH_STORE, "epochs"));
        }
        ShreddedFile remembered = ShreddedFile.empty(
                        ShreddedFile.nameOf(shredded.tombstone().metadata().address()))
                .with(List.of(shredded));
        assertThat(remembered.name()).isEqualTo(Json.string(EPOCH_STORE, "shreddedName"));
        assertThat(remembered.encode()).isEqualTo(bytes(EPOCH_STORE, "shredded"));
    }
}
