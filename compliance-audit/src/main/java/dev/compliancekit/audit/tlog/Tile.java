package dev.compliancekit.audit.tlog;

import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.List;

/**
 * One tile of a log (C2SP tlog-tiles): up to 256 neighbouring hashes of one level. Level 0 holds leaf hashes, level L
 * the roots of full tiles of level L-1; under a tile of level 0 lies the bundle of its entries.
 *
 * @param level 0 to 63
 * @param index the tile's number within its level, from 0
 * @param width how many hashes it holds, 1 to 256; less than 256 is a partial tile
 */
@Immutable
public record Tile(int level, long index, int width) {

    /** The width of a full tile. */
    public static final int FULL = 256;

    private static final int MAX_LEVEL = 63;
    private static final int SHIFT = 8;

    /**
     * Checks the ranges.
     *
     * @param level 0 to 63
     * @param index the tile's number within its level, from 0
     * @param width how many hashes it holds, 1 to 256
     * @throws IllegalArgumentException if one is out of range
     */
    public Tile {
        if (level < 0 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("level is " + level + "; accepted are 0 to 63");
        }
        if (index < 0) {
            throw new IllegalArgumentException("index is " + index + "; accepted is 0 or more");
        }
        if (width < 1 || width > FULL) {
            throw new IllegalArgumentException("width is " + width + "; accepted are 1 to 256");
        }
    }

    /**
     * The tiles that a log of one size has and a log of a smaller size does not have, full or partial.
     *
     * @param oldSize the smaller size in entries, from 0
     * @param newSize the greater size in entries
     * @return by level, then by index
     * @throws IllegalArgumentException if a size is negative or the order is wrong
     */
    public static List<Tile> between(long oldSize, long newSize) {
        if (oldSize < 0 || newSize < oldSize) {
            throw new IllegalArgumentException(
                    "sizes are " + oldSize + " and " + newSize + "; accepted are 0 or more, " + "the smaller first");
        }
        List<Tile> tiles = new ArrayList<>();
        long before = oldSize;
        long after = newSize;
        for (int level = 0; after > 0; level++) {
            addLevel(tiles, level, before, after);
            before >>= SHIFT;
            after >>= SHIFT;
        }
        return List.copyOf(tiles);
    }

    private static void addLevel(List<Tile> tiles, int level, long before, long after) {
        for (long n = before >> SHIFT; n < after >> SHIFT; n++) {
            tiles.add(new Tile(level, n, FULL));
        }
        int rest = (int) (after & (FULL - 1));
        if (rest > 0 && after > before) {
            tiles.add(new Tile(level, after >> SHIFT, rest));
        }
    }

    /**
     * The tile's path below the log's directory.
     *
     * @return for example {@code tile/0/x001/234} or {@code tile/0/000.p/3}
     */
    public String path() {
        return "tile/" + level + "/" + number() + suffix();
    }

    /**
     * The path of the bundle of entries that belongs to a tile of level 0.
     *
     * @return for example {@code tile/entries/000.p/3}
     * @throws IllegalStateException if the level is not 0
     */
    public String entriesPath() {
        if (level != 0) {
            throw new IllegalStateException("only tiles of level 0 have a bundle of entries");
        }
        return "tile/entries/" + number() + suffix();
    }

    /**
     * The full tile at the same place.
     *
     * @return a tile of width 256
     */
    public Tile full() {
        return new Tile(level, index, FULL);
    }

    /**
     * Whether this is a full tile.
     *
     * @return true if the width is 256
     */
    public boolean isFull() {
        return width == FULL;
    }

    private String suffix() {
        return isFull() ? "" : ".p/" + width;
    }

    /** Groups of three digits, all but the last with an {@code x} before them. */
    private String number() {
        StringBuilder path = new StringBuilder(digits(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x" + digits(rest % 1000) + "/");
        }
        return path.toString();
    }

    private static String digits(long group) {
        return (group < 10 ? "00" : group < 100 ? "0" : "") + group;
    }
}
