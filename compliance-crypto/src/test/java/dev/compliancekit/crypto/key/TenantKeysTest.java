package dev.compliancekit.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantKeysTest {

    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId BOLT = new TenantId("bolt");
    private static final Actor ANN = Actor.staff("ann");

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final AuditTrail audit = new AuditTrail();
    private FileKeyStore store;
    private FileKeyService service;
    private TenantKeys keys;

    @BeforeEach
    void open() {
        store = FileKeyStore.create(folder.resolve("keys"));
        service = FileKeyService.create(folder.resolve("root.key"), random);
        keys = newKeys();
    }

    @AfterEach
    void close() {
        keys.close();
        service.close();
        store.close();
    }

    private TenantKeys newKeys() {
        return TenantKeys.builder(store, service)
                .random(random)
                .clock(InstantSource.fixed(T0))
                .audit(audit)
                .build();
    }

    private static FieldPath path(TenantId tenant) {
        return new FieldPath(tenant, SubjectId.ACCOUNT, new RecordClass("customer"), new RecordId("1017"), "email", 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String textOf(Opened opened) {
        assertThat(opened).isInstanceOf(Opened.Plaintext.class);
        return ((Opened.Plaintext) opened).text();
    }

    @Test
    void opensWhatItSealed() {
        byte[] sealed = keys.seal(path(ACME), bytes("ann@example.com"));
        assertThat(textOf(keys.open(path(ACME), sealed))).isEqualTo("ann@example.com");
    }

    @Test
    void opensWhatAnEarlierRunSealed() {
        byte[] sealed = keys.seal(path(ACME), bytes("ann@example.com"));
        assertThat(textOf(newKeys().open(path(ACME), sealed))).isEqualTo("ann@example.com");
    }

    @Test
    void aShreddedTenantIsErasedForGood() {
        byte[] sealed = keys.seal(path(ACME), bytes("ann@example.com"));
        List<KeySummary> destroyed = keys.shred(ACME, ANN, "account cancelled");
        assertThat(destroyed).hasSize(1);
        assertThat(destroyed.get(0).status()).isEqualTo(KeyStatus.DESTROYED);
        Opened.Erased erased = new Opened.Erased(destroyed.get(0).keyId().toString());
        assertThat(keys.open(path(ACME), sealed)).isEqualTo(erased);
        assertThatThrownBy(() -> keys.seal(path(ACME), bytes("x")))
                .isInstanceOf(KeyDestroyedException.class)
                .hasMessageContaining("tenant acme was destroyed");
        assertThat(newKeys().open(path(ACME), sealed)).isEqualTo(erased);
        assertThatThrownBy(() -> newKeys().seal(path(ACME), bytes("x"))).isInstanceOf(KeyDestroyedException.class);
    }

    @Test
    void shreddingOneTenantLeavesTheOthers() {
        byte[] sealed = keys.seal(path(BOLT), bytes("bob@example.com"));
        keys.seal(path(ACME), bytes("ann@example.com"));
        keys.shred(ACME, ANN, "account cancelled");
        assertThat(textOf(keys.open(path(BOLT), sealed))).isEqualTo("bob@example.com");
        assertThat(textOf(newKeys().open(path(BOLT), sealed))).isEqualTo("bob@example.com");
    }

    @Test
    void oldCopiesOfTheKeyFilesBringNothingBack() throws IOException {
        byte[] sealed = keys.seal(path(ACME), bytes("ann@example.com"));
        Path old = folder.resolve("old");
        FileTrees.copy(folder.resolve("keys"), old);
        keys.shred(ACME, ANN, "account cancelled");
        FileTrees.copy(old, folder.resolve("keys"));
        assertThat(keys.open(path(ACME), sealed)).isInstanceOf(Opened.Erased.class);
        assertThat(newKeys().open(path(ACME), sealed)).isInstanceOf(Opened.Erased.class);
        assertThat(FileTrees.filesIn(folder.resolve("keys"), ".key")).isEmpty();
    }

    @Test
    void shreddingAgainChangesNothingAndTellsNothingTwice() {
        keys.seal(path(ACME), bytes("x"));
        List<KeySummary> first = keys.shred(ACME, ANN, "account cancelled");
        assertThat(keys.shred(ACME, Actor.staff("bob"), "again")).isEqualTo(first);
        assertThat(audit.story()).containsExactly("key-created success", "key-destroyed success");
    }

    @Test
    void shreddingATenantWithoutAKeyClosesItAllTheSame() {
        assertThat(keys.shred(ACME, ANN, "never used")).hasSize(1);
        assertThatThrownBy(() -> keys.seal(path(ACME), bytes("x"))).isInstanceOf(KeyDestroyedException.class);
        assertThat(audit.story()).containsExactly("key-created success", "key-destroyed success");
    }

    @Test
    void refusesAReasonThatCannotBeLoggedAndDestroysNothing() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        for (String reason : List.of("", "  ", "a".repeat(1025), "lone \ud800 surrogate")) {
            assertThatThrownBy(() -> keys.shred(ACME, ANN, reason))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("reason is not accepted");
        }
        assertThat(textOf(keys.open(path(ACME), sealed))).isEqualTo("x");
    }

    @Test
    void logsWhoDestroyedWhichKeyWhenAndWhy() {
        keys.seal(path(ACME), bytes("x"));
        KeySummary key = keys.shred(ACME, ANN, "account cancelled").get(0);
        AuditEvent created = audit.events().get(0);
        assertThat(created.tenant()).isEqualTo(ACME);
        assertThat(created.actor()).isEqualTo(Actor.service("compliance-crypto"));
        assertThat(created.target()).isEqualTo("key/" + key.keyId());
        assertThat(created.occurredAt()).isEqualTo(T0);
        AuditEvent destroyed = audit.events().get(1);
        assertThat(destroyed.tenant()).isEqualTo(ACME);
        assertThat(destroyed.actor()).isEqualTo(ANN);
        assertThat(destroyed.target()).isEqualTo("key/" + key.keyId());
        assertThat(destroyed.occurredAt()).isEqualTo(T0);
        assertThat(destroyed.attributes())
                .containsEntry("reason", "account cancelled")
                .containsEntry("keyId", key.keyId().toString())
                .containsEntry("keyPurpose", "fields")
                .containsEntry("keySubject", "account")
                .containsEntry("keyAlgorithm", "xaes-256-gcm");
    }

    @Test
    void makesNoKeyThatTheLogCouldNotTake() {
        audit.setFull(true);
        assertThatThrownBy(() -> keys.seal(path(ACME), bytes("x"))).isInstanceOf(AuditTrail.Full.class);
        assertThat(keys.inventory()).isEmpty();
        assertThat(FileTrees.filesIn(folder.resolve("keys"), ".key")).isEmpty();
        audit.setFull(false);
        keys.seal(path(ACME), bytes("x"));
        assertThat(keys.inventory()).hasSize(1);
    }

    @Test
    void aDestructionThatTheLogCouldNotTakeIsDoneAndToldByTheNextTry() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        audit.setFull(true);
        assertThatThrownBy(() -> keys.shred(ACME, ANN, "account cancelled")).isInstanceOf(AuditTrail.Full.class);
        assertThat(keys.open(path(ACME), sealed)).isInstanceOf(Opened.Erased.class);
        audit.setFull(false);
        keys.shred(ACME, ANN, "account cancelled");
        assertThat(audit.story()).containsExactly("key-created success", "key-destroyed success");
    }

    @Test
    void aDestructionThatTheLogCouldNotTakeIsToldByTheNextStart() {
        keys.seal(path(ACME), bytes("x"));
        keys.seal(path(BOLT), bytes("x"));
        audit.setFull(true);
        assertThatThrownBy(() -> keys.shred(ACME, ANN, "account cancelled")).isInstanceOf(AuditTrail.Full.class);
        assertThatThrownBy(this::newKeys).isInstanceOf(AuditTrail.Full.class);
        audit.setFull(false);
        keys.shred(BOLT, ANN, "another tenant's event is not told here");
        assertThat(audit.events()).hasSize(3);
        newKeys();
        newKeys();
        assertThat(audit.events()).hasSize(4);
        assertThat(audit.events().get(3).tenant()).isEqualTo(ACME);
        assertThat(audit.events().get(3).attributes()).containsEntry("reason", "account cancelled");
    }

    @Test
    void anotherTenantsValueAndAnUnknownKeyAreTheSameAnswer() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        String keyId = keys.inventory(ACME).get(0).keyId().toString();
        assertThat(keys.open(path(BOLT), sealed)).isEqualTo(new Opened.KeyMissing(keyId));
        keys.seal(path(BOLT), bytes("x"));
        assertThat(keys.open(path(BOLT), sealed)).isEqualTo(new Opened.KeyMissing(keyId));
    }

    @Test
    void whatIsNoSealedValueDoesNotOpen() {
        for (String text : List.of("", "plaintext", "x".repeat(100))) {
            assertThatThrownBy(() -> keys.open(path(ACME), bytes(text)))
                    .isExactlyInstanceOf(DecryptionException.class)
                    .hasMessage("the ciphertext does not open");
        }
    }

    @Test
    void tellsSealedValuesFromOthers() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        assertThat(keys.isSealed(ACME, sealed)).isTrue();
        assertThat(newKeys().isSealed(ACME, sealed)).isTrue();
        assertThat(keys.isSealed(BOLT, sealed)).isFalse();
        assertThat(keys.isSealed(ACME, bytes("ann@example.com"))).isFalse();
        assertThat(keys.isSealed(ACME, Arrays.copyOf(sealed, 44))).isFalse();
        keys.shred(ACME, ANN, "account cancelled");
        assertThat(keys.isSealed(ACME, sealed)).isTrue();
    }

    @Test
    void listsEveryKeyThereIsOrWas() {
        keys.seal(path(BOLT), bytes("x"));
        keys.seal(path(ACME), bytes("x"));
        keys.shred(BOLT, ANN, "account cancelled");
        List<KeySummary> inventory = keys.inventory();
        assertThat(inventory).extracting(KeySummary::tenant).containsExactly(ACME, BOLT);
        KeySummary active = inventory.get(0);
        assertThat(active.status()).isEqualTo(KeyStatus.ACTIVE);
        assertThat(active.createdAt()).isEqualTo(T0);
        assertThat(active.destroyedAt()).isEmpty();
        assertThat(active.algorithm()).isEqualTo(KeyAlgorithm.XAES_256_GCM);
        assertThat(active.subject()).isEqualTo(SubjectId.ACCOUNT);
        assertThat(active.purpose()).isEqualTo(KeyPurpose.FIELDS);
        assertThat(active.version()).isEqualTo(1);
        assertThat(active).hasToString("KeySummary[acme " + active.keyId() + " ACTIVE]");
        assertThat(inventory.get(1).destroyedAt()).contains(T0);
        assertThat(keys.inventory(ACME)).containsExactly(active);
        assertThat(active).hasSameHashCodeAs(keys.inventory(ACME).get(0)).isNotEqualTo(inventory.get(1));
    }

    @Test
    void aWrappedKeyOfAnotherPlaceIsRefusedAlsoWhenItsFileLooksRight() {
        keys.seal(path(ACME), bytes("x"));
        keys.seal(path(BOLT), bytes("x"));
        KeyRecord.Active acme = activeOf(ACME);
        KeyRecord.Active bolt = activeOf(BOLT);
        store.replace(new KeyRecord.Active(acme.metadata(), acme.commitment(), bolt.wrappedKey()));
        assertThatThrownBy(() -> newKeys().seal(path(ACME), bytes("y")))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("of tenant acme does not unwrap");
        assertThat(newKeys().seal(path(BOLT), bytes("y"))).isNotEmpty();
    }

    @Test
    void aKeyThatIsNotTheOneCommittedToIsRefused() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        KeyRecord.Active active = activeOf(ACME);
        // a key service that was tricked into wrapping another key for the same place
        try (SecretBytes other = SecretBytes.random(32, random)) {
            store.replace(new KeyRecord.Active(
                    active.metadata(),
                    active.commitment(),
                    service.wrap(other, KeyWrapping.associatedData(active.metadata(), active.commitment()))));
        }
        assertThatThrownBy(() -> newKeys().open(path(ACME), sealed))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("does not unwrap");
    }

    private KeyRecord.Active activeOf(TenantId tenant) {
        KeyId keyId = keys.inventory(tenant).get(0).keyId();
        return (KeyRecord.Active) store.load(tenant, keyId).orElseThrow();
    }

    @Test
    void theWrongRootKeyOpensNothingAndSaysSo() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        try (FileKeyService other = FileKeyService.create(folder.resolve("other.key"), random)) {
            TenantKeys wrong = TenantKeys.builder(store, other)
                    .random(random)
                    .clock(InstantSource.fixed(T0))
                    .audit(audit)
                    .build();
            assertThatThrownBy(() -> wrong.open(path(ACME), sealed))
                    .isInstanceOf(KeyUnavailableException.class)
                    .hasMessageContaining("root key " + service.rootKeyId());
        }
    }

    @Test
    void closingForgetsTheUnwrappedKeys() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        service.close();
        assertThat(textOf(keys.open(path(ACME), sealed))).isEqualTo("x");
        keys.close();
        assertThatThrownBy(() -> keys.open(path(ACME), sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNotBuiltWithoutRandomnessClockOrAuditLog() {
        InstantSource clock = InstantSource.fixed(T0);
        for (TenantKeys.Builder incomplete : List.of(
                TenantKeys.builder(store, service).clock(clock).audit(audit),
                TenantKeys.builder(store, service).random(random).audit(audit),
                TenantKeys.builder(store, service).random(random).clock(clock))) {
            assertThatThrownBy(incomplete::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was not named");
        }
    }

    @Test
    void eightThreadsThatSealFirstMakeOneKey() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<byte[]>> sealed = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                sealed.add(threads.submit(() -> {
                    start.await();
                    return keys.seal(path(ACME), bytes("x"));
                }));
            }
            start.countDown();
            for (Future<byte[]> each : sealed) {
                assertThat(textOf(keys.open(path(ACME), each.get()))).isEqualTo("x");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(keys.inventory()).hasSize(1);
        assertThat(audit.story()).containsExactly("key-created success");
    }

    @Test
    void whoLosesTheRaceOfTwoProcessesUsesTheKeyOfTheOther() {
        KeyStore racing = new RacingStore(store, () -> newKeys().seal(path(ACME), bytes("first")));
        TenantKeys slower = TenantKeys.builder(racing, service)
                .random(random)
                .clock(InstantSource.fixed(T0))
                .audit(audit)
                .build();
        byte[] sealed = slower.seal(path(ACME), bytes("second"));
        assertThat(textOf(keys.open(path(ACME), sealed))).isEqualTo("second");
        assertThat(keys.inventory()).hasSize(1);
        assertThat(audit.story()).containsExactly("key-created success", "key-created success", "key-created failure");
    }

    @Test
    void noOperationThatStartsAfterAShredSucceedsOnAnyThread() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                TenantId tenant = new TenantId("t" + round);
                byte[] sealed = keys.seal(path(tenant), bytes("x"));
                AtomicBoolean shredded = new AtomicBoolean();
                TenantKeys fresh = newKeys();
                List<Future<Boolean>> readers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    readers.add(threads.submit(() -> {
                        boolean before;
                        Opened opened;
                        do {
                            before = !shredded.get();
                            opened = fresh.open(path(tenant), sealed);
                        } while (before);
                        return opened instanceof Opened.Erased;
                    }));
                }
                fresh.shred(tenant, ANN, "account cancelled");
                shredded.set(true);
                for (Future<Boolean> reader : readers) {
                    assertThat(reader.get()).isTrue();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void neitherPlaintextNorKeysAreInTheStore() throws Exception {
        String canary = "canary-7f3a91c2d4-ann@example.com";
        byte[] sealed = keys.seal(path(ACME), bytes(canary));
        Files.write(folder.resolve("database"), sealed);
        KeyRecord.Active active = activeOf(ACME);
        List<byte[]> secrets = new ArrayList<>();
        secrets.add(bytes(canary));
        try (SecretBytes key = service.unwrap(
                active.wrappedKey(), KeyWrapping.associatedData(active.metadata(), active.commitment()))) {
            secrets.add(key.toByteArray());
        }
        secrets.add(Arrays.copyOfRange(Files.readAllBytes(folder.resolve("root.key")), 12, 44));
        List<Path> files = new ArrayList<>(FileTrees.filesIn(folder.resolve("keys")));
        files.add(folder.resolve("database"));
        assertThat(files).hasSizeGreaterThanOrEqualTo(5);
        for (Path file : files) {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            for (byte[] secret : secrets) {
                assertThat(content)
                        .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1))
                        .doesNotContain(HexFormat.of().formatHex(secret))
                        .doesNotContain(HexFormat.of().withUpperCase().formatHex(secret))
                        .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(secret))
                        .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
            }
        }
        assertThat(audit.events().toString()).doesNotContain(canary);
    }
}
