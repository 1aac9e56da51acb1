package dev.compliancekit.crypto.key;

import static dev.compliancekit.crypto.key.TestKeys.bytes;
import static dev.compliancekit.crypto.key.TestKeys.path;
import static dev.compliancekit.crypto.key.TestKeys.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.Keyset;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.file.FileTrees;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
    private static final String CREATED = "key-created success";
    private static final String EPOCH = CREATED;
    private static final String DESTROYED = "key-destroyed success";

    @TempDir
    Path folder;

    private TestKeys test;
    private AuditTrail audit;
    private FileKeyStore store;
    private TenantKeys keys;

    @BeforeEach
    void open() {
        test = new TestKeys(folder);
        audit = test.audit;
        store = test.store;
        keys = test.keys();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private TenantKeys newKeys() {
        return test.builder().build();
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
        assertThat(destroyed).hasSize(2).allMatch(key -> key.status() == KeyStatus.DESTROYED);
        Opened.Erased erased = new Opened.Erased(test.fieldKeyOf(ACME).keyId().toString());
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
        assertThat(newKeys().open(path(ACME), sealed)).isInstanceOf(Opened.Erased.class);
        assertThat(keys.open(path(ACME), sealed)).isInstanceOf(Opened.Erased.class);
    }

    @Test
    void shreddingAgainChangesNothingAndTellsNothingTwice() {
        keys.seal(path(ACME), bytes("x"));
        List<KeySummary> first = keys.shred(ACME, ANN, "account cancelled");
        assertThat(keys.shred(ACME, Actor.staff("bob"), "again")).isEqualTo(first);
        assertThat(audit.story()).containsExactly(EPOCH, CREATED, CREATED, DESTROYED);
    }

    @Test
    void shreddingATenantWithoutAKeyClosesItAllTheSame() {
        assertThat(keys.shred(ACME, ANN, "never used")).hasSize(1);
        assertThatThrownBy(() -> keys.seal(path(ACME), bytes("x"))).isInstanceOf(KeyDestroyedException.class);
        assertThat(audit.story()).containsExactly(EPOCH, CREATED, DESTROYED);
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
        keys.shred(ACME, ANN, "account cancelled");
        KeySummary key = keys.inventory().of(ACME).stream()
                .filter(each -> each.purpose().equals(KeyPurpose.TENANT))
                .findFirst()
                .orElseThrow();
        AuditEvent created = audit.events().get(1);
        assertThat(created.tenant()).isEqualTo(ACME);
        assertThat(created.actor()).isEqualTo(Actor.service("compliance-crypto"));
        assertThat(created.target()).isEqualTo("key/" + key.keyId());
        assertThat(created.occurredAt()).isEqualTo(T0);
        AuditEvent destroyed = audit.events().get(3);
        assertThat(destroyed.tenant()).isEqualTo(ACME);
        assertThat(destroyed.actor()).isEqualTo(ANN);
        assertThat(destroyed.target()).isEqualTo("key/" + key.keyId());
        assertThat(destroyed.occurredAt()).isEqualTo(T0);
        assertThat(destroyed.attributes())
                .containsEntry("reason", "account cancelled")
                .containsEntry("keyId", key.keyId().toString())
                .containsEntry("keyPurpose", "tenant")
                .containsEntry("keySubject", "account")
                .containsEntry("keyAlgorithm", "key-wrapping");
    }

    @Test
    void makesNoKeyThatTheLogCouldNotTake() {
        audit.setFull(true);
        assertThatThrownBy(() -> keys.seal(path(ACME), bytes("x"))).isInstanceOf(AuditTrail.Full.class);
        assertThat(keys.inventory().all()).isEmpty();
        audit.setFull(false);
        keys.seal(path(ACME), bytes("x"));
        assertThat(keys.inventory().all()).hasSize(2);
    }

    @Test
    void aDestructionThatTheLogCouldNotTakeIsDoneAndToldByTheNextTry() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        audit.setFull(true);
        assertThatThrownBy(() -> keys.shred(ACME, ANN, "account cancelled")).isInstanceOf(AuditTrail.Full.class);
        assertThat(keys.open(path(ACME), sealed)).isInstanceOf(Opened.Erased.class);
        audit.setFull(false);
        keys.shred(ACME, ANN, "account cancelled");
        assertThat(audit.story()).containsExactly(EPOCH, CREATED, CREATED, DESTROYED);
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
        assertThat(audit.events()).hasSize(6);
        newKeys();
        newKeys();
        assertThat(audit.events()).hasSize(7);
        assertThat(audit.events().get(6).tenant()).isEqualTo(ACME);
        assertThat(audit.events().get(6).attributes()).containsEntry("reason", "account cancelled");
    }

    @Test
    void anotherTenantsValueAndAnUnknownKeyAreTheSameAnswer() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        String keyId = test.fieldKeyOf(ACME).keyId().toString();
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
        assertThat(keys.isSealed(ACME, SubjectId.ACCOUNT, sealed)).isTrue();
        assertThat(newKeys().isSealed(ACME, SubjectId.ACCOUNT, sealed)).isTrue();
        assertThat(keys.isSealed(BOLT, SubjectId.ACCOUNT, sealed)).isFalse();
        assertThat(keys.isSealed(ACME, SubjectId.ACCOUNT, bytes("ann@example.com")))
                .isFalse();
        assertThat(keys.isSealed(ACME, SubjectId.ACCOUNT, Arrays.copyOf(sealed, 32)))
                .isFalse();
        keys.shred(ACME, ANN, "account cancelled");
        assertThat(keys.isSealed(ACME, SubjectId.ACCOUNT, sealed)).isTrue();
    }

    @Test
    void listsEveryKeyThereIsOrWas() {
        keys.seal(path(BOLT), bytes("x"));
        keys.seal(path(ACME), bytes("x"));
        keys.shred(BOLT, ANN, "account cancelled");
        List<KeySummary> inventory = keys.inventory().all();
        assertThat(inventory).extracting(KeySummary::tenant).containsExactly(ACME, ACME, BOLT, BOLT);
        KeySummary active = test.fieldKeyOf(ACME);
        assertThat(inventory).contains(active);
        assertThat(active.status()).isEqualTo(KeyStatus.ACTIVE);
        assertThat(active.createdAt()).isEqualTo(T0);
        assertThat(active.destroyedAt()).isEmpty();
        assertThat(active.algorithm()).isEqualTo(KeyAlgorithm.XAES_256_GCM);
        assertThat(active.subject()).isEqualTo(SubjectId.ACCOUNT);
        assertThat(active.purpose()).isEqualTo(KeyPurpose.FIELDS);
        assertThat(active.version()).isEqualTo(1);
        assertThat(active).hasToString("KeySummary[acme " + active.keyId() + " ACTIVE]");
        assertThat(inventory.get(2).destroyedAt()).contains(T0);
        assertThat(inventory.get(3).destroyedAt()).contains(T0);
        assertThat(keys.inventory().of(ACME)).hasSize(2).contains(active);
        assertThat(active).hasSameHashCodeAs(test.fieldKeyOf(ACME)).isNotEqualTo(inventory.get(2));
    }

    @Test
    void aWrappedKeyOfAnotherPlaceIsRefusedAlsoWhenItsRecordLooksRight() {
        keys.seal(path(ACME), bytes("x"));
        keys.seal(path(BOLT), bytes("x"));
        KeyRecord.Active bolt = activeOf(BOLT);
        replace(activeOf(ACME), activeOf(ACME).rewrapped(1, bolt.wrappedKey()));
        assertThatThrownBy(() -> newKeys().seal(path(ACME), bytes("y")))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("of tenant acme does not unwrap");
        assertThat(newKeys().seal(path(BOLT), bytes("y"))).isNotEmpty();
    }

    @Test
    void aRecordThatNamesAnotherEpochIsRefused() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        KeyRecord.Active active = activeOf(ACME);
        replace(active, active.rewrapped(7, active.wrappedKey()));
        assertThatThrownBy(() -> newKeys().open(path(ACME), sealed))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessage(
                        "epoch 7 is not in the epoch store, which ends with epoch 1; restore the newest epoch store");
    }

    private KeyRecord.Active activeOf(TenantId tenant) {
        return (KeyRecord.Active) store.load(test.fieldKeyOf(tenant).address()).orElseThrow();
    }

    private void replace(KeyRecord.Active old, KeyRecord.Active replacement) {
        store.replaceAll(old.metadata().tenant(), each -> each.equals(old) ? replacement : each);
    }

    @Test
    void theWrongRootKeyOpensNothingAndSaysSo() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        try (FileKeyService other = FileKeyService.createUnprotected(folder.resolve("other.key"), test.random)) {
            TenantKeys wrong = TenantKeys.builder(store, test.epochStore, other)
                    .random(test.random)
                    .clock(test.clock)
                    .audit(audit)
                    .build();
            assertThatThrownBy(() -> wrong.open(path(ACME), sealed))
                    .isInstanceOf(KeyUnavailableException.class)
                    .hasMessageContaining("root key " + test.root.rootKeyId());
        }
    }

    @Test
    void closingForgetsTheUnwrappedKeys() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        test.root.close();
        assertThat(textOf(keys.open(path(ACME), sealed))).isEqualTo("x");
        keys.close();
        assertThatThrownBy(() -> keys.open(path(ACME), sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNotBuiltWithoutRandomnessClockOrAuditLog() {
        for (TenantKeysBuilder incomplete : List.of(
                TenantKeys.builder(store, test.epochStore, test.root)
                        .clock(test.clock)
                        .audit(audit),
                TenantKeys.builder(store, test.epochStore, test.root)
                        .random(test.random)
                        .audit(audit),
                TenantKeys.builder(store, test.epochStore, test.root)
                        .random(test.random)
                        .clock(test.clock))) {
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
        assertThat(keys.inventory().all()).hasSize(2);
        assertThat(audit.story()).containsExactly(EPOCH, CREATED, CREATED);
    }

    @Test
    void whoLosesTheRaceOfTwoProcessesUsesTheKeyOfTheOther() {
        TenantKeys faster = newKeys();
        AtomicBoolean raced = new AtomicBoolean();
        KeyStore racing = new ForwardingStore(store, call -> {
            if (call.equals("createIfAbsent") && raced.compareAndSet(false, true)) {
                faster.seal(path(ACME), bytes("first"));
            }
        });
        TenantKeys slower = TenantKeys.builder(racing, test.epochStore, test.root)
                .random(test.random)
                .clock(test.clock)
                .audit(audit)
                .build();
        byte[] sealed = slower.seal(path(ACME), bytes("second"));
        assertThat(textOf(keys.open(path(ACME), sealed))).isEqualTo("second");
        assertThat(keys.inventory().all()).hasSize(2);
        assertThat(audit.story()).containsExactly(EPOCH, CREATED, CREATED, CREATED, "key-created failure");
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
        List<byte[]> secrets = new ArrayList<>();
        secrets.add(bytes(canary));
        try (Keyset keyset = keys.exchange().exported(TestKeys.fields(ACME), ANN, "for this test")) {
            secrets.add(keyset.primary().key().toByteArray());
        }
        List<Path> files = new ArrayList<>(FileTrees.filesIn(folder.resolve("keys")));
        files.addAll(FileTrees.filesIn(folder.resolve("epochs-1")));
        files.add(folder.resolve("database"));
        assertThat(files).hasSizeGreaterThanOrEqualTo(4);
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
