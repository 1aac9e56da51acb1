package dev.compliancekit.crypto.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CipherWarmthTest {

    private static final int LIMIT = CipherWarmth.WORTH_IT_BYTES;

    private final CipherWarmth cold = new CipherWarmth(CipherWarmth.PIECES, 0, false);

    @Test
    void theFirstPiecesAreClaimedOnceAndNoMore() {
        assertThat(cold.claimPieces(0)).isZero();
        assertThat(cold.claimPieces(CipherWarmth.PIECES - 10)).isEqualTo(CipherWarmth.PIECES - 10);
        assertThat(cold.claimPieces(32)).isEqualTo(10);
        assertThat(cold.claimPieces(32)).isZero();
    }

    @Test
    void threadsShareThePieces() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> claims = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                claims.add(pool.submit(() -> cold.claimPieces(32)));
            }
            int claimed = 0;
            for (Future<Integer> each : claims) {
                claimed += each.get();
            }
            assertThat(claimed).isEqualTo(CipherWarmth.PIECES);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void dummiesAreOpenedOnceBeforeALongReading() {
        cold.beforeDecrypting(LIMIT);
        assertThat(cold.isReadyToDecrypt()).isFalse();
        cold.beforeDecrypting(LIMIT + 1L);
        assertThat(cold.isReadyToDecrypt()).isTrue();
    }

    @Test
    void dummiesAreOpenedOnceEnoughWasDecryptedWithoutThem() {
        for (int bytes = 0; bytes < LIMIT; bytes += 16 << 10) {
            cold.decrypting(16 << 10);
            assertThat(cold.isReadyToDecrypt()).isFalse();
        }
        cold.decrypting(1);
        assertThat(cold.isReadyToDecrypt()).isTrue();
    }

    @Test
    void allAtOnceLeavesNothingToDo() {
        cold.warmUp();
        assertThat(cold.claimPieces(1)).isZero();
        assertThat(cold.isReadyToDecrypt()).isTrue();
        cold.warmUp();
    }

    @Test
    void nativeCiphersNeedNothing() {
        assertThat(CipherWarmth.compiledAhead().claimPieces(32)).isZero();
        assertThat(CipherWarmth.compiledAhead().isReadyToDecrypt()).isTrue();
        assertThat(CipherSource.jdk().warmth()).isSameAs(CipherWarmth.ofThisJvm());
    }
}
