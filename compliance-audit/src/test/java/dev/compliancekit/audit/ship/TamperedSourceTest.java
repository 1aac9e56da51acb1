package dev.compliancekit.audit.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SigningKey;
import dev.compliancekit.audit.tlog.Tile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped is signed: a log that was changed on disk is not copied on. */
class TamperedSourceTest {

    private static final int SIZE = 600;

    @TempDir
    private Path temp;

    private ShipScene scene;

    @BeforeEach
    void makeLog() {
        scene = new ShipScene(temp);
        try (AuditLog log = scene.log(SIZE)) {
            assertThat(log.published().unverified().treeSize()).isEqualTo(SIZE);
        }
    }

    private ShipStatus ship() {
        return ShipScene.shipAll(scene.shipper().batch(256).open());
    }

    private void change(String path, UnaryOperator<byte[]> change) {
        Path file = scene.directory.resolve(path);
        try {
            Files.write(file, change.apply(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anEntryThatWasChangedIsNotShipped() {
        Tile tile = new Tile(0, 1, Tile.FULL);
        change(tile.entriesPath(), bundle -> withThing(bundle, tile.width(), 300, 999));

        ShipStatus status = ship();

        assertThat(status.state()).isEqualTo(ShipState.HALTED);
        assertThat(status.problem().orElseThrow()).startsWith("entry 300 has the leaf hash");
        assertThat(scene.sink.entries()).hasSize(256);
    }

    @Test
    void anEntryThatWasChangedWithItsTileIsNotShipped() {
        Tile tile = new Tile(0, 1, Tile.FULL);
        change(tile.entriesPath(), bundle -> withThing(bundle, tile.width(), 300, 999));
        byte[] entry = EntryBundle.read(read(tile.entriesPath()), tile.width()).get(300 - 256);
        change(tile.path(), hashes -> {
            byte[] leaf = MerkleTree.leafHash(entry).toByteArray();
            System.arraycopy(leaf, 0, hashes, (300 - 256) * leaf.length, leaf.length);
            return hashes;
        });

        ShipStatus status = ship();

        assertThat(status.state()).isEqualTo(ShipState.HALTED);
        assertThat(status.problem().orElseThrow()).startsWith("consistency proof leads to the root");
        assertThat(scene.sink.entries()).hasSize(256);
    }

    @Test
    void aCheckpointOfAnotherKeyIsNotShipped() {
        SigningKey stranger = SigningKey.generate(ShipScene.ORIGIN, new SecureRandom());
        Checkpoint checkpoint =
                new Checkpoint(ShipScene.ORIGIN, SIZE, MerkleTree.empty().root());
        change("checkpoint", old -> stranger.sign(checkpoint).text().getBytes(StandardCharsets.UTF_8));

        ShipStatus status = ship();

        assertThat(status.state()).isEqualTo(ShipState.HALTED);
        assertThat(status.problem())
                .contains("checkpoint of size 600 bears no valid signature of the key " + ShipScene.ORIGIN);
        assertThat(scene.sink.calls()).isZero();
    }

    @Test
    void anEntryThatIsMissingIsNotSkipped() throws IOException {
        Files.delete(scene.directory.resolve(new Tile(0, 1, Tile.FULL).entriesPath()));

        ShipStatus status = ship();

        assertThat(status.state()).isEqualTo(ShipState.HALTED);
        assertThat(status.problem()).contains("tile/entries/001 is missing");
        assertThat(scene.sink.entries()).hasSize(256);
    }

    private byte[] read(String path) {
        try {
            return Files.readAllBytes(scene.directory.resolve(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Another target in one entry, of the same length. */
    private static byte[] withThing(byte[] bundle, int width, int from, int to) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        List<byte[]> entries = EntryBundle.read(bundle, width);
        entries.forEach(entry -> EntryBundle.write(
                changed,
                new String(entry, StandardCharsets.UTF_8)
                        .replace("\"thing/" + from + "\"", "\"thing/" + to + "\"")
                        .getBytes(StandardCharsets.UTF_8)));
        return changed.toByteArray();
    }
}
