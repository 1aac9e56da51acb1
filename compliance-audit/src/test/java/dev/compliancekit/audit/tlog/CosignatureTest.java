package dev.compliancekit.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CosignatureTest {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);
    private static final String WITNESS_VKEY =
            "witness.example/w1+f65f8fd1+BNBKsjJ0K7SrOhNovUYV5ObQIkq3GgFrr4UgozLJd4c3";
    private static final String WITNESS_SECRET =
            "PRIVATE+KEY+witness.example/w1+f65f8fd1+BBERERERERERERERERERERERERERERERERERERERERER";
    private static final String WITNESS_LINE =
            "\u2014 witness.example/w1 9l+P0QAAAABlU/EAIbwD92kDcX0kA81rlHqZnuCaKMNN5f"
                    + "4fI+a0wGfqjWHFLyCaXN1dTJtNiMK6Pa425wBI5v4TeTcOwYr0d4H1Ag==";
    private static final Checkpoint CHECKPOINT =
            Checkpoint.parse("example.com/audit/ref\n3\njS//gbKrwImsjR4E9TOgwWJccTWga6LCx+50WC70Dtg=\n");

    private final SigningKey log = SigningKey.generate(CHECKPOINT.origin(), RANDOM);

    private static WitnessSigningKey witness(CosignatureType type, String name) {
        return WitnessSigningKey.generate(type, name, RANDOM, BOUNCY_CASTLE);
    }

    private static boolean hasMlDsa() {
        return Security.getAlgorithms("Signature").contains("ML-DSA-44");
    }

    /** From the same independent program as the log in {@link ReferenceLogVectorsTest}. */
    @Test
    void theReferenceWitnessIsReadAndMadeAgainByteForByte() {
        WitnessKey key = WitnessKey.parse(WITNESS_VKEY);
        SignatureLine line = SignatureLine.parse(WITNESS_LINE);
        assertThat(key.type()).isEqualTo(CosignatureType.ED25519);
        assertThat(key.name()).isEqualTo("witness.example/w1");
        assertThat(key.toString()).isEqualTo(WITNESS_VKEY);
        assertThat(key.verify(CHECKPOINT, line)).isEqualTo(new Cosignature(key, AT));
        WitnessSigningKey secret = WitnessSigningKey.parse(WITNESS_SECRET, key);
        assertThat(secret.cosign(CHECKPOINT, AT.plusMillis(999)).text()).isEqualTo(WITNESS_LINE + "\n");
        assertThat(secret.secretLine()).isEqualTo(WITNESS_SECRET);
        assertThat(secret.toString()).doesNotContain("PRIVATE");
    }

    /** Made with a third implementation of FIPS 204, see the README beside the file. */
    @Test
    void theMlDsaCosignatureOfAnotherProgramVerifiesAndItsSeedMakesTheSameKey() throws Exception {
        List<String> lines;
        try (InputStream in = CosignatureTest.class.getResourceAsStream("vectors/ml-dsa-44-cosignature.txt")) {
            lines = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        WitnessKey key = WitnessKey.parse(lines.get(0), BOUNCY_CASTLE);
        SignatureLine line = SignatureLine.parse(lines.get(1));
        assertThat(key.verify(CHECKPOINT, line)).isEqualTo(new Cosignature(key, AT));
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) 0x22);
        String secret = key.vkey().privateStart() + Vkey.typed((byte) 6, seed);
        assertThat(WitnessSigningKey.parse(secret, key).witnessKey()).isEqualTo(key);
        if (hasMlDsa()) {
            WitnessKey ofTheJdk = WitnessKey.parse(lines.get(0));
            assertThat(ofTheJdk.verify(CHECKPOINT, line).at()).isEqualTo(AT);
            assertThat(WitnessSigningKey.parse(secret, ofTheJdk).witnessKey()).isEqualTo(key);
        }
    }

    /** Laid out by hand after the struct of tlog-cosignature. */
    @Test
    void theMessageOfMlDsaIsTheStructOfTheSpecification() {
        Checkpoint small = new Checkpoint("log.example", 258, Bytes.copyOf(new byte[32]));
        assertThat(HexFormat.of().formatHex(CosignedMessage.ofTree("w", 1, small)))
                .isEqualTo("737562747265652f76310a00" + "0177" + "0000000000000001" + "0b6c6f672e6578616d706c65"
                        + "0000000000000000" + "0000000000000102" + "00".repeat(32));
    }

    @ParameterizedTest
    @EnumSource(CosignatureType.class)
    void aCosignatureIsOfItsCheckpointItsTimeAndItsKeyOnly(CosignatureType type) {
        WitnessSigningKey secret = witness(type, "witness.example/w1");
        WitnessKey key = WitnessKey.parse(secret.witnessKey().toString(), BOUNCY_CASTLE);
        SignatureLine line = secret.cosign(CHECKPOINT, AT);
        assertThat(key).isEqualTo(secret.witnessKey()).hasSameHashCodeAs(secret.witnessKey());
        assertThat(key.verify(CHECKPOINT, line).at()).isEqualTo(AT);
        assertThat(SignatureLine.parse(line.text().strip())).isEqualTo(line);
        for (Checkpoint other : List.of(
                new Checkpoint("example.com/audit/reg", 3, CHECKPOINT.rootHash()),
                new Checkpoint(CHECKPOINT.origin(), 4, CHECKPOINT.rootHash()),
                new Checkpoint(CHECKPOINT.origin(), 3, Bytes.copyOf(new byte[32])))) {
            assertThatThrownBy(() -> key.verify(other, line)).isInstanceOf(LogTamperedException.class);
        }
        assertThatThrownBy(
                        () -> witness(type, "witness.example/w1").witnessKey().verify(CHECKPOINT, line))
                .isInstanceOf(LogTamperedException.class);
        byte[] bytes = line.signature().toByteArray();
        for (int bit = 0; bit < bytes.length * 8; bit += bytes.length > 100 ? 131 : 1) {
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            SignatureLine flipped = new SignatureLine(line.name(), line.keyId(), Bytes.copyOf(bytes));
            assertThatThrownBy(() -> key.verify(CHECKPOINT, flipped)).isInstanceOf(LogTamperedException.class);
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    @ParameterizedTest
    @EnumSource(CosignatureType.class)
    void theSecretLineMakesTheSameKeyAgain(CosignatureType type) {
        WitnessSigningKey secret = witness(type, "witness.example/w1");
        WitnessSigningKey again = WitnessSigningKey.parse(secret.secretLine(), secret.witnessKey());
        assertThat(again.witnessKey()).isEqualTo(secret.witnessKey());
        assertThat(secret.witnessKey()
                        .verify(CHECKPOINT, again.cosign(CHECKPOINT, AT))
                        .at())
                .isEqualTo(AT);
        WitnessKey foreign = witness(type, "witness.example/w1").witnessKey();
        String mixed = foreign.vkey().privateStart()
                + secret.secretLine().substring(secret.secretLine().lastIndexOf('+') + 1);
        // a line whose Base64 holds a + is cut elsewhere, and refused as well
        assertThatThrownBy(() -> WitnessSigningKey.parse(mixed, foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("PRIVATE+KEY+witness");
    }

    @Test
    void theJdkAndBouncyCastleVerifyEachOther() {
        if (!hasMlDsa()) {
            assertThatThrownBy(() -> WitnessSigningKey.generate(CosignatureType.ML_DSA_44, "w", RANDOM))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("JDK 24");
            String vkey = witness(CosignatureType.ML_DSA_44, "w").witnessKey().toString();
            assertThatThrownBy(() -> WitnessKey.parse(vkey)).isInstanceOf(IllegalStateException.class);
            return;
        }
        WitnessSigningKey jdk = WitnessSigningKey.generate(CosignatureType.ML_DSA_44, "w", RANDOM);
        WitnessKey inBouncyCastle = WitnessKey.parse(jdk.witnessKey().toString(), BOUNCY_CASTLE);
        WitnessSigningKey bouncyCastle = WitnessSigningKey.parse(jdk.secretLine(), inBouncyCastle);
        assertThat(inBouncyCastle.verify(CHECKPOINT, jdk.cosign(CHECKPOINT, AT)).at())
                .isEqualTo(AT);
        assertThat(jdk.witnessKey()
                        .verify(CHECKPOINT, bouncyCastle.cosign(CHECKPOINT, AT))
                        .at())
                .isEqualTo(AT);
    }

    @Test
    void timesOutOfRangeAndOtherLengthsAreRefused() {
        WitnessSigningKey secret = witness(CosignatureType.ED25519, "w");
        assertThatThrownBy(() -> secret.cosign(CHECKPOINT, Instant.EPOCH)).isInstanceOf(IllegalArgumentException.class);
        SignatureLine line = secret.cosign(CHECKPOINT, AT);
        byte[] bytes = line.signature().toByteArray();
        for (byte first : new byte[] {-1, 0x7f}) {
            byte[] far = bytes.clone();
            far[0] = first;
            assertThatThrownBy(() -> secret.witnessKey()
                            .verify(CHECKPOINT, new SignatureLine("w", line.keyId(), Bytes.copyOf(far))))
                    .isInstanceOf(LogTamperedException.class)
                    .hasMessageContaining("time out of range");
        }
        for (int length : new int[] {1, 8, 64, 71, 73}) {
            Bytes other = Bytes.copyOf(Arrays.copyOf(bytes, length));
            assertThatThrownBy(
                            () -> secret.witnessKey().verify(CHECKPOINT, new SignatureLine("w", line.keyId(), other)))
                    .isInstanceOf(LogTamperedException.class);
        }
    }

    @Test
    void aKnownWitnessWithABadLineSpoilsTheNoteAndAnUnknownOneDoesNot() {
        WitnessSigningKey secret = witness(CosignatureType.ED25519, "witness.example/w1");
        WitnessKey key = secret.witnessKey();
        SignedCheckpoint signed = log.sign(CHECKPOINT);
        assertThat(signed.cosignature(key)).isEmpty();
        SignedCheckpoint cosigned =
                signed.with(List.of(secret.cosign(CHECKPOINT, AT), secret.cosign(CHECKPOINT, AT.plusSeconds(60))));
        assertThat(cosigned.cosignature(key)).map(Cosignature::at).contains(AT.plusSeconds(60));
        assertThat(cosigned.with(cosigned.signatures())).isEqualTo(cosigned);
        assertThat(SignedCheckpoint.parse(cosigned.text()).signatures()).hasSize(3);

        Checkpoint another = new Checkpoint(CHECKPOINT.origin(), 4, CHECKPOINT.rootHash());
        SignedCheckpoint spoiled = cosigned.with(List.of(secret.cosign(another, AT)));
        assertThatThrownBy(() -> spoiled.cosignature(key)).isInstanceOf(LogTamperedException.class);
        assertThat(spoiled.cosignature(
                        witness(CosignatureType.ED25519, key.name()).witnessKey()))
                .isEqualTo(Optional.empty());
        assertThat(spoiled.verify(log.verifierKey())).isEqualTo(CHECKPOINT);
        assertThat(spoiled.onlyBy(log.verifierKey())).isEqualTo(signed);
    }

    @Test
    void sixteenSignaturesOfTheLargestKindAndNamesOfAnyScriptAreRead() {
        SignedCheckpoint signed = log.sign(CHECKPOINT);
        byte[] large = new byte[Long.BYTES + Algorithm.ML_DSA_44.signatureBytes()];
        for (int i = 0; i < 15; i++) {
            signed = signed.with(List.of(new SignatureLine("\u65e5\u672c.example/w" + i, i, Bytes.copyOf(large))));
        }
        assertThat(SignedCheckpoint.parse(signed.text()).signatures()).hasSize(16);
        assertThat(SignedCheckpoint.parse(signed.text().getBytes(StandardCharsets.UTF_8))
                        .verify(log.verifierKey()))
                .isEqualTo(CHECKPOINT);
        SignedCheckpoint many = signed;
        assertThatThrownBy(() -> many.with(java.util.stream.IntStream.range(0, 10)
                        .mapToObj(i -> new SignatureLine("more", i, Bytes.copyOf(large)))
                        .toList()))
                .hasMessageContaining("65536 bytes");
        for (String name : List.of("", "a b", "a+b", "a\u00a0b", "a\u2028b", "a\u0085b", "a\u0000b", "a".repeat(256))) {
            assertThatThrownBy(() -> new SignatureLine(name, 0, Bytes.copyOf(new byte[1])))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> SignedCheckpoint.parse(many.text().replace("\u65e5", "\ud800")))
                .hasMessageContaining("position");
    }

    @Test
    void keysOfOtherTypesAreRefusedWithTheTypeInTheMessage() {
        String logKey = log.verifierKey().toString();
        String witnessKey =
                witness(CosignatureType.ED25519, "example.com/w").witnessKey().toString();
        assertThatThrownBy(() -> WitnessKey.parse(logKey)).hasMessageContaining("type 0x01");
        assertThatThrownBy(() -> VerifierKey.parse(witnessKey)).hasMessageContaining("type 0x04");
        assertThatThrownBy(() -> WitnessKey.parse(new Vkey("w", (byte) 6, Bytes.copyOf(new byte[1311])).toString()))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> WitnessKey.parse("w+00000000+" + "A".repeat(4000)))
                .hasMessageContaining("at most 2048");
        assertThatThrownBy(() -> WitnessKey.parse(new Vkey("w", (byte) 4, Bytes.copyOf(new byte[31])).toString()))
                .hasMessageContaining("31 bytes");
    }
}
