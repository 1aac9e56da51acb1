package dev.compliancekit.audit.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.SigningKey;
import dev.compliancekit.audit.tlog.TileDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyVerifierTest {

    private static final int SIZE = 600;

    @TempDir
    private Path temp;

    private ShipScene scene;
    private List<ShippedEntry> copy = List.of();

    @BeforeEach
    void makeLog() {
        scene = new ShipScene(temp);
        try (AuditLog log = scene.log(SIZE)) {
            assertThat(log.published().unverified().treeSize()).isEqualTo(SIZE);
        }
        copy = new ArrayList<>(scene.stored());
    }

    private SignedCheckpoint checkpoint() {
        return TileDirectory.of(scene.directory).checkpoint();
    }

    private CopyVerifier byCheckpoint() {
        return CopyVerifier.of(checkpoint(), scene.key.vkey());
    }

    private CopyVerifier withTiles() {
        return CopyVerifier.of(checkpoint(), scene.key.vkey(), TileDirectory.of(scene.directory));
    }

    private static CopyReport verify(CopyVerifier verifier, List<ShippedEntry> copy) {
        copy.forEach(entry ->
                verifier.add(entry.index(), entry.leafHash(), entry.entry().toByteArray()));
        return verifier.finish();
    }

    private static ShippedEntry changed(ShippedEntry entry) {
        String text = new String(entry.entry().toByteArray(), StandardCharsets.UTF_8);
        return ShippedEntry.of(
                entry.index(), text.replace("\"tested\"", "\"denied\"").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTrueCopyIsIntact() {
        for (CopyVerifier verifier : List.of(byCheckpoint(), withTiles())) {
            CopyReport report = verify(verifier, copy);

            assertThat(report.isIntact()).isTrue();
            assertThat(report.entries()).isEqualTo(SIZE);
            assertThat(report.firstBadIndex()).isEmpty();
        }
    }

    @Test
    void anEntryThatWasChangedWithItsHashIsFound() {
        copy.set(301, changed(copy.get(301)));

        assertThat(verify(withTiles(), copy).firstBadIndex()).hasValue(301);
        CopyReport alone = verify(byCheckpoint(), copy);
        assertThat(alone.isIntact()).isFalse();
        assertThat(alone.findings().get(0).problem()).startsWith("the entries of the copy have the root");
    }

    @Test
    void anEntryThatWasChangedBesideItsHashIsFound() {
        ShippedEntry old = copy.get(301);
        ShippedEntry now = changed(old);
        copy.set(301, new ShippedEntry(301, old.leafHash(), now.label(), now.entry()));

        for (CopyVerifier verifier : List.of(byCheckpoint(), withTiles())) {
            assertThat(verify(verifier, copy).firstBadIndex().orElse(-1)).isIn(0L, 301L);
        }
        assertThat(verify(byCheckpoint(), copy).findings().get(0).problem())
                .isEqualTo("entry 301 has the leaf hash " + now.leafHash() + ", beside it stands " + old.leafHash());
    }

    @Test
    void everyEntryThatIsMissingIsFound() {
        copy.subList(590, SIZE).clear();
        copy.remove(0);
        copy.subList(300, 310).clear();

        for (CopyVerifier verifier : List.of(byCheckpoint(), withTiles())) {
            assertThat(verify(verifier, copy).findings())
                    .extracting(CopyReport.Finding::problem)
                    .containsExactly(
                            "entry 0 is missing", "entries 301 to 310 are missing", "entries 590 to 599 are missing");
        }
    }

    @Test
    void anEntryThatIsThereTwiceIsFound() {
        copy.add(301, copy.get(300));

        for (CopyVerifier verifier : List.of(byCheckpoint(), withTiles())) {
            assertThat(verify(verifier, copy).findings())
                    .containsExactly(new CopyReport.Finding(300, "entry 300 is there twice, or out of order"));
        }
    }

    @Test
    void entriesInAnotherOrderAreFound() {
        Collections.swap(copy, 10, 11);

        assertThat(verify(withTiles(), copy).firstBadIndex()).hasValue(10);
    }

    @Test
    void whatIsNewerThanTheCheckpointIsCountedAndNotCompared() {
        copy.add(ShippedEntry.of(SIZE, copy.get(0).entry().toByteArray()));

        CopyReport report = verify(withTiles(), copy);
        assertThat(report.isIntact()).isTrue();
        assertThat(report.beyond()).isEqualTo(1);
    }

    @Test
    void whatWasRemovedOnPurposeIsLeftOut() {
        CopyVerifier verifier = withTiles();
        verifier.leaveOut(300);
        CopyReport report = verify(verifier, copy.subList(300, SIZE));

        assertThat(report.isIntact()).isTrue();
        assertThat(report.leftOut()).isEqualTo(300);
        assertThat(report.entries()).isEqualTo(300);
        assertThatIllegalStateException().isThrownBy(() -> byCheckpoint().leaveOut(1));
    }

    @Test
    void aCheckpointOfAnotherKeyIsRefused() {
        SigningKey stranger = SigningKey.generate(ShipScene.ORIGIN, new SecureRandom());

        assertThatExceptionOfType(LogTamperedException.class)
                .isThrownBy(() -> CopyVerifier.of(checkpoint(), stranger.verifierKey()));
    }
}
