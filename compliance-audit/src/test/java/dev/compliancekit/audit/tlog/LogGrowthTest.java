package dev.compliancekit.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Older checkpoints and witnesses against a stored log. */
class LogGrowthTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SigningKey LOG = SigningKey.generate("example.com/log", RANDOM);
    private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);

    @TempDir
    private Path folder;

    private LogVerifier verifier() {
        return LogVerifier.of(LOG.verifierKey());
    }

    @Test
    void everyOlderCheckpointIsProvedFromTheTilesAlone() {
        StoredLog log = StoredLog.write(folder, LOG, 600, 0);
        for (int size = 0; size <= 600; size += size < 20 || size > 500 ? 1 : 37) {
            LogVerifier since = verifier().withSaved(LOG.sign(log.checkpoint(size)));
            assertThat(since.verifyGrowth(folder)).isEqualTo(log.checkpoint(600));
        }
    }

    @Test
    void aForkARollbackAndACutAreFoundFromTheTilesAlone() {
        StoredLog log = StoredLog.write(folder, LOG, 300, 0);
        StoredLog fork = StoredLog.write(folder.resolve("fork"), LOG, 400, 250);
        for (int size : new int[] {251, 256, 257, 299, 300}) {
            LogVerifier since = verifier().withSaved(LOG.sign(log.checkpoint(size)));
            assertThatThrownBy(() -> since.verifyGrowth(folder.resolve("fork")))
                    .isInstanceOf(LogTamperedException.class);
            assertThat(since.verify(folder.resolve("fork")).findings())
                    .anyMatch(finding -> finding.problem().contains("rewritten"));
        }
        assertThat(verifier().withSaved(LOG.sign(log.checkpoint(250))).verifyGrowth(folder.resolve("fork")))
                .isEqualTo(fork.checkpoint(400));
        assertThatThrownBy(() ->
                        verifier().withSaved(LOG.sign(fork.checkpoint(400))).verifyGrowth(folder))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("it was cut");
    }

    @Test
    void aMissingTileAndAForeignSignatureAreFoundAndNothingSavedIsRefused() throws Exception {
        StoredLog log = StoredLog.write(folder, LOG, 300, 0);
        SignedCheckpoint saved = LOG.sign(log.checkpoint(100));
        SigningKey foreign = SigningKey.generate("example.com/log", RANDOM);
        assertThatThrownBy(() ->
                        verifier().withSaved(foreign.sign(log.checkpoint(100))).verifyGrowth(folder))
                .isInstanceOf(LogTamperedException.class);
        assertThatThrownBy(() ->
                        LogVerifier.of(foreign.verifierKey()).withSaved(saved).verifyGrowth(folder))
                .isInstanceOf(LogTamperedException.class);
        assertThatThrownBy(() -> verifier().verifyGrowth(folder)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> LogVerifier.withoutKey().withSaved(saved).verifyGrowth(folder))
                .isInstanceOf(IllegalStateException.class);
        Files.delete(folder.resolve("tile/0/000"));
        assertThatThrownBy(() -> verifier().withSaved(saved).verifyGrowth(folder))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void witnessesMustHaveCosignedTheStoredCheckpointOrASavedOne() throws Exception {
        StoredLog log = StoredLog.write(folder, LOG, 300, 0);
        WitnessSigningKey witness = WitnessSigningKey.generate(CosignatureType.ED25519, "w.example", RANDOM);
        WitnessPolicy policy = WitnessPolicy.of(1, List.of(witness.witnessKey()));
        LogVerifier verifier = verifier().withWitnesses(policy);
        assertThat(verifier.verify(folder).findings()).anyMatch(f -> f.problem().contains("no checkpoint bears"));

        Checkpoint then = log.checkpoint(200);
        SignedCheckpoint cosigned = LOG.sign(then).with(List.of(witness.cosign(then, AT)));
        VerificationReport since200 = verifier.withSaved(cosigned).verify(folder);
        assertThat(since200.findings()).isEmpty();
        assertThat(since200.notCovered()).hasSize(1).first().asString().contains("entries from 200 on");
        assertThat(verifier.withSaved(cosigned).verifyGrowth(folder)).isEqualTo(log.checkpoint(300));
        assertThatThrownBy(() -> verifier.withSaved(LOG.sign(then)).verifyGrowth(folder))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("no checkpoint bears");

        Checkpoint now = log.checkpoint(300);
        Files.writeString(
                folder.resolve("checkpoint"),
                LOG.sign(now).with(List.of(witness.cosign(now, AT))).text());
        assertThat(verifier.verify(folder).findings()).isEmpty();
        assertThat(verifier.verify(folder).notCovered())
                .hasSize(1)
                .first()
                .asString()
                .contains("no saved checkpoint", AT.toString());
        assertThat(verifier.withSaved(cosigned).verify(folder).notCovered()).isEmpty();

        Checkpoint lie = new Checkpoint(now.origin(), 300, Bytes.copyOf(new byte[32]));
        Files.writeString(
                folder.resolve("checkpoint"),
                LOG.sign(now).with(List.of(witness.cosign(lie, AT))).text());
        assertThat(verifier.withSaved(cosigned).verify(folder).findings())
                .anyMatch(f -> f.problem().contains("invalid cosignature"));
    }
}
