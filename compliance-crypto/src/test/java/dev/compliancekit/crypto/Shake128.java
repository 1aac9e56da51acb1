package dev.compliancekit.crypto;

/** SHAKE128 (FIPS 202), which the JDK does not offer, for accumulated vectors. */
final class Shake128 {

    private static final int RATE = 168;

    private final long[] state = new long[25];
    private int at;
    private boolean squeezing;

    void absorb(byte[] input) {
        for (byte b : input) {
            mix(at++, b);
            if (at == RATE) {
                permute();
                at = 0;
            }
        }
    }

    byte[] squeeze(int length) {
        if (!squeezing) {
            mix(at, (byte) 0x1f);
            mix(RATE - 1, (byte) 0x80);
            permute();
            at = 0;
            squeezing = true;
        }
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            if (at == RATE) {
                permute();
                at = 0;
            }
            out[i] = (byte) (state[at / 8] >>> (8 * (at % 8)));
            at++;
        }
        return out;
    }

    private void mix(int index, byte value) {
        state[index / 8] ^= (value & 0xffL) << (8 * (index % 8));
    }

    private void permute() {
        int lfsr = 1;
        for (int round = 0; round < 24; round++) {
            theta();
            rhoPi();
            chi();
            for (int j = 0; j < 7; j++) {
                if ((lfsr & 1) == 1) {
                    state[0] ^= 1L << ((1 << j) - 1);
                }
                lfsr = (lfsr << 1) ^ ((lfsr >>> 7) * 0x171);
            }
        }
    }

    private void theta() {
        long[] column = new long[5];
        for (int x = 0; x < 5; x++) {
            column[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
        }
        for (int x = 0; x < 5; x++) {
            long d = column[(x + 4) % 5] ^ Long.rotateLeft(column[(x + 1) % 5], 1);
            for (int y = 0; y < 25; y += 5) {
                state[x + y] ^= d;
            }
        }
    }

    private void rhoPi() {
        int x = 1;
        int y = 0;
        long current = state[x];
        for (int t = 0; t < 24; t++) {
            int next = (2 * x + 3 * y) % 5;
            x = y;
            y = next;
            long swapped = state[x + 5 * y];
            state[x + 5 * y] = Long.rotateLeft(current, (t + 1) * (t + 2) / 2);
            current = swapped;
        }
    }

    private void chi() {
        for (int y = 0; y < 25; y += 5) {
            long[] row = {state[y], state[y + 1], state[y + 2], state[y + 3], state[y + 4]};
            for (int x = 0; x < 5; x++) {
                state[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
            }
        }
    }
}
