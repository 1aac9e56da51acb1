package dev.compliancekit.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TileTest {

    @Test
    void pathsAreThoseOfTheSpecification() {
        assertThat(new Tile(0, 0, 256).path()).isEqualTo("tile/0/000");
        assertThat(new Tile(1, 999, 256).path()).isEqualTo("tile/1/999");
        assertThat(new Tile(63, 1000, 1).path()).isEqualTo("tile/63/x001/000.p/1");
        assertThat(new Tile(0, 1_234_067, 112).entriesPath()).isEqualTo("tile/entries/x001/x234/067.p/112");
        assertThat(new Tile(2, 99_010, 255).path()).isEqualTo("tile/2/x099/010.p/255");
    }

    @Test
    void aLogOfSeventyThousandHasTheTilesOfTheSpecification() {
        List<Tile> tiles = Tile.between(0, 70_000);
        assertThat(tiles).hasSize(273 + 1 + 1 + 1 + 1);
        assertThat(tiles.get(273)).isEqualTo(new Tile(0, 273, 112));
        assertThat(tiles.get(274)).isEqualTo(new Tile(1, 0, 256));
        assertThat(tiles.get(275)).isEqualTo(new Tile(1, 1, 17));
        assertThat(tiles.get(276)).isEqualTo(new Tile(2, 0, 1));
    }

    @Test
    void aFullTileHasARootAndNoPartialOfWidthNought() {
        assertThat(Tile.between(0, 256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
        assertThat(Tile.between(256, 256)).isEmpty();
        assertThat(Tile.between(255, 257)).containsExactly(new Tile(0, 0, 256), new Tile(0, 1, 1), new Tile(1, 0, 1));
        assertThat(Tile.between(257, 258)).containsExactly(new Tile(0, 1, 2));
        assertThat(Tile.between(0, 0)).isEmpty();
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> new Tile(64, 0, 1)).hasMessageContaining("0 to 63");
        assertThatThrownBy(() -> new Tile(-1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tile(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tile(0, 0, 0)).hasMessageContaining("1 to 256");
        assertThatThrownBy(() -> new Tile(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tile(1, 0, 1).entriesPath()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Tile.between(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tile.between(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Tile(63, 0, 256).isFull()).isTrue();
    }

    @Test
    void bundlesReadBackAndNothingElseIsRead() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<byte[]> entries = List.of(new byte[0], new byte[] {1, 2, 3}, new byte[65_535]);
        entries.forEach(entry -> EntryBundle.write(out, entry));
        byte[] bundle = out.toByteArray();
        assertThat(EntryBundle.read(bundle, 3).toArray(new byte[0][])).isDeepEqualTo(entries.toArray(new byte[0][]));
        assertThatThrownBy(() -> EntryBundle.read(bundle, 2)).hasMessageContaining("goes on");
        assertThatThrownBy(() -> EntryBundle.read(bundle, 4)).hasMessageContaining("holds 3 entries");
        for (int length : new int[] {1, 3, 4, 6, 7, 8, bundle.length - 1}) {
            byte[] cut = Arrays.copyOf(bundle, length);
            assertThatThrownBy(() -> EntryBundle.read(cut, 3)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> EntryBundle.write(out, new byte[65_536])).hasMessageContaining("65536 bytes");
    }
}
