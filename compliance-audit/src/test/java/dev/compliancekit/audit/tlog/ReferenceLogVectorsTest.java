package dev.compliancekit.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Known answers made with an independent program: a log with the seed of 32 zero bytes, cosigned by a witness, and the
 * key that the C2SP signed-note specification shows.
 */
class ReferenceLogVectorsTest {

    private static final String VKEY = "example.com/audit/ref+6eb13d59+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    private static final String TEXT = "example.com/audit/ref\n3\njS//gbKrwImsjR4E9TOgwWJccTWga6LCx+50WC70Dtg=\n";
    private static final String LOG_LINE = "\u2014 example.com/audit/ref brE9WbMnWJeYShpi+O+qS4gnet63o+OUOBML9s9mI9p3"
            + "OYa8leXuWSIT9nH8cnGC+HFq54SsaU8ROGWAqPjB2cY0egM=\n";
    private static final String WITNESS_LINE =
            "\u2014 witness.example/w1 9l+P0QAAAABlU/EAIbwD92kDcX0kA81rlHqZnuCaKMNN5f"
                    + "4fI+a0wGfqjWHFLyCaXN1dTJtNiMK6Pa425wBI5v4TeTcOwYr0d4H1Ag==\n";
    private static final String WITNESS_VKEY =
            "witness.example/w1+f65f8fd1+BNBKsjJ0K7SrOhNovUYV5ObQIkq3GgFrr4UgozLJd4c3";
    private static final String SECRET_LINE =
            "PRIVATE+KEY+example.com/audit/ref+6eb13d59+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final Map<Integer, String> ROOTS = Map.of(
            1, "y2C8OIHITzyQZ1slw26cy/mElYdiKnfRT3us3Rm+ITA=",
            256, "gx7Ga0qyFVMfB9Mms0uSycwbbWHWT8lpa/vYv0gG6ZU=",
            257, "HqbPv2yZmlGISzDbfchoMn1DdeDo/rFNXA3GkmvuSlU=",
            1000, "8DB3q73i3Q5k9mbMOQSRs5H/CP+rBVo7IezL2xm1qGs=",
            70_000, "4LEkQ35rWb2bnsrFUGmA49UKjlPmo3nOcXa+Tmqu49U=");

    @TempDir
    private Path directory;

    @Test
    void theSignedCheckpointVerifiesAndIsWrittenAsItWasRead() {
        SignedCheckpoint signed = SignedCheckpoint.parse(TEXT + "\n" + LOG_LINE + WITNESS_LINE);
        Checkpoint checkpoint = signed.verify(VerifierKey.parse(VKEY));
        assertThat(checkpoint.treeSize()).isEqualTo(3);
        assertThat(checkpoint.origin()).isEqualTo("example.com/audit/ref");
        assertThat(signed.text()).isEqualTo(TEXT + "\n" + LOG_LINE + WITNESS_LINE);
    }

    @Test
    void theSeedSignsTheSameCheckpoint() {
        VerifierKey vkey = VerifierKey.parse(VKEY);
        SigningKey key = SigningKey.parse(SECRET_LINE, vkey);
        assertThat(key.verifierKey().toString()).isEqualTo(VKEY);
        assertThat(key.secretLine()).isEqualTo(SECRET_LINE);
        assertThat(key.sign(Checkpoint.parse(TEXT)).text()).isEqualTo(TEXT + "\n" + LOG_LINE);
        assertThat(key.toString()).doesNotContain("PRIVATE");
    }

    @Test
    void theKeyOfTheSpecificationIsRead() {
        VerifierKey key = VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        assertThat(Integer.toHexString(key.keyId())).isEqualTo("530d903a");
        assertThatThrownBy(() -> VerifierKey.parse(key.toString().replace("530d903a", "530d903b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTilesOfThreeEntriesVerifyAndProve() throws Exception {
        write(
                "tile/0/000.p/3",
                Bytes.parseHex("cb60bc3881c84f3c90675b25c36e9ccbf9849587622a77d14f7bacdd19be2130"
                        + "76a9141699458b2a9f1cd534f2a6fb4398ac04504a590ac4886bcae1e5a997c7"
                        + "09b4704b2835ea5b27d9413666595dd0d752b130f53bb4ac78ebeb2ccc5bbe90"));
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            EntryBundle.write(bundle, entry(i, i));
        }
        assertThat(Bytes.copyOf(bundle.toByteArray()).hex()).startsWith("00287b22736571223a302c");
        write("tile/entries/000.p/3", Bytes.copyOf(bundle.toByteArray()));
        write("checkpoint", utf8(TEXT + "\n" + LOG_LINE + WITNESS_LINE));
        VerificationReport report = LogVerifier.of(VerifierKey.parse(VKEY)).verify(directory);
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(3);
        InclusionProof proof = TileDirectory.of(directory).proveInclusion(2, 3);
        assertThat(proof.hashes()).containsExactly(base64("FV9wMDbsEGUM+L9sR6MI6EW1XUuSz4ml2zAxLhtPNuY="));
        LogProof file = LogProof.of(proof, TileDirectory.of(directory).checkpoint());
        assertThat(file.text())
                .isEqualTo("c2sp.org/tlog-proof@v1\nindex 2\nFV9wMDbsEGUM+L9sR6MI6EW1XUuSz4ml2zAxLhtPNuY=\n\n" + TEXT
                        + "\n" + LOG_LINE + WITNESS_LINE);
        assertThat(LogProof.parse(file.text())
                        .verify(
                                MerkleTree.leafHash(entry(2, 2)),
                                VerifierKey.parse(VKEY),
                                WitnessPolicy.of(1, List.of(WitnessKey.parse(WITNESS_VKEY))))
                        .treeSize())
                .isEqualTo(3);
    }

    @Test
    void rootsOfLogsUpToSeventyThousandEntries() {
        MerkleTree tree = MerkleTree.empty();
        for (int i = 0; i < 70_000; i++) {
            tree.append(MerkleTree.leafHash(entry(i, i % 7)));
            String root = ROOTS.get(i + 1);
            if (root != null) {
                assertThat(tree.root()).isEqualTo(base64(root));
            }
        }
        assertThat(tree.size()).isEqualTo(70_000);
    }

    private static byte[] entry(int sequence, int tenant) {
        return ("{\"seq\":" + sequence + ",\"tenant\":\"t-" + tenant + "\",\"action\":\"TEST\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Bytes base64(String text) {
        return Bytes.copyOf(Base64.getDecoder().decode(text));
    }

    private static Bytes utf8(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String path, Bytes content) throws Exception {
        Path file = directory.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, content.toByteArray());
    }
}
