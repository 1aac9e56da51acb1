package dev.compliancekit.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Known answers for the hashing of RFC 6962 section 2.1, over the eight leaves of Certificate Transparency's tests. */
class Rfc6962VectorsTest {

    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @TempDir
    private Path directory;

    @Test
    void rootsOfZeroToEightLeaves() {
        MerkleTree tree = MerkleTree.empty();
        for (int size = 0; size <= 8; size++) {
            assertThat(tree.root().hex()).isEqualTo(ROOTS.get(size));
            if (size < 8) {
                tree.append(leaf(size));
            }
        }
    }

    @Test
    void inclusionProofs() throws Exception {
        assertThat(proofOfEntry(5, 8))
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(proofOfEntry(2, 3))
                .containsExactly("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    }

    @Test
    void consistencyProofs() throws Exception {
        String sixToEight = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
        String upperHalf = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
        assertThat(proofOfGrowth(1, 8))
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        upperHalf);
        assertThat(proofOfGrowth(6, 8))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", sixToEight, ROOTS.get(4));
        assertThat(proofOfGrowth(4, 8)).containsExactly(upperHalf);
        assertThat(proofOfGrowth(2, 5))
                .containsExactly(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
        assertThat(proofOfGrowth(0, 8)).isEmpty();
        assertThat(proofOfGrowth(8, 8)).isEmpty();
    }

    private List<String> proofOfEntry(long index, int size) throws Exception {
        InclusionProof proof = store(size).proveInclusion(index, size);
        proof.verify(leaf((int) index), new Checkpoint("example.com/log", size, Bytes.parseHex(ROOTS.get(size))));
        return hex(proof.hashes());
    }

    private List<String> proofOfGrowth(int oldSize, int newSize) throws Exception {
        ConsistencyProof proof = store(newSize).proveConsistency(oldSize, newSize);
        proof.verify(
                new Checkpoint("example.com/log", oldSize, Bytes.parseHex(ROOTS.get(oldSize))),
                new Checkpoint("example.com/log", newSize, Bytes.parseHex(ROOTS.get(newSize))));
        return hex(proof.hashes());
    }

    private TileDirectory store(int size) throws Exception {
        Path tile = directory.resolve(new Tile(0, 0, size).path());
        Files.createDirectories(tile.resolveSibling(""));
        String hashes = String.join(
                "", hex(IntStream.range(0, size).mapToObj(this::leaf).toList()));
        Files.write(tile, HexFormat.of().parseHex(hashes));
        return TileDirectory.of(directory);
    }

    private Bytes leaf(int index) {
        return MerkleTree.leafHash(HexFormat.of().parseHex(LEAVES.get(index)));
    }

    private static List<String> hex(List<Bytes> hashes) {
        return Stream.of(hashes.toArray(new Bytes[0])).map(Bytes::hex).toList();
    }

    @Test
    void aCanonicalJsonEntryHasItsLeafHash() {
        String entry = "{\"act\":\"user.login\",\"n\":[1e+21,0.1,1e-7,0,333333333.3333333],\"ok\":true,"
                + "\"tenant\":\"t-9\",\"ts\":1767225600000,\"\u00e9\":\"\\n\u20ac\\\"\\\\\",\"\ud83d\ude00\":null,"
                + "\"\ufb33\":1}";
        assertThat(MerkleTree.leafHash(entry.getBytes(StandardCharsets.UTF_8)).hex())
                .isEqualTo("d7e9c1c3291cfdbca80e431cfeb602d6fd58771aa948d4b6a33fceb570d8f733");
    }
}
