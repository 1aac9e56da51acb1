package dev.compliancekit.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class WitnessPolicyTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);
    private static final Checkpoint CHECKPOINT = new Checkpoint("example.com/log", 42, Bytes.copyOf(new byte[32]));

    private final SigningKey log = SigningKey.generate("example.com/log", RANDOM);
    private final WitnessSigningKey one = key("witness.example/1");
    private final WitnessSigningKey two = key("witness.example/2");
    private final WitnessSigningKey three = key("witness.example/3");
    private final WitnessPolicy twoOfThree =
            WitnessPolicy.of(2, List.of(one.witnessKey(), two.witnessKey(), three.witnessKey()));

    private static WitnessSigningKey key(String name) {
        return WitnessSigningKey.generate(CosignatureType.ED25519, name, RANDOM);
    }

    private SignedCheckpoint cosigned(SignatureLine... lines) {
        return log.sign(CHECKPOINT).with(List.of(lines));
    }

    @Test
    void aQuorumIsSoManyDifferentWitnesses() {
        Instant since = twoOfThree.verify(cosigned(
                one.cosign(CHECKPOINT, AT),
                two.cosign(CHECKPOINT, AT.plusSeconds(5)),
                three.cosign(CHECKPOINT, AT.plusSeconds(9))));
        assertThat(since).isEqualTo(AT.plusSeconds(5));
        assertThat(twoOfThree.quorum()).isEqualTo(2);
        assertThat(twoOfThree.cosignatures(cosigned(two.cosign(CHECKPOINT, AT))))
                .containsExactly(new Cosignature(two.witnessKey(), AT));
    }

    @Test
    void oneKeySigningTwiceCountsOnce() {
        SignedCheckpoint twice = cosigned(one.cosign(CHECKPOINT, AT), one.cosign(CHECKPOINT, AT.plusSeconds(1)));
        assertThatThrownBy(() -> twoOfThree.verify(twice))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("1 trusted");
        Cosignature same = new Cosignature(one.witnessKey(), AT);
        assertThat(twoOfThree.isMetBy(List.of(same, same))).isFalse();
    }

    @Test
    void oneKeyUnderTwoNamesIsRefused() {
        WitnessKey alias =
                WitnessKey.of(CosignatureType.ED25519, "alias", one.witnessKey().publicKey(), null);
        for (WitnessKey twice : List.of(alias, one.witnessKey())) {
            assertThatThrownBy(() -> WitnessPolicy.of(1, List.of(one.witnessKey(), twice)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("twice");
        }
    }

    @Test
    void twoKeysOfOneWitnessCountOnce() {
        WitnessSigningKey second = WitnessSigningKey.generate(
                CosignatureType.ML_DSA_44, one.witnessKey().name(), RANDOM, new BouncyCastleProvider());
        WitnessPolicy policy = WitnessPolicy.of(2, List.of(one.witnessKey(), second.witnessKey(), two.witnessKey()));
        SignatureLine[] both = {one.cosign(CHECKPOINT, AT), second.cosign(CHECKPOINT, AT)};
        assertThatThrownBy(() -> policy.verify(cosigned(both))).isInstanceOf(LogTamperedException.class);
        assertThat(policy.verify(cosigned(both).with(List.of(two.cosign(CHECKPOINT, AT)))))
                .isEqualTo(AT);
        assertThatThrownBy(() -> WitnessPolicy.of(2, List.of(one.witnessKey(), second.witnessKey())))
                .hasMessageContaining("quorum is 2 of 1");
    }

    @Test
    void strangersDoNotCountAndABadLineOfATrustedKeySpoilsAll() {
        WitnessSigningKey stranger = key("witness.example/2");
        assertThatThrownBy(
                        () -> twoOfThree.verify(cosigned(one.cosign(CHECKPOINT, AT), stranger.cosign(CHECKPOINT, AT))))
                .isInstanceOf(LogTamperedException.class);
        Checkpoint other = new Checkpoint("example.com/log", 43, CHECKPOINT.rootHash());
        assertThatThrownBy(() -> twoOfThree.verify(
                        cosigned(one.cosign(CHECKPOINT, AT), two.cosign(CHECKPOINT, AT), three.cosign(other, AT))))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("witness.example/3");
    }

    @Test
    void quorumsOutOfRangeAreRefused() {
        List<WitnessKey> keys = List.of(one.witnessKey());
        for (int quorum : new int[] {-1, 0, 2}) {
            assertThatThrownBy(() -> WitnessPolicy.of(quorum, keys)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> WitnessPolicy.of(1, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WitnessPolicy.of(1, Collections.nCopies(101, one.witnessKey())))
                .hasMessageContaining("at most 100");
    }
}
