package dev.compliancekit.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.spi.Witness;
import dev.compliancekit.audit.spi.WitnessAnswer;
import dev.compliancekit.audit.spi.WitnessAnswer.Refusal;
import dev.compliancekit.audit.spi.WitnessUnavailableException;
import dev.compliancekit.audit.tlog.CosignatureType;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.WitnessKey;
import dev.compliancekit.audit.tlog.WitnessPolicy;
import dev.compliancekit.audit.tlog.WitnessSigningKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CosignatureCollectorTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);

    @TempDir
    private Path folder = Path.of("");

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<FileWitness> opened = new ArrayList<>();
    private final List<WitnessSigningKey> keys = IntStream.range(0, 3)
            .mapToObj(i -> WitnessSigningKey.generate(CosignatureType.ED25519, name(i), new SecureRandom()))
            .toList();
    private final List<WitnessKey> vkeys =
            keys.stream().map(WitnessSigningKey::witnessKey).toList();
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<LogBeforeWitnesses> logs = new ArrayList<>();

    @BeforeEach
    void writeLog() {
        logs.add(new LogBeforeWitnesses(folder));
    }

    @AfterEach
    void close() {
        never.countDown();
        executor.shutdownNow();
        opened.forEach(FileWitness::close);
    }

    private LogBeforeWitnesses log() {
        return logs.get(0);
    }

    private static String name(int i) {
        return "witness.example/" + i;
    }

    private FileWitness honest(int i) {
        FileWitness witness = FileWitness.builder(folder.resolve("w" + i), keys.get(i), () -> AT)
                .log(log().vkey())
                .open();
        opened.add(witness);
        return witness;
    }

    private CosignatureCollector collector(int quorum, Witness... witnesses) {
        CosignatureCollector.Builder builder = CosignatureCollector.builder(WitnessPolicy.of(quorum, vkeys), executor);
        for (int i = 0; i < witnesses.length; i++) {
            builder.witness(name(i), witnesses[i]);
        }
        return builder.build();
    }

    private Witnessing collect(CosignatureCollector collector, int size) {
        return collector.collect(log().signed(size), log().tiles(), LONG);
    }

    private Witness hanging() {
        return request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new WitnessUnavailableException("it was never there");
        };
    }

    @Test
    void theMergedCheckpointMeetsThePolicy() {
        CosignatureCollector collector = collector(3, honest(0), honest(1), honest(2));
        for (int size : new int[] {0, 1, 5, 256, 257, 257, 300}) {
            Witnessing witnessing = collect(collector, size);
            assertThat(witnessing).isInstanceOf(Witnessing.Reached.class);
            assertThat(witnessing.problems()).isEmpty();
            SignedCheckpoint merged =
                    SignedCheckpoint.parse(witnessing.checkpoint().text());
            assertThat(merged.verify(log().vkey())).isEqualTo(log().checkpoint(size));
            assertThat(WitnessPolicy.of(3, vkeys).verify(merged)).isEqualTo(AT);
            assertThat(witnessing.cosignatures()).hasSize(3);
        }
    }

    @Test
    void slowDeadAndLyingWitnessesDoNotKeepAQuorumFromBeingReached() {
        Witness dead = request -> {
            throw new WitnessUnavailableException("witness cannot be reached");
        };
        Witness lying = request -> new WitnessAnswer.Cosigned(
                List.of(keys.get(2).cosign(log().checkpoint(7), AT), keys.get(0).cosign(log().checkpoint(9), AT)));
        assertThat(collect(collector(1, honest(0), hanging(), lying), 9)).isInstanceOf(Witnessing.Reached.class);
        Witnessing missed = collect(collector(2, request -> new WitnessAnswer.Refused(Refusal.FORK), dead, lying), 9);
        assertThat(missed).isInstanceOf(Witnessing.Missed.class);
        assertThat(missed.checkpoint()).isEqualTo(log().signed(9));
        assertThat(missed.problems())
                .hasSize(3)
                .anyMatch(problem -> problem.contains("/0 does not cosign: it cosigned a checkpoint of this size"))
                .anyMatch(problem -> problem.contains("/1 has not cosigned: witness cannot be reached"))
                .anyMatch(problem -> problem.contains("/2 answered with a cosignature that does not verify"));
    }

    @Test
    void oneWitnessAnsweringForAnotherDoesNotCountTwice() {
        FileWitness one = honest(0);
        Witnessing missed = collect(collector(2, one, one, one), 9);
        assertThat(missed).isInstanceOf(Witnessing.Missed.class);
        assertThat(missed.cosignatures()).hasSize(1);
        assertThat(missed.problems()).hasSize(2).allMatch(problem -> problem.contains("trusted key"));
    }

    @Test
    void itStopsWaitingInTimeAndAsksABusyWitnessNoMore() {
        AtomicInteger asked = new AtomicInteger();
        Witness hanging = hanging();
        CosignatureCollector collector = collector(2, honest(0), request -> {
            asked.incrementAndGet();
            return hanging.addCheckpoint(request);
        });
        Witnessing first = collector.collect(log().signed(5), log().tiles(), SHORT);
        assertThat(first).isInstanceOf(Witnessing.Missed.class);
        assertThat(first.cosignatures()).hasSize(1);
        assertThat(first.problems()).containsExactly("1 witnesses have not answered within PT0.2S");
        Witnessing second = collect(collector, 6);
        assertThat(second.problems())
                .containsExactly("witness " + name(1) + " is still busy with an earlier checkpoint");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aWitnessThatRemembersOtherSizesIsAskedAgainFromThere() {
        FileWitness witness = honest(0);
        assertThat(witness.addCheckpoint(log().request(0, 100))).isInstanceOf(WitnessAnswer.Cosigned.class);
        assertThat(collect(collector(1, witness), 200)).isInstanceOf(Witnessing.Reached.class);
        assertThat(collect(collector(1, witness), 150).problems())
                .singleElement()
                .asString()
                .contains("cosigned size 200 of this log, which is above 150");
        AtomicInteger asked = new AtomicInteger();
        Witness fickle = request -> new WitnessAnswer.OtherSize(asked.incrementAndGet());
        assertThat(collect(collector(1, fickle), 150).problems())
                .singleElement()
                .asString()
                .contains("each time");
        assertThat(asked).hasValue(3);
        assertThat(collect(collector(1, request -> new WitnessAnswer.OtherSize(request.oldSize())), 150)
                        .problems())
                .singleElement()
                .asString()
                .contains("contradicts itself");
    }

    @Test
    void aForkIsNotCosignedByThoseWhoSawTheLog() {
        FileWitness witness = honest(0);
        assertThat(witness.addCheckpoint(log().forkedRequest(0, 260))).isInstanceOf(WitnessAnswer.Cosigned.class);
        assertThat(collect(collector(1, witness), 300).problems())
                .singleElement()
                .asString()
                .contains("not shown to be consistent");
    }

    @Test
    void failuresOfTheExecutorOrOfAWitnessAreSaid() {
        CosignatureCollector full = CosignatureCollector.builder(WitnessPolicy.of(1, vkeys), task -> {
                    throw new RejectedExecutionException();
                })
                .witness(name(0), honest(0))
                .build();
        for (int i = 0; i < 2; i++) {
            assertThat(collect(full, 5).problems()).singleElement().asString().contains("takes no more tasks");
        }
        Witness failing = request -> {
            throw new IllegalStateException("hostile text");
        };
        assertThat(collect(collector(1, failing), 5).problems())
                .containsExactly("witness " + name(0) + " failed with IllegalStateException");
    }

    @Test
    void anInterruptedCallerStopsWaitingAndStaysInterrupted() {
        CosignatureCollector collector = collector(1, hanging());
        Thread.currentThread().interrupt();
        assertThat(collect(collector, 5)).isInstanceOf(Witnessing.Missed.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void witnessesWithoutAKeyTooFewOfThemAndNoTimeAreRefused() {
        CosignatureCollector.Builder builder = CosignatureCollector.builder(WitnessPolicy.of(2, vkeys), executor);
        assertThatThrownBy(() -> builder.witness("stranger", hanging())).isInstanceOf(IllegalArgumentException.class);
        builder.witness(name(0), hanging());
        assertThatThrownBy(() -> builder.witness(name(0), hanging())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(builder::build).hasMessageContaining("2 or more");
        CosignatureCollector collector = collector(1, honest(1));
        assertThatThrownBy(() -> collector.collect(log().signed(5), log().tiles(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
