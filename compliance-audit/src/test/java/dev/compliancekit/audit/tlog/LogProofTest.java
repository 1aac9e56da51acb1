package dev.compliancekit.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogProofTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ReferenceTree TREE = ReferenceTree.ofSize(100);
    private static final SigningKey LOG = SigningKey.generate("example.com/log", RANDOM);
    private static final VerifierKey VKEY = LOG.verifierKey();
    private static final LogProof PROOF = LogProof.of(
            new InclusionProof(41, 100, TREE.nodes().inclusionPath(41, 100)), LOG.sign(TREE.checkpoint(100)));

    @Test
    void aProofIsReadAsItWasWrittenAndVerifiesItsEntryOnly() {
        LogProof read = LogProof.parse(PROOF.text());
        assertThat(read).isEqualTo(PROOF).hasSameHashCodeAs(PROOF).hasToString(PROOF.text());
        assertThat(read.verify(TREE.leaf(41), VKEY)).isEqualTo(TREE.checkpoint(100));
        assertThat(read.extra()).isEmpty();
        assertThatThrownBy(() -> read.verify(TREE.leaf(42), VKEY)).isInstanceOf(LogTamperedException.class);
        VerifierKey other = SigningKey.generate("example.com/log", RANDOM).verifierKey();
        assertThatThrownBy(() -> read.verify(TREE.leaf(41), other)).isInstanceOf(LogTamperedException.class);
    }

    @Test
    void everySingleEntryOfALogOfOneHasAnEmptyPath() {
        LogProof single = LogProof.of(new InclusionProof(0, 1, List.of()), LOG.sign(TREE.checkpoint(1)));
        assertThat(single.text()).startsWith("c2sp.org/tlog-proof@v1\nindex 0\n\nexample.com/log\n1\n");
        assertThat(LogProof.parse(single.text()).verify(TREE.leaf(0), VKEY).treeSize())
                .isEqualTo(1);
    }

    @Test
    void extraDataAreCarriedAndNotTrusted() {
        Bytes data = Bytes.copyOf("what both sides know".getBytes(StandardCharsets.UTF_8));
        LogProof read = LogProof.parse(PROOF.withExtra(data).text());
        assertThat(read.extra()).contains(data);
        assertThat(read.verify(TREE.leaf(41), VKEY)).isEqualTo(TREE.checkpoint(100));
        assertThatThrownBy(() -> PROOF.withExtra(Bytes.copyOf(new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PROOF.withExtra(Bytes.copyOf(new byte[100_000])))
                .hasMessageContaining("131072");
    }

    @Test
    void witnessesAreVerifiedWithTheRest() {
        WitnessSigningKey witness = WitnessSigningKey.generate(CosignatureType.ED25519, "w.example", RANDOM);
        WitnessPolicy policy = WitnessPolicy.of(1, List.of(witness.witnessKey()));
        assertThatThrownBy(() -> PROOF.verify(TREE.leaf(41), VKEY, policy)).isInstanceOf(LogTamperedException.class);
        SignatureLine line = witness.cosign(TREE.checkpoint(100), Instant.ofEpochSecond(5));
        LogProof witnessed = LogProof.of(PROOF.inclusion(), PROOF.checkpoint().with(List.of(line)));
        assertThat(LogProof.parse(witnessed.text()).verify(TREE.leaf(41), VKEY, policy))
                .isEqualTo(TREE.checkpoint(100));
    }

    @Test
    void everyFlippedBitPrefixAndExtensionIsRefused() {
        byte[] proof = PROOF.text().getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < proof.length * 8; bit++) {
            proof[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(passes(new String(proof, StandardCharsets.UTF_8)))
                    .as("bit " + bit)
                    .isFalse();
            proof[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        for (int length = 0; length < PROOF.text().length(); length++) {
            assertThat(passes(PROOF.text().substring(0, length)))
                    .as("prefix of " + length)
                    .isFalse();
        }
        for (String more : List.of("\n", " ", "x", "\r\n", "\u2014 a b\n", PROOF.text())) {
            assertThat(passes(PROOF.text() + more)).isFalse();
        }
        assertThat(passes(PROOF.text())).isTrue();
    }

    private static boolean passes(String text) {
        try {
            LogProof.parse(text).verify(TREE.leaf(41), VKEY);
            return true;
        } catch (IllegalArgumentException | LogTamperedException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            return false;
        }
    }

    @Test
    void otherFormsAreRefusedWithTheLine() {
        String text = PROOF.text();
        String hash = text.lines().skip(2).findFirst().orElseThrow();
        assertThatThrownBy(() -> LogProof.parse(text.replace("@v1", "@v2"))).hasMessageContaining("line 1");
        for (String index : List.of("index 041", "index +41", "index -1", "index ", "index 41 ", "Index 41", "41")) {
            assertThatThrownBy(() -> LogProof.parse(text.replace("index 41", index)))
                    .as(index)
                    .hasMessageContaining("line 2");
        }
        for (String extra :
                List.of("extra ", "extra AB=", "extra A", "extra", "extra AAAA\nextra AAAA", "extra\tAAAA")) {
            assertThatThrownBy(() -> LogProof.parse(text.replace("index 41", extra + "\nindex 41")))
                    .as(extra)
                    .hasMessageContaining("line ");
        }
        assertThatThrownBy(() -> LogProof.parse(text.replace(hash, hash.substring(4))))
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> LogProof.parse(text.replace(hash, hash + "\n").replace("\n\nexample", "\nexample")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogProof.parse(text.replace(hash, (hash + "\n").repeat(57) + hash)))
                .hasMessageContaining("64 hashes; accepted are at most 63");
        assertThatThrownBy(() -> LogProof.parse("x".repeat(131_073))).hasMessageContaining("131072");
        assertThatThrownBy(() -> LogProof.parse(("A".repeat(44) + "\n").repeat(2000) + "\n"))
                .hasMessageContaining("67 lines");
        assertThatThrownBy(() -> LogProof.parse(text.replace("index 41", "index 100")))
                .hasMessageContaining("index is 100");
        assertThatThrownBy(() -> LogProof.of(PROOF.inclusion(), LOG.sign(TREE.checkpoint(99))))
                .hasMessageContaining("equal sizes");
    }
}
