package dev.compliancekit.crypto.search;

/** The same texts in every language: a 64-bit linear congruential generator picks blocks and places in them. */
final class PinnedTexts {

    private static final int[][] BLOCKS = {
        {0x20, 0x24f},
        {0x300, 0x36f},
        {0x370, 0x3ff},
        {0x400, 0x52f},
        {0x591, 0x5ff},
        {0x600, 0x6ff},
        {0x900, 0x9ff},
        {0xe31, 0xe4e},
        {0xf71, 0xf87},
        {0x1100, 0x11ff},
        {0x13a0, 0x13ff},
        {0x1d00, 0x1fff},
        {0x2000, 0x2bff},
        {0x3000, 0x33ff},
        {0xac00, 0xad00},
        {0xf900, 0xffef},
        {0x10400, 0x1044f},
        {0x11100, 0x111ff},
        {0x1d15e, 0x1d1ff},
        {0x1d400, 0x1d7ff},
        {0x1e900, 0x1e95f},
        {0x1f100, 0x1f2ff},
        {0x1fac0, 0x1fafd},
        {0x2f800, 0x2fa1d}
    };

    private long state = 1;

    String next() {
        StringBuilder text = new StringBuilder();
        for (int left = 1 + below(12); left > 0; left--) {
            int[] block = BLOCKS[below(BLOCKS.length)];
            text.appendCodePoint(block[0] + below(block[1] - block[0] + 1));
        }
        return text.toString();
    }

    private int below(int bound) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (int) ((state >>> 33) % bound);
    }
}
