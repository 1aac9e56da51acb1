package dev.compliancekit.testkit;

import dev.compliancekit.audit.spi.Witness;
import dev.compliancekit.audit.spi.WitnessAnswer;
import dev.compliancekit.audit.spi.WitnessAnswer.Refusal;
import dev.compliancekit.audit.tlog.AddCheckpoint;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.ConsistencyProof;
import dev.compliancekit.audit.tlog.CosignatureType;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.audit.tlog.WitnessKey;
import dev.compliancekit.audit.tlog.WitnessSigningKey;
import dev.compliancekit.audit.witness.FileWitness;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The witness that remembers in a folder keeps the promises, and a saboteur of each is found. */
class WitnessContractTest {

    private static final Sabotage<Witness> SABOTAGE = new Sabotage<>(WitnessContract.class, UnderTest.class);
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final WitnessSigningKey KEY =
            WitnessSigningKey.generate(CosignatureType.ED25519, "testkit.example/witness", new SecureRandom());

    @TempDir
    Path folder = Path.of("");

    @Nested
    class FileWitnessKeepsThem extends WitnessContract {

        private final List<FileWitness> opened = new ArrayList<>();

        @Override
        protected Witness openWitness(VerifierKey log) {
            close();
            FileWitness witness = FileWitness.builder(folder.resolve("witness"), KEY, () -> AT)
                    .log(log)
                    .open();
            opened.add(witness);
            return witness;
        }

        @Override
        protected WitnessKey witnessKey() {
            return KEY.witnessKey();
        }

        @AfterEach
        void close() {
            opened.forEach(FileWitness::close);
        }
    }

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        WitnessAnswer unknown = new WitnessAnswer.Refused(Refusal.UNKNOWN_LOG);
        Map<String, UnaryOperator<Witness>> saboteurs = new HashMap<>();
        saboteurs.put("aFirstCheckpointIsCosigned", witness -> request -> unknown);
        saboteurs.put(
                "growthIsCosigned",
                witness -> request -> request.oldSize() > 10 ? unknown : witness.addCheckpoint(request));
        saboteurs.put(
                "theLastCheckpointIsCosignedAgain",
                witness -> request -> request.oldSize() == sizeOf(request) && request.oldSize() > 0
                        ? unknown
                        : witness.addCheckpoint(request));
        saboteurs.put(
                "anotherOldSizeIsAnsweredWithTheLastOnes",
                witness -> request -> witness.addCheckpoint(request) instanceof WitnessAnswer.OtherSize
                        ? new WitnessAnswer.OtherSize(1)
                        : witness.addCheckpoint(request));
        saboteurs.put("anotherRootAtTheLastSizeIsRefused", witness -> cosigning(witness, Refusal.FORK));
        saboteurs.put("aSmallerCheckpointIsRefused", witness -> cosigning(witness, Refusal.MALFORMED));
        saboteurs.put("aProofThatDoesNotVerifyIsRefused", witness -> cosigning(witness, Refusal.BAD_PROOF));
        saboteurs.put("aLogThatIsNotKnownIsRefused", witness -> cosigning(witness, Refusal.UNKNOWN_LOG));
        saboteurs.put(
                "aCheckpointWithoutTheLogsSignatureIsRefused",
                witness -> cosigning(witness, Refusal.UNTRUSTED_SIGNATURE));
        saboteurs.put("whatIsRefusedLeavesNoTrace", Stained::new);
        saboteurs.put("aCosignedCheckpointIsRememberedForGood", witness -> new Forgetful());
        saboteurs.put("ofALogAndItsForkAskedForAtOnceOneIsCosigned", Racing::new);
        return SABOTAGE.tests(saboteurs);
    }

    private static long sizeOf(AddCheckpoint request) {
        return request.checkpoint().unverified().treeSize();
    }

    private static WitnessAnswer cosigned(AddCheckpoint request) {
        return new WitnessAnswer.Cosigned(
                List.of(KEY.cosign(request.checkpoint().unverified(), AT)));
    }

    private static Witness cosigning(Witness witness, Refusal refusal) {
        return request -> {
            WitnessAnswer answer = witness.addCheckpoint(request);
            return answer.equals(new WitnessAnswer.Refused(refusal)) ? cosigned(request) : answer;
        };
    }

    /** After a refused proof it refuses whatever comes. */
    private static final class Stained implements Witness {

        private final Witness witness;
        private volatile boolean stained;

        Stained(Witness witness) {
            this.witness = witness;
        }

        @Override
        public WitnessAnswer addCheckpoint(AddCheckpoint request) {
            WitnessAnswer answer = witness.addCheckpoint(request);
            boolean before = stained;
            stained |= answer.equals(new WitnessAnswer.Refused(Refusal.BAD_PROOF));
            return before ? new WitnessAnswer.Refused(Refusal.BAD_PROOF) : answer;
        }
    }

    /** Checks like a witness, and remembers for itself alone. */
    private static final class Forgetful implements Witness {

        private final AtomicReference<Checkpoint> last = new AtomicReference<>();

        @Override
        public WitnessAnswer addCheckpoint(AddCheckpoint request) {
            Checkpoint next = request.checkpoint().unverified();
            Checkpoint before = last.get();
            if (before != null && before.treeSize() != request.oldSize()) {
                return new WitnessAnswer.OtherSize(before.treeSize());
            }
            try {
                if (before != null) {
                    new ConsistencyProof(before.treeSize(), next.treeSize(), request.hashes()).verify(before, next);
                }
            } catch (LogTamperedException | IllegalArgumentException e) {
                return new WitnessAnswer.Refused(Refusal.BAD_PROOF);
            }
            last.set(next);
            return cosigned(request);
        }
    }

    /** Lets two first requests in at once. */
    private static final class Racing implements Witness {

        private final Witness witness;
        private final CyclicBarrier barrier = new CyclicBarrier(2);

        Racing(Witness witness) {
            this.witness = witness;
        }

        @Override
        public WitnessAnswer addCheckpoint(AddCheckpoint request) {
            try {
                barrier.await(200, TimeUnit.MILLISECONDS);
                return cosigned(request);
            } catch (Exception e) {
                return witness.addCheckpoint(request);
            }
        }
    }

    static class UnderTest extends WitnessContract {

        @TempDir
        private Path folder = Path.of("");

        private final List<FileWitness> opened = new ArrayList<>();

        @Override
        protected Witness openWitness(VerifierKey log) {
            close();
            FileWitness witness = FileWitness.builder(folder.resolve("witness"), KEY, () -> AT)
                    .log(log)
                    .open();
            opened.add(witness);
            return SABOTAGE.on(witness);
        }

        @Override
        protected WitnessKey witnessKey() {
            return KEY.witnessKey();
        }

        @AfterEach
        void close() {
            opened.forEach(FileWitness::close);
        }
    }
}
