package dev.compliancekit.crypto.key;

import static dev.compliancekit.crypto.key.TestKeys.ACME;
import static dev.compliancekit.crypto.key.TestKeys.ANN;
import static dev.compliancekit.crypto.key.TestKeys.BOLT;
import static dev.compliancekit.crypto.key.TestKeys.STAFF;
import static dev.compliancekit.crypto.key.TestKeys.T0;
import static dev.compliancekit.crypto.key.TestKeys.bytes;
import static dev.compliancekit.crypto.key.TestKeys.path;
import static dev.compliancekit.crypto.key.TestKeys.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.NonceMode;
import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final EpochPolicy POLICY = new EpochPolicy(DAY, DAY.multipliedBy(3), HOUR, DAY);

    @TempDir
    Path folder;

    private TestKeys test;
    private TenantKeys keys;

    @BeforeEach
    void open() {
        test = new TestKeys(folder);
        keys = test.use(test.builder().subjectKeys(SubjectKeys.EACH).operator(new TenantId("us")));
    }

    @AfterEach
    void close() {
        test.close();
    }

    private List<KeyRecord.Active> activeOf(TenantId tenant) {
        try (Stream<KeyRecord> records = test.store.list(tenant)) {
            return records.filter(KeyRecord.Active.class::isInstance)
                    .map(KeyRecord.Active.class::cast)
                    .toList();
        }
    }

    private List<Integer> destroyedEpochs() {
        return keys.epochs().list().stream()
                .filter(epoch -> epoch.destroyedAt().isPresent())
                .map(EpochSummary::number)
                .toList();
    }

    @Test
    void aNewStoreHasItsFirstEpochAndTheLogKnows() {
        assertThat(keys.epochs().list()).hasSize(1);
        EpochSummary first = keys.epochs().list().get(0);
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.startedAt()).isEqualTo(T0);
        assertThat(first.endedAt()).isEmpty();
        assertThat(first.destroyedAt()).isEmpty();
        assertThat(first).hasToString("EpochSummary[1 from " + T0 + "]");
        AuditEvent event = test.audit.events().get(0);
        assertThat(event.target()).isEqualTo("epoch/1");
        assertThat(event.tenant()).isEqualTo(new TenantId("operator"));
    }

    @Test
    void nothingHappensBeforeItIsDue() {
        keys.seal(path(ACME), bytes("x"));
        test.pass(DAY.minusMillis(1));
        EpochReport report = keys.epochs().advance(POLICY);
        assertThat(report.begun()).isEmpty();
        assertThat(report.destroyed()).isEmpty();
        assertThat(keys.epochs().list()).hasSize(1);
    }

    @Test
    void anEpochBeginsWhenItIsDueAndTheLiveKeysFollow() {
        byte[] account = keys.seal(path(ACME), bytes("account"));
        byte[] ann = keys.seal(path(ACME, ANN), bytes("ann"));
        test.pass(DAY);
        EpochReport report = keys.epochs().advance(POLICY);
        assertThat(report.begun()).containsExactly(2);
        assertThat(report.rewrap()).isEqualTo(new RewrapReport(3, 0, List.of()));
        assertThat(report.destroyed()).isEmpty();
        assertThat(activeOf(ACME)).hasSize(3).allMatch(active -> active.epoch() == 2);
        assertThat(keys.epochs().list().get(0).endedAt()).contains(T0.plus(DAY));
        assertThat(keys.epochs().rewrap()).isEqualTo(new RewrapReport(0, 0, List.of()));
        for (TenantKeys each : List.of(keys, test.builder().build())) {
            assertThat(textOf(each.open(path(ACME), account))).isEqualTo("account");
            assertThat(textOf(each.open(path(ACME, ANN), ann))).isEqualTo("ann");
        }
        assertThat(test.audit.events().get(test.audit.events().size() - 1).tenant())
                .isEqualTo(new TenantId("us"));
    }

    @Test
    void newKeysAreMadeInTheNewEpoch() {
        test.pass(DAY);
        keys.epochs().advance(POLICY);
        keys.seal(path(ACME), bytes("x"));
        assertThat(activeOf(ACME)).hasSize(2).allMatch(active -> active.epoch() == 2);
    }

    @Test
    void theKeyOfAnEpochGoesWhenItsTimeIsOverAndNotBefore() {
        keys.seal(path(ACME), bytes("x"));
        test.pass(DAY);
        keys.epochs().advance(POLICY);
        test.pass(DAY.multipliedBy(3).minusMillis(1));
        assertThat(keys.epochs().advance(POLICY).destroyed()).isEmpty();
        assertThat(destroyedEpochs()).isEmpty();
        test.pass(Duration.ofMillis(1));
        assertThat(keys.epochs().advance(POLICY).destroyed()).containsExactly(1);
        assertThat(destroyedEpochs()).containsExactly(1);
        assertThat(keys.epochs().advance(POLICY).destroyed()).isEmpty();
        AuditEvent last = test.audit.events().get(test.audit.events().size() - 1);
        assertThat(last.action() + " " + last.target()).isEqualTo("key-destroyed epoch/1");
        assertThat(last.attributes()).containsEntry("epoch", "1");
        assertThat(textOf(test.builder().build().open(path(ACME), keys.seal(path(ACME), bytes("y")))))
                .isEqualTo("y");
    }

    @Test
    void aKeyThatCannotBeRewrappedKeepsTheOldEpochAlive() {
        keys.seal(path(ACME), bytes("x"));
        byte[] bolt = keys.seal(path(BOLT), bytes("bolt"));
        KeyRecord.Active data = activeOf(ACME).stream()
                .filter(active -> active.metadata().version() == 1
                        && active.metadata().name().purpose().value().equals("fields"))
                .findFirst()
                .orElseThrow();
        byte[] damaged = data.wrappedKey().toByteArray();
        damaged[20] ^= 1;
        test.store.replaceAll(
                ACME, active -> active.equals(data) ? active.rewrapped(active.epoch(), Bytes.copyOf(damaged)) : active);
        test.pass(DAY.multipliedBy(9));
        EpochReport first = keys.epochs().advance(POLICY);
        assertThat(first.rewrap().rewrapped()).isEqualTo(3);
        assertThat(first.rewrap().failed()).isEqualTo(1);
        assertThat(first.rewrap().failures()).hasSize(1);
        assertThat(first.rewrap().failures().get(0))
                .startsWith(data.metadata().address() + " could not be rewrapped: ")
                .contains("does not unwrap");
        test.pass(DAY.multipliedBy(3));
        EpochReport second = keys.epochs().advance(POLICY);
        assertThat(second.destroyed()).isEmpty();
        assertThat(second.overdue()).containsExactly(1);
        assertThat(textOf(keys.open(path(BOLT), bolt))).isEqualTo("bolt");
        keys.shred(ACME, STAFF, "its key is damaged and there is no backup");
        assertThat(keys.epochs().advance(POLICY).destroyed()).containsExactly(1);
        assertThat(textOf(keys.open(path(BOLT), bolt))).isEqualTo("bolt");
    }

    @Test
    void shreddedKeysAreLeftInTheirEpoch() {
        byte[] ann = keys.seal(path(ACME, ANN), bytes("ann"));
        keys.seal(path(BOLT), bytes("bolt"));
        keys.shred(BOLT, STAFF, "cancelled");
        keys.shred(ACME, ANN, STAFF, "asked for erasure");
        test.pass(DAY);
        EpochReport report = keys.epochs().advance(POLICY);
        assertThat(report.rewrap().isComplete()).isTrue();
        assertThat(report.rewrap().rewrapped()).isEqualTo(1);
        assertThat(activeOf(BOLT)).allMatch(active -> active.epoch() == 1);
        assertThat(keys.open(path(ACME, ANN), ann)).isInstanceOf(Opened.Erased.class);
    }

    @Test
    void aDestructionThatTheLogCouldNotTakeIsToldLater() {
        test.pass(DAY.multipliedBy(2));
        keys.epochs().advance(POLICY);
        test.pass(DAY.multipliedBy(4));
        test.audit.setFull(true);
        assertThatThrownBy(() -> keys.epochs().advance(POLICY)).isInstanceOf(AuditTrail.Full.class);
        assertThat(keys.epochs().list()).hasSize(2);
        test.audit.setFull(false);
        keys.epochs().advance(POLICY);
        assertThat(destroyedEpochs()).containsExactly(1);
        test.builder().build();
        assertThat(test.audit.story())
                .containsExactly(
                        "key-created success", "key-created success", "key-created success", "key-destroyed success");
    }

    @Test
    void noEpochBeginsThatTheLogDoesNotKnow() {
        test.pass(DAY);
        test.audit.setFull(true);
        assertThatThrownBy(() -> keys.epochs().advance(POLICY)).isInstanceOf(AuditTrail.Full.class);
        assertThat(keys.epochs().list()).hasSize(1);
    }

    @Test
    void aProcessThatHasNotHeardOfANewEpochMakesItsKeysThere() {
        TenantKeys other = test.builder().build();
        byte[] sealed = other.seal(path(ACME), bytes("x"));
        test.pass(DAY);
        keys.epochs().advance(POLICY);
        byte[] later = other.seal(path(BOLT), bytes("x"));
        assertThat(activeOf(BOLT)).allMatch(active -> active.epoch() == 2);
        EpochReport report = other.epochs().advance(POLICY);
        assertThat(report.begun()).isEmpty();
        assertThat(report.rewrap().rewrapped()).isZero();
        assertThat(textOf(other.open(path(ACME), sealed))).isEqualTo("x");
        assertThat(textOf(keys.open(path(BOLT), later))).isEqualTo("x");
    }

    @Test
    void whoLosesTheRaceForAnEpochTakesTheOthers() {
        EpochKeys mine = new EpochKeys(
                test.epochStore, test.root, new Primitives(test.random, test.clock, NonceMode.SESSION, null));
        EpochRecord.Active candidate = mine.candidate(2, T0.plus(DAY));
        test.pass(DAY);
        keys.epochs().advance(POLICY);
        assertThat(mine.begin(candidate)).isFalse();
        assertThat(mine.current().number()).isEqualTo(2);
    }

    /**
     * Broken off at every call that it makes to the store: all keys open before and after, and the next run ends it.
     */
    @Test
    void aRewrapThatIsBrokenOffAnywhereLeavesEveryKeyReadable() {
        List<byte[]> sealed = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sealed.add(keys.seal(path(new TenantId("t" + i)), bytes("v" + i)));
        }
        int brokenOff = 0;
        for (int call = 1; ; call++) {
            test.pass(DAY);
            if (!breaksOffAt(call)) {
                break;
            }
            brokenOff++;
            TenantKeys fresh = test.builder().build();
            for (int i = 0; i < 4; i++) {
                assertThat(textOf(fresh.open(path(new TenantId("t" + i)), sealed.get(i))))
                        .isEqualTo("v" + i);
            }
        }
        assertThat(brokenOff).isGreaterThan(12);
        for (int i = 0; i < 4; i++) {
            int newest = keys.epochs().list().size();
            assertThat(activeOf(new TenantId("t" + i))).allMatch(active -> active.epoch() == newest);
        }
    }

    private boolean breaksOffAt(int call) {
        int[] calls = new int[1];
        ForwardingStore breaking = new ForwardingStore(test.store, name -> {
            if (++calls[0] == call) {
                throw new IllegalStateException("broken off at " + name);
            }
        });
        try {
            TenantKeys.builder(breaking, test.epochStore, test.root)
                    .random(test.random)
                    .clock(test.clock)
                    .audit(test.audit)
                    .build()
                    .epochs()
                    .advance(new EpochPolicy(DAY, DAY.multipliedBy(1000), HOUR, DAY));
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
