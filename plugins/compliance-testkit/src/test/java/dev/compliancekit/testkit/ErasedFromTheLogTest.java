package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.AuditEntry;
import dev.compliancekit.audit.AuditEntry.PartState;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.AuditVerifier;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.Sealing;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogProof;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.key.SubjectKeys;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log and the keys together: people and tenants are erased, and no byte of the log changes. */
class ErasedFromTheLogTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<TenantId> TENANTS =
            Stream.of("acme", "globex", "zoo").map(TenantId::new).toList();
    private static final int SUBJECTS = 20;
    private static final int EVENTS = 10_000;
    private static final Actor STAFF = Actor.staff("s-17");
    private static final SubjectId ERASED = new SubjectId("u-3");
    private static final SubjectId LOST = new SubjectId("u-5");

    @TempDir
    private Path folder;

    private final SecureRandom random = new SecureRandom();
    private final Forgetful store = new Forgetful(InMemoryKeyStore.create());
    private final AtomicReference<@Nullable TenantKeys> keys = new AtomicReference<>();
    private final InMemoryEpochStore epochs = InMemoryEpochStore.create();
    private final InMemoryKeyService root = InMemoryKeyService.create(random);
    private boolean corrupting;

    /** A key store of which a record was lost. */
    private static final class Forgetful extends ForwardingKeyStore {

        private final Set<KeyAddress> lost = new HashSet<>();

        Forgetful(KeyStore store) {
            super(store);
        }

        @Override
        public Optional<KeyRecord> load(KeyAddress address) {
            return lost.contains(address) ? Optional.empty() : super.load(address);
        }
    }

    /** Flips a bit on the way to the log, when told to. */
    private final class Corrupting implements Sealer {

        @Override
        public byte[] seal(FieldPath path, byte[] plaintext) {
            byte[] sealed = keys().seal(path, plaintext);
            if (corrupting && path.subject().equals(SubjectId.ACCOUNT)) {
                sealed[sealed.length - 20] ^= 1;
            }
            return sealed;
        }

        @Override
        public Opened open(FieldPath path, byte[] sealed) {
            return keys().open(path, sealed);
        }
    }

    private static AuditEvent event(int number) {
        return AuditEvent.builder(
                        TENANTS.get(number % TENANTS.size()),
                        Actor.customer("u-" + number / TENANTS.size() % SUBJECTS),
                        Action.SIGN_IN,
                        Outcome.SUCCESS,
                        NOW.plusMillis(number))
                .attribute(AuditEvent.ADDRESS, "203.0.113." + number % 250)
                .attribute(AuditEvent.DEVICE_TYPE, "phone")
                .build();
    }

    private static boolean isOf(AuditEvent event, TenantId tenant, SubjectId subject) {
        return event.tenant().equals(tenant) && event.actor().equals(Actor.customer(subject.value()));
    }

    private static boolean isSignIn(AuditEntry entry) {
        return entry.event().action().equals(Action.SIGN_IN);
    }

    @Test
    void peopleAndTenantsAreErasedAndEveryProofStillHolds() throws IOException {
        LogKey key = LogKey.create(folder.resolve("log.key"), "example.com/audit/erased", random);
        Path directory = folder.resolve("log");
        Sealing sealing = Sealing.builder(Corrupting::new, () -> keys().tags()).build();
        try (AuditLog log =
                AuditLog.builder(directory, key, () -> NOW).sealing(sealing).open()) {
            keys.set(openKeys(log));
            List<AuditEvent> events = IntStream.range(0, EVENTS)
                    .mapToObj(ErasedFromTheLogTest::event)
                    .toList();
            List<AuditReceipt> receipts = new ArrayList<>();
            for (int from = 0; from < EVENTS; from += 500) {
                receipts.addAll(log.appendAll(events.subList(from, from + 500)));
            }
            corrupting = true;
            AuditReceipt corrupted = log.append(event(0));
            corrupting = false;

            SignedCheckpoint before = log.checkpoint();
            List<LogProof> proofs = proofs(directory, before, receipts);
            Map<Path, Bytes> files = files(directory);
            Bytes tag = tag(TENANTS.get(1), "customer:u-1");

            keys().shred(TENANTS.get(0), ERASED, STAFF, "asked for");
            keys().shred(TENANTS.get(1), STAFF, "contract ended");
            loseKeyOf(log, TENANTS.get(2), LOST);

            Map<Long, AuditEntry> read = read(log);
            long erased = 0;
            for (int i = 0; i < EVENTS; i++) {
                AuditEvent event = events.get(i);
                AuditEntry entry = entry(read, receipts.get(i));
                if (event.tenant().equals(TENANTS.get(1)) || isOf(event, TENANTS.get(0), ERASED)) {
                    assertThat(entry.actorState()).isEqualTo(PartState.ERASED);
                    assertThat(entry.event().actor().id()).startsWith("erased:");
                    assertThat(entry.event().attributes()).containsOnlyKeys(AuditEvent.DEVICE_TYPE);
                    erased++;
                } else if (isOf(event, TENANTS.get(2), LOST)) {
                    assertThat(entry.actorState()).isEqualTo(PartState.KEY_MISSING);
                } else {
                    assertThat(entry.actorState()).isEqualTo(PartState.READABLE);
                    assertThat(entry.event()).isEqualTo(event);
                }
            }
            assertThat(erased).isBetween((long) EVENTS / 3, (long) EVENTS / 2);
            assertThat(entry(read, corrupted).actorState()).isEqualTo(PartState.TAMPERED);

            SignedCheckpoint after = log.checkpoint();
            requireUnchanged(files, directory);
            for (LogProof proof : proofs) {
                Bytes leaf = receipts.get((int) offset(receipts, proof)).leafHash();
                assertThat(LogProof.parse(proof.text()).verify(leaf, key.vkey()))
                        .isEqualTo(before.verify(key.vkey()));
            }
            Checkpoint old = before.verify(key.vkey());
            Checkpoint grown = after.verify(key.vkey());
            TileDirectory.of(directory)
                    .proveConsistency(old.treeSize(), grown.treeSize())
                    .verify(old, grown);
            assertThat(AuditVerifier.of(key).withSaved(before).verify(directory).isIntact())
                    .isTrue();

            requireErasuresToldWithoutNames(read(log));
            requireTagsUseless(tag);
        }
        keys().close();
    }

    private static long offset(List<AuditReceipt> receipts, LogProof proof) {
        return IntStream.range(0, receipts.size())
                .filter(i -> receipts.get(i).index() == proof.inclusion().index())
                .findFirst()
                .orElseThrow();
    }

    private static List<LogProof> proofs(Path directory, SignedCheckpoint checkpoint, List<AuditReceipt> receipts) {
        TileDirectory tiles = TileDirectory.of(directory);
        long size = checkpoint.unverified().treeSize();
        return IntStream.iterate(0, i -> i < receipts.size(), i -> i + 97)
                .mapToObj(i -> LogProof.of(tiles.proveInclusion(receipts.get(i).index(), size), checkpoint))
                .toList();
    }

    private TenantKeys openKeys(AuditLog log) {
        return TenantKeys.builder(store, epochs, root)
                .random(random)
                .clock(() -> NOW)
                .audit(log)
                .subjectKeys(SubjectKeys.EACH)
                .build();
    }

    private TenantKeys keys() {
        return Objects.requireNonNull(keys.get());
    }

    private static AuditEntry entry(Map<Long, AuditEntry> read, AuditReceipt receipt) {
        return Objects.requireNonNull(read.get(receipt.index()));
    }

    private void loseKeyOf(AuditLog log, TenantId tenant, SubjectId subject) {
        store.list(tenant, subject)
                .forEach(each -> store.lost.add(each.metadata().address()));
        keys.set(openKeys(log)); // so that it is not in memory any more
    }

    private static Map<Long, AuditEntry> read(AuditLog log) {
        Map<Long, AuditEntry> read = new HashMap<>();
        log.readAcrossTenants(Actor.service("test"), "reading", entry -> read.put(entry.index(), entry));
        return read;
    }

    private static Map<Path, Bytes> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("tile"))) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> file, ErasedFromTheLogTest::content));
        }
    }

    private static Bytes content(Path file) {
        try {
            return Bytes.copyOf(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Partial tiles may have grown into others, which begin with what they held. */
    private static void requireUnchanged(Map<Path, Bytes> files, Path directory) throws IOException {
        assertThat(files).hasSizeGreaterThan(2 * EVENTS / 256);
        Map<Path, Bytes> now = files(directory);
        for (Map.Entry<Path, Bytes> file : files.entrySet()) {
            Bytes content = now.get(file.getKey());
            if (content == null) {
                assertThat(file.getKey().toString()).contains(".p/");
                byte[] start = file.getValue().toByteArray();
                assertThat(now.values())
                        .anyMatch(other -> other.size() >= start.length
                                && Arrays.equals(Arrays.copyOf(other.toByteArray(), start.length), start));
            } else {
                assertThat(content).isEqualTo(file.getValue());
            }
        }
    }

    private static void requireErasuresToldWithoutNames(Map<Long, AuditEntry> read) {
        List<AuditEntry> told = read.values().stream()
                .filter(entry -> entry.event().action().equals(Action.KEY_DESTROYED))
                .toList();
        assertThat(told).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.event().actor()).isEqualTo(STAFF);
            assertThat(entry.event().target()).startsWith("key/");
            assertThat(entry.event().attributes()).doesNotContainValue(ERASED.value());
        });
        assertThat(read.values())
                .filteredOn(entry -> !isSignIn(entry))
                .noneMatch(entry -> entry.event().attributes().containsValue(ERASED.value()));
    }

    private Bytes tag(TenantId tenant, String actor) {
        return keys().tags().tag(tenant, new RecordClass("audit-entry"), "actor", actor);
    }

    private void requireTagsUseless(Bytes tag) {
        TenantId shredded = TENANTS.get(1);
        assertThat(tag.size()).isEqualTo(16);
        assertThat(keys().tags().everyTag(shredded, new RecordClass("audit-entry"), "actor", "customer:u-1"))
                .isEmpty();
        assertThatThrownBy(() -> tag(shredded, "customer:u-1")).hasMessageContaining("destroyed");
        assertThat(tag(TENANTS.get(0), "customer:u-1")).isNotEqualTo(tag);
    }
}
