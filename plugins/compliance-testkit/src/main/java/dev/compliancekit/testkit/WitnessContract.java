package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.spi.Witness;
import dev.compliancekit.audit.spi.WitnessAnswer;
import dev.compliancekit.audit.spi.WitnessAnswer.Refusal;
import dev.compliancekit.audit.tlog.AddCheckpoint;
import dev.compliancekit.audit.tlog.SigningKey;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.audit.tlog.WitnessKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Witness} promises. Extend it, and say how a witness of one log is opened.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class WitnessContract {

    private static final int SIZE = 40;
    private static final int FORKED_AT = 20;
    private static final int THREADS = 8;

    private final SampleLog log = SampleLog.of("testkit.example/log", SIZE);
    private final SampleLog fork = log.forkedAt(FORKED_AT);

    /** For the classes that inherit the contract. */
    protected WitnessContract() {}

    /**
     * Opens the witness under test. Called again within a test, the witness is opened once more over what it remembers.
     *
     * @param log the key of the only log that it watches
     * @return a witness, the first time one that has seen nothing
     */
    protected abstract Witness openWitness(VerifierKey log);

    /**
     * The public key of the witness under test.
     *
     * @return the key of its cosignatures
     */
    protected abstract WitnessKey witnessKey();

    private Witness open() {
        return openWitness(log.vkey());
    }

    private boolean cosigns(Witness witness, AddCheckpoint request) {
        return witness.addCheckpoint(request) instanceof WitnessAnswer.Cosigned cosigned
                && cosigned.lines().stream().anyMatch(line -> {
                    boolean ours = witnessKey().isNamedBy(line);
                    if (ours) {
                        witnessKey().verify(request.checkpoint().unverified(), line);
                    }
                    return ours;
                });
    }

    private static WitnessAnswer refused(Refusal refusal) {
        return new WitnessAnswer.Refused(refusal);
    }

    /** A first checkpoint is cosigned. */
    @Test
    public final void aFirstCheckpointIsCosigned() {
        assertThat(cosigns(open(), log.request(0, 7))).isTrue();
    }

    /** Growth is cosigned. */
    @Test
    public final void growthIsCosigned() {
        Witness witness = open();
        for (int size = 0; size < SIZE; size++) {
            assertThat(cosigns(witness, log.request(Math.max(0, size - 1), size)))
                    .isTrue();
        }
    }

    /** The last checkpoint is cosigned again. */
    @Test
    public final void theLastCheckpointIsCosignedAgain() {
        Witness witness = open();
        assertThat(cosigns(witness, log.request(0, 7))).isTrue();
        assertThat(cosigns(witness, log.request(7, 7))).isTrue();
    }

    /** Another old size is answered with the last one's. */
    @Test
    public final void anotherOldSizeIsAnsweredWithTheLastOnes() {
        Witness witness = open();
        assertThat(witness.addCheckpoint(log.request(3, 7))).isEqualTo(new WitnessAnswer.OtherSize(0));
        assertThat(cosigns(witness, log.request(0, 7))).isTrue();
        assertThat(witness.addCheckpoint(log.request(0, 9))).isEqualTo(new WitnessAnswer.OtherSize(7));
        assertThat(witness.addCheckpoint(log.request(8, 9))).isEqualTo(new WitnessAnswer.OtherSize(7));
    }

    /** Another root at the last size is refused. */
    @Test
    public final void anotherRootAtTheLastSizeIsRefused() {
        Witness witness = open();
        assertThat(cosigns(witness, log.request(0, 25))).isTrue();
        assertThat(witness.addCheckpoint(fork.request(25, 25))).isEqualTo(refused(Refusal.FORK));
    }

    /** A smaller checkpoint is refused. */
    @Test
    public final void aSmallerCheckpointIsRefused() {
        Witness witness = open();
        assertThat(cosigns(witness, log.request(0, 25))).isTrue();
        AddCheckpoint smaller = new AddCheckpoint(25, List.of(), log.signed(7));
        assertThat(witness.addCheckpoint(smaller)).isEqualTo(refused(Refusal.MALFORMED));
    }

    /** A proof that does not verify is refused. */
    @Test
    public final void aProofThatDoesNotVerifyIsRefused() {
        Witness witness = open();
        assertThat(cosigns(witness, log.request(0, 25))).isTrue();
        assertThat(witness.addCheckpoint(fork.request(25, 30))).isEqualTo(refused(Refusal.BAD_PROOF));
        AddCheckpoint bare = new AddCheckpoint(25, List.of(), log.signed(30));
        assertThat(witness.addCheckpoint(bare)).isEqualTo(refused(Refusal.BAD_PROOF));
    }

    /** A log that is not known is refused. */
    @Test
    public final void aLogThatIsNotKnownIsRefused() {
        SampleLog unknown = SampleLog.of("testkit.example/unknown", 3);
        assertThat(open().addCheckpoint(unknown.request(0, 3))).isEqualTo(refused(Refusal.UNKNOWN_LOG));
    }

    /** A checkpoint without the log's valid signature is refused. */
    @Test
    public final void aCheckpointWithoutTheLogsSignatureIsRefused() {
        Witness witness = open();
        SigningKey stranger = SampleLog.key("testkit.example/log", 2);
        AddCheckpoint forged =
                new AddCheckpoint(0, List.of(), stranger.sign(log.signed(7).unverified()));
        assertThat(witness.addCheckpoint(forged)).isEqualTo(refused(Refusal.UNTRUSTED_SIGNATURE));
    }

    /** What is refused leaves no trace. */
    @Test
    public final void whatIsRefusedLeavesNoTrace() {
        Witness witness = open();
        assertThat(cosigns(witness, log.request(0, 25))).isTrue();
        assertThat(witness.addCheckpoint(fork.request(25, 40))).isEqualTo(refused(Refusal.BAD_PROOF));
        assertThat(cosigns(witness, log.request(25, 30))).isTrue();
    }

    /** A cosigned checkpoint is remembered for good. */
    @Test
    public final void aCosignedCheckpointIsRememberedForGood() {
        assertThat(cosigns(open(), log.request(0, 25))).isTrue();
        Witness again = open();
        assertThat(again.addCheckpoint(log.request(0, 30))).isEqualTo(new WitnessAnswer.OtherSize(25));
        assertThat(again.addCheckpoint(fork.request(25, 25))).isEqualTo(refused(Refusal.FORK));
        assertThat(cosigns(again, log.request(25, 30))).isTrue();
    }

    /** Of a log and its fork, asked for at once, one is cosigned. */
    @Test
    public final void ofALogAndItsForkAskedForAtOnceOneIsCosigned() {
        Witness witness = open();
        List<AddCheckpoint> requests = IntStream.range(0, THREADS)
                .mapToObj(i -> i % 2 == 0 ? log.request(0, 25 + i) : fork.request(0, 25 + i))
                .toList();
        List<Boolean> answers = Concurrently.run(THREADS, 1, i -> cosigns(witness, requests.get(i)));
        assertThat(answers).containsOnlyOnce(true);
    }
}
