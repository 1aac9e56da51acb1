package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.spi.Witness;
import dev.compliancekit.audit.spi.WitnessAnswer;
import dev.compliancekit.audit.tlog.CosignatureType;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.WitnessPolicy;
import dev.compliancekit.audit.tlog.WitnessSigningKey;
import dev.compliancekit.audit.witness.CosignatureCollector;
import dev.compliancekit.audit.witness.FileWitness;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WitnessedLevelTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Duration SOON = Duration.ofMillis(1);

    @TempDir
    private Path temp;

    private TestLog logs;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(4);
    private final List<FileWitness> opened = new ArrayList<>();
    private final List<WitnessSigningKey> keys = IntStream.range(0, 2)
            .mapToObj(i ->
                    WitnessSigningKey.generate(CosignatureType.ED25519, "witness.example/" + i, new SecureRandom()))
            .toList();
    private final WitnessPolicy both =
            WitnessPolicy.of(2, keys.stream().map(WitnessSigningKey::witnessKey).toList());

    @BeforeEach
    void makeKey() {
        logs = new TestLog(temp);
    }

    @AfterEach
    void stop() {
        executor.shutdownNow();
        opened.forEach(FileWitness::close);
    }

    private FileWitness witness(int i) {
        FileWitness witness = FileWitness.builder(temp.resolve("w" + i), keys.get(i), () -> TestLog.START)
                .log(logs.key().vkey())
                .open();
        opened.add(witness);
        return witness;
    }

    private AuditLog open(Witness second, Duration limit) {
        CosignatureCollector collector = CosignatureCollector.builder(both, executor)
                .witness("witness.example/0", witness(0))
                .witness("witness.example/1", second)
                .build();
        return logs.builder(logs.directory())
                .executor(executor, SOON)
                .witnesses(collector, limit)
                .open();
    }

    @Test
    void anEventIsWitnessedOnceAQuorumCosigned() throws Exception {
        try (AuditLog log = open(witness(1), Duration.ofSeconds(20))) {
            assertThat(log.witnessed()).isEmpty();
            for (int i = 0; i < 20; i++) {
                PendingAppend pending = log.submit(TestLog.event(ACME, i));
                AuditReceipt receipt =
                        pending.reaching(Acknowledgement.WITNESSED).get(30, TimeUnit.SECONDS);
                assertThat(receipt.index()).isEqualTo(i);
                assertThat(pending.reaching(Acknowledgement.CHECKPOINTED)).isCompletedWithValue(receipt);
                SignedCheckpoint witnessed = log.witnessed().orElseThrow();
                assertThat(witnessed.unverified().treeSize()).isGreaterThan(i);
            }
        }
        SignedCheckpoint kept =
                SignedCheckpoint.parse(Files.readString(logs.directory().resolve("checkpoint.witnessed")));
        assertThat(kept.unverified().treeSize()).isEqualTo(20);
        assertThat(AuditVerifier.of(logs.key())
                        .withSaved(kept)
                        .withWitnesses(both)
                        .verify(logs.directory())
                        .findings())
                .isEmpty();
    }

    @Test
    void aRoundThatMissedItsQuorumIsTriedAgain() throws Exception {
        FileWitness honest = witness(1);
        AtomicInteger asked = new AtomicInteger();
        Witness late = request -> asked.incrementAndGet() < 3
                ? new WitnessAnswer.Refused(WitnessAnswer.Refusal.UNKNOWN_LOG)
                : honest.addCheckpoint(request);
        try (AuditLog log = open(late, Duration.ofMillis(20))) {
            PendingAppend pending = log.submit(TestLog.event(ACME, 0));
            assertThat(pending.reaching(Acknowledgement.WITNESSED)
                            .get(30, TimeUnit.SECONDS)
                            .index())
                    .isZero();
            assertThat(asked).hasValueGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void witnessesThatNeverAnswerHoldUpNothingElse() throws Exception {
        Witness never = request -> new WitnessAnswer.Refused(WitnessAnswer.Refusal.UNKNOWN_LOG);
        CompletableFuture<AuditReceipt> witnessed;
        try (AuditLog log = open(never, Duration.ofMillis(5))) {
            PendingAppend pending = log.submit(TestLog.event(ACME, 0));
            witnessed = pending.reaching(Acknowledgement.WITNESSED);
            pending.reaching(Acknowledgement.CHECKPOINTED).get(30, TimeUnit.SECONDS);
            assertThat(log.append(TestLog.event(ACME, 1)).index()).isEqualTo(1);
            assertThat(log.witnessed()).isEmpty();
        }
        assertThatThrownBy(() -> witnessed.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the log was closed before");
    }

    @Test
    void whatWasAppendedBeforeTheLogWasOpenedIsCosignedToo() throws Exception {
        try (AuditLog log = logs.open()) {
            log.append(TestLog.event(ACME, 0));
        }
        try (AuditLog log = open(witness(1), Duration.ofSeconds(20))) {
            log.submit(TestLog.event(ACME, 1))
                    .reaching(Acknowledgement.WITNESSED)
                    .get(30, TimeUnit.SECONDS);
            assertThat(log.witnessed().orElseThrow().unverified().treeSize()).isEqualTo(2);
        }
    }

    @Test
    void withoutWitnessesThereIsNoSuchLevel() throws IOException {
        try (AuditLog log =
                logs.builder(logs.directory()).executor(executor, SOON).open()) {
            PendingAppend pending = log.submit(TestLog.event(ACME, 0));
            assertThatThrownBy(() -> pending.reaching(Acknowledgement.WITNESSED))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the log has no witnesses; give them to its builder");
            assertThat(log.witnessed()).isEmpty();
        }
        CosignatureCollector collector = CosignatureCollector.builder(both, executor)
                .witness("witness.example/0", witness(0))
                .witness("witness.example/1", witness(1))
                .build();
        assertThatThrownBy(() -> logs.builder(logs.directory())
                        .witnesses(collector, Duration.ofSeconds(1))
                        .open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the log has no executor");
        logs.open().close();
        assertThat(Files.exists(logs.directory().resolve("checkpoint.witnessed")))
                .isFalse();
    }
}
