package dev.compliancekit.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {

    private static final SigningKey KEY = SigningKey.generate("example.com/log", new SecureRandom());
    private static final Checkpoint CHECKPOINT = new Checkpoint("example.com/log", 42, Bytes.copyOf(new byte[32]));
    private static final String NOTE = KEY.sign(CHECKPOINT).text();

    @Test
    void whatIsSignedVerifiesAndReadsBack() {
        SignedCheckpoint signed = SignedCheckpoint.parse(NOTE);
        assertThat(signed.verify(KEY.verifierKey())).isEqualTo(CHECKPOINT);
        assertThat(signed).isEqualTo(KEY.sign(CHECKPOINT)).hasSameHashCodeAs(KEY.sign(CHECKPOINT));
        assertThat(signed.toString()).isEqualTo(NOTE);
        assertThat(SigningKey.parse(KEY.secretLine(), KEY.verifierKey())
                        .sign(CHECKPOINT)
                        .text())
                .isEqualTo(NOTE);
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] note = NOTE.getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < note.length * 8; bit++) {
            note[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(passes(note)).as("bit " + bit).isFalse();
            note[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        assertThat(passes(note)).isTrue();
    }

    @Test
    void everyProperPrefixAndEveryExtensionIsRefused() {
        for (int length = 0; length < NOTE.length(); length++) {
            assertThat(passes(NOTE.substring(0, length).getBytes(StandardCharsets.UTF_8)))
                    .as("prefix of " + length)
                    .isFalse();
        }
        for (String more : List.of("\n", " ", "x", "\r\n", "\u2014 a b\n")) {
            assertThat(passes((NOTE + more).getBytes(StandardCharsets.UTF_8))).isFalse();
        }
    }

    private static boolean passes(byte[] note) {
        try {
            SignedCheckpoint.parse(note).verify(KEY.verifierKey());
            return true;
        } catch (IllegalArgumentException | LogTamperedException e) {
            return false;
        }
    }

    @Test
    void formsThatSayTheSameInOtherBytesAreRefused() {
        String root = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        for (String text : List.of(
                "example.com/log\n042\n" + root + "\n",
                "example.com/log\n+42\n" + root + "\n",
                "example.com/log\n 42\n" + root + "\n",
                "example.com/log\n\u0664\u0662\n" + root + "\n",
                "example.com/log\n42\n" + root.replace("=", "") + "\n",
                "example.com/log\n42\n" + root.replace("AA=", "AB=") + "\n",
                "example.com/log\n42\n" + root + "\nextension\n",
                "example.com/log\n42\n" + root + "\n\n",
                "example.com/log\n99999999999999999999\n" + root + "\n",
                "example.com/log\n9223372036854775808\n" + root + "\n",
                "example.com/log\n-1\n" + root + "\n",
                "example.com/log\n42\nAAAA\n",
                "\n42\n" + root + "\n",
                "example com\n42\n" + root + "\n",
                "")) {
            assertThatThrownBy(() -> Checkpoint.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Checkpoint.parse("example.com/log\n0\n" + root + "\n").treeSize())
                .isZero();
        assertThat(Checkpoint.parse("example.com/log\n9223372036854775807\n" + root + "\n")
                        .treeSize())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void unknownKeysArePassedOverAndAreNoSignature() {
        SigningKey other = SigningKey.generate("example.com/log", new SecureRandom());
        SigningKey witness = SigningKey.generate("witness.example/w1", new SecureRandom());
        String witnessLine =
                SignedNote.sign(CHECKPOINT.text(), witness).signatures().get(0).text();
        SignedCheckpoint both = SignedCheckpoint.parse(NOTE + witnessLine);
        assertThat(both.verify(KEY.verifierKey())).isEqualTo(CHECKPOINT);
        assertThatThrownBy(() -> both.verify(other.verifierKey())).isInstanceOf(LogTamperedException.class);
        assertThatThrownBy(() -> both.verify(witness.verifierKey()))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("another log");
        assertThatThrownBy(() -> witness.sign(CHECKPOINT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBadSignatureOfTheKnownKeySpoilsTheNoteThoughAGoodOneIsThere() {
        Checkpoint another = new Checkpoint("example.com/log", 43, CHECKPOINT.rootHash());
        String foreignLine =
                SignedNote.sign(another.text(), KEY).signatures().get(0).text();
        assertThatThrownBy(() -> SignedCheckpoint.parse(NOTE + foreignLine).verify(KEY.verifierKey()))
                .isInstanceOf(LogTamperedException.class);
    }

    @Test
    void sizesAreBounded() {
        String line = NOTE.substring(NOTE.indexOf('\u2014'));
        String head = NOTE.substring(0, NOTE.indexOf('\u2014'));
        assertThat(SignedCheckpoint.parse(head + line.repeat(100)).unverified()).isEqualTo(CHECKPOINT);
        assertThatThrownBy(() -> SignedCheckpoint.parse(head + line.repeat(101)))
                .hasMessageContaining("100");
        assertThatThrownBy(() -> SignedCheckpoint.parse("x".repeat(65_537))).hasMessageContaining("65536");
        assertThatThrownBy(() -> SignedCheckpoint.parse(new byte[65_537])).hasMessageContaining("65536");
    }

    @Test
    void keysAreReadInOneFormOnly() {
        String vkey = KEY.verifierKey().toString();
        String secret = KEY.secretLine();
        assertThat(VerifierKey.parse(vkey)).isEqualTo(KEY.verifierKey());
        for (String wrong : List.of("", "a+b", vkey + "+", vkey + " ", vkey.replace("+A", "+B"), "x" + vkey)) {
            assertThatThrownBy(() -> VerifierKey.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String wrong :
                List.of("", "PRIVATE+KEY+", secret.substring(1), secret + "=", secret.replace("+A", "+B"))) {
            assertThatThrownBy(() -> SigningKey.parse(wrong, KEY.verifierKey()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(secret.substring(secret.length() - 20));
        }
        SigningKey twin = SigningKey.generate("example.com/log", new SecureRandom());
        int seed = secret.length() - 44; // Base64 of 33 bytes
        String mixed = secret.substring(0, seed) + twin.secretLine().substring(seed);
        assertThatThrownBy(() -> SigningKey.parse(mixed, KEY.verifierKey())).hasMessageContaining("does not belong");
        assertThatThrownBy(() -> new VerifierKey("a b", KEY.verifierKey().publicKey()))
                .hasMessageContaining("position 1");
        assertThatThrownBy(() -> new VerifierKey("a", Bytes.copyOf(new byte[31])))
                .hasMessageContaining("31 bytes");
        assertThatThrownBy(() -> SigningKey.generate("a+b", new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKey.generate("a".repeat(256), new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
