package dev.compliancekit.examples.firststeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditEntry;
import dev.compliancekit.audit.AuditEntry.PartState;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.AuditQuery;
import dev.compliancekit.audit.AuditVerifier;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.spi.DeviceTypes;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.key.KeyStatus;
import dev.compliancekit.crypto.key.KeySummary;
import dev.compliancekit.crypto.key.Reencryption;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.useragent.UapDeviceTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quoted lines do what the guides say they do. */
class GuidesTest {

    private static final TenantId ACME = new TenantId("acme-7f3a");
    private static final TenantId GLOBEX = new TenantId("globex");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T02:00:00Z"));

    @TempDir
    private Path dir;

    private FileKeyService root;
    private FileKeyStore store;
    private FileEpochStore epochs;
    private AuditLog log;
    private TenantKeys keys;

    @BeforeEach
    void open() {
        SecureRandom random = new SecureRandom();
        root = FileKeyService.createUnprotected(dir.resolve("root.key"), random);
        store = FileKeyStore.create(dir.resolve("keys"));
        epochs = FileEpochStore.create(dir.resolve("epochs"), dir.resolve("epochs-copy"));
        log = AuditLog.builder(
                        dir.resolve("audit"),
                        LogKey.create(dir.resolve("audit.key"), "example.com/audit", random),
                        CLOCK)
                .open();
        keys = TenantKeys.builder(store, epochs, root)
                .random(random)
                .clock(CLOCK)
                .audit(log)
                .build();
    }

    @AfterEach
    void close() {
        keys.close();
        log.close();
        epochs.close();
        store.close();
        root.close();
    }

    private static FieldPath path(TenantId tenant, int number) {
        return new FieldPath(
                tenant,
                SubjectId.ACCOUNT,
                new RecordClass("customer"),
                new RecordId(Integer.toString(number)),
                "email",
                1);
    }

    private static byte[] dump() {
        byte[] dump = new byte[3_000_000];
        new Random(20261122).nextBytes(dump);
        return dump;
    }

    @Test
    void aBackupIsSealedOpenedAndReadAtOnePlace() throws IOException {
        byte[] dump = dump();
        Path file = Files.write(dir.resolve("dump"), dump);
        Path sealed = dir.resolve("sealed");
        Path restored = dir.resolve("restored");
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            ByteBuffer part = SealABackup.run(keys, ACME, file, sealed, restored, executor, 2_000_000);
            byte[] read = new byte[part.remaining()];
            part.get(read);
            assertThat(read).isNotEmpty().isEqualTo(Arrays.copyOfRange(dump, 2_000_000, 2_000_000 + read.length));
        } finally {
            executor.shutdown();
        }
        assertThat(restored).hasBinaryContent(dump);
    }

    @Test
    void aBackupIsSealedOnItsWay() throws IOException {
        byte[] dump = dump();
        ByteArrayOutputStream restored = new ByteArrayOutputStream();
        StreamABackup.run(keys, ACME, new ByteArrayInputStream(dump), dir.resolve("sealed"), restored);
        assertThat(restored.toByteArray()).isEqualTo(dump);
    }

    @Test
    void aRotationEndsWithTheOldKeyDestroyedAndAllValuesReadable() {
        Map<FieldPath, byte[]> column = new ConcurrentHashMap<>();
        for (int i = 1; i <= 20; i++) {
            column.put(path(ACME, i), keys.seal(path(ACME, i), ("mail " + i).getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(RotateKeys.run(keys, ACME, column)).isEqualTo(new Reencryption.Report(20, 0, 0, 0));
        assertThat(keys.inventory().of(ACME))
                .extracting(KeySummary::status)
                .containsExactlyInAnyOrder(KeyStatus.ACTIVE, KeyStatus.ACTIVE, KeyStatus.DESTROYED);
        column.forEach((path, stored) -> assertThat(keys.open(path, stored)).isInstanceOf(Opened.Plaintext.class));
    }

    @Test
    void aShreddedTenantIsBeyondReachByAKnownDate() {
        byte[] shredded = keys.seal(path(ACME, 1), new byte[] {1});
        byte[] kept = keys.seal(path(GLOBEX, 1), new byte[] {2});
        ShredATenant.Outcome outcome = ShredATenant.run(keys, ACME, CLOCK);
        assertThat(outcome.run().rewrap().isComplete()).isTrue();
        assertThat(outcome.unreadableAfter()).isEqualTo(Instant.parse("2026-11-28T04:00:00Z"));
        assertThat(outcome.reach().standing()).isEqualTo(Standing.KEPT);
        assertThat(keys.open(path(ACME, 1), shredded)).isInstanceOf(Opened.Erased.class);
        assertThat(keys.open(path(GLOBEX, 1), kept)).isInstanceOf(Opened.Plaintext.class);
    }

    @Test
    void aSignInIsInTheLogWithAddressAndDeviceType() {
        String phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148 Safari/604.1";
        var request = new LogASignIn.Request("10.0.0.4", List.of("198.51.100.66, 203.0.113.9"), phone);
        DeviceTypes devices = UapDeviceTypes.create();
        LogASignIn.run(log, devices, ACME, request, false, CLOCK);
        LogASignIn.run(log, devices, ACME, request, true, CLOCK);
        try (TenantScope scope = TenantScope.enter(ACME)) {
            var events = log.reader().find(AuditQuery.of(ACME).action(Action.SIGN_IN)).entries().stream()
                    .map(AuditEntry::event)
                    .toList();
            assertThat(events).extracting(AuditEvent::outcome).containsExactly(Outcome.FAILURE, Outcome.SUCCESS);
            assertThat(events)
                    .allSatisfy(event -> assertThat(event.attributes())
                            .containsEntry("address", "203.0.113.9")
                            .containsEntry("peerAddress", "10.0.0.4")
                            .containsEntry("claimedAddress", "198.51.100.66")
                            .containsEntry("deviceType", "phone")
                            .containsEntry("userAgent", phone));
        }
    }

    @Test
    void aPersonIsErasedFromALogThatDoesNotChange() {
        SecureRandom random = new SecureRandom();
        LogKey key = LogKey.create(dir.resolve("sealed.key"), "example.com/sealed", random);
        AuditEvent signIn = AuditEvent.builder(
                        ACME, Actor.customer("u-17"), Action.SIGN_IN, Outcome.SUCCESS, CLOCK.instant())
                .attribute(AuditEvent.ADDRESS, "203.0.113.9")
                .attribute(AuditEvent.DEVICE_TYPE, "phone")
                .build();
        try (FileKeyStore ownStore = FileKeyStore.create(dir.resolve("own-keys"));
                FileEpochStore ownEpochs =
                        FileEpochStore.create(dir.resolve("own-epochs"), dir.resolve("own-epochs-copy"))) {
            EraseFromTheLog.Outcome outcome = EraseFromTheLog.run(
                    dir.resolve("sealed-audit"),
                    key,
                    CLOCK,
                    TenantKeys.builder(ownStore, ownEpochs, root).random(random).clock(CLOCK),
                    signIn);
            assertThat(outcome.before().event()).isEqualTo(signIn);
            assertThat(outcome.before().isReadable()).isTrue();
            assertThat(outcome.after().actorState()).isEqualTo(PartState.ERASED);
            assertThat(outcome.after().leafHash()).isEqualTo(outcome.before().leafHash());
            assertThat(outcome.after().event().attributes()).containsOnlyKeys(AuditEvent.DEVICE_TYPE);
        }
        assertThat(AuditVerifier.of(key).verify(dir.resolve("sealed-audit")).isIntact())
                .isTrue();
    }
}
