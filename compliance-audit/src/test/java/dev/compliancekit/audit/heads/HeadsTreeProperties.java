package dev.compliancekit.audit.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A root leaves one place for each tenant, and a path shows it. */
class HeadsTreeProperties {

    private static Head head(Random random) {
        byte[] leaf = new byte[32];
        random.nextBytes(leaf);
        return new Head(1 + random.nextInt(1000), Bytes.copyOf(leaf));
    }

    private static TenantId tenant(int number) {
        return new TenantId("t" + number);
    }

    @Property(tries = 60)
    void everyTenantIsShownAndAllOthersAreShownToBeAbsent(@ForAll @IntRange(max = 80) int count, @ForAll long seed) {
        Random random = new Random(seed);
        HeadsTree tree = HeadsTree.empty();
        Map<TenantId, Head> heads = new TreeMap<>(java.util.Comparator.comparing(TenantId::value));
        for (int i = 0; i < count; i++) {
            heads.put(tenant(i), head(random));
            tree.put(tenant(i), head(random)); // replaced below
        }
        tree.root();
        heads.forEach(tree::put);

        assertThat(tree.tenants()).isEqualTo(count);
        assertThat(tree.root()).isEqualTo(recursively(heads));
        heads.forEach((tenant, head) ->
                assertThat(tree.path(tenant).verify(tenant, tree.root())).contains(head));
        for (int i = count; i < count + 20; i++) {
            assertThat(tree.path(tenant(i)).verify(tenant(i), tree.root())).isEmpty();
        }
    }

    @Property(tries = 30)
    void aPathServesNobodyElseAndNoOtherRoot(@ForAll @IntRange(min = 2, max = 40) int count, @ForAll long seed) {
        Random random = new Random(seed);
        HeadsTree tree = HeadsTree.empty();
        for (int i = 0; i < count; i++) {
            tree.put(tenant(i), head(random));
        }
        Bytes root = tree.root();
        HeadsPath path = tree.path(tenant(0));
        assertThatThrownBy(() -> {
                    if (path.verify(tenant(1), root).isPresent()) {
                        return;
                    }
                    // where the other's place is not told apart by the path, it would have to be shown as absent
                    throw new AssertionError("another tenant is shown to be absent");
                })
                .isInstanceOf(LogTamperedException.class);
        tree.put(tenant(1), head(random));
        assertThatThrownBy(() -> path.verify(tenant(0), tree.root())).isInstanceOf(LogTamperedException.class);
    }

    @Property(tries = 30)
    void pathsAreReadBackAndChangedOnesRefused(@ForAll @IntRange(max = 40) int count, @ForAll long seed) {
        Random random = new Random(seed);
        HeadsTree tree = HeadsTree.empty();
        for (int i = 0; i < count; i++) {
            tree.put(tenant(i), head(random));
        }
        for (int asked : List.of(0, count + 1)) {
            List<String> lines = tree.path(tenant(asked)).lines();
            assertThat(HeadsPath.parse(lines).lines()).isEqualTo(lines);
            assertThat(HeadsPath.parse(lines).verify(tenant(asked), tree.root()).isPresent())
                    .isEqualTo(asked < count);
            for (int i = 0; i < lines.size(); i++) {
                List<String> changed = new ArrayList<>(lines);
                changed.remove(i);
                assertRefused(changed, tenant(asked), tree.root());
                if (lines.get(i).length() == 44) {
                    byte[] hash = Base64.getDecoder().decode(lines.get(i));
                    hash[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
                    List<String> flipped = new ArrayList<>(lines);
                    flipped.set(i, Base64.getEncoder().encodeToString(hash));
                    assertRefused(flipped, tenant(asked), tree.root());
                }
            }
        }
    }

    private static void assertRefused(List<String> lines, TenantId tenant, Bytes root) {
        assertThatThrownBy(() -> HeadsPath.parse(lines).verify(tenant, root))
                .isInstanceOfAny(IllegalArgumentException.class, LogTamperedException.class);
    }

    @Test
    void refusesWhatIsNoPath() {
        for (List<String> lines : List.of(
                List.<String>of(),
                List.of("at x 1 y"),
                List.of("at"),
                List.of(""),
                List.of("nothing", "x"),
                List.of("nothing "),
                java.util.Collections.nCopies(258, "nothing"))) {
            assertThatThrownBy(() -> HeadsPath.parse(lines)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The definition, as the format's page has it, without a tree. */
    private static Bytes recursively(Map<TenantId, Head> heads) {
        Map<Bytes, Head> byKey = new TreeMap<>();
        heads.forEach((tenant, head) ->
                byKey.put(Bytes.copyOf(sha(tenant.value().getBytes(StandardCharsets.US_ASCII))), head));
        return Bytes.copyOf(root(byKey, 0));
    }

    private static byte[] root(Map<Bytes, Head> heads, int depth) {
        if (heads.isEmpty()) {
            return new byte[32];
        }
        if (heads.size() == 1) {
            Map.Entry<Bytes, Head> only = heads.entrySet().iterator().next();
            return sha(
                    new byte[] {0},
                    only.getKey().toByteArray(),
                    java.nio.ByteBuffer.allocate(8)
                            .putLong(only.getValue().entries())
                            .array(),
                    only.getValue().lastLeaf().toByteArray());
        }
        Map<Bytes, Head> left = new TreeMap<>(heads);
        Map<Bytes, Head> right = new TreeMap<>(heads);
        left.keySet().removeIf(key -> bit(key, depth) == 1);
        right.keySet().removeIf(key -> bit(key, depth) == 0);
        return sha(new byte[] {1}, root(left, depth + 1), root(right, depth + 1));
    }

    private static int bit(Bytes key, int depth) {
        return key.toByteArray()[depth / 8] >> (7 - depth % 8) & 1;
    }

    private static byte[] sha(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            Arrays.stream(parts).forEach(sha::update);
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From docs/formats/log-export.md; computed by another program, in Python. */
    @Test
    void givesTheVectorOfTheFormat() {
        HeadsTree tree = HeadsTree.empty();
        tree.put(new TenantId("acme"), new Head(1, Bytes.parseHex("01".repeat(32))));
        tree.put(new TenantId("zoo"), new Head(2, Bytes.parseHex("02".repeat(32))));
        assertThat(tree.root().hex()).isEqualTo("4a791c578e14b913869aaf7ec12048e024036f21ad4b916d63f3720ee98ff432");
        assertThat(tree.path(new TenantId("acme")).lines())
                .containsExactly(
                        "at giszrYfBSKCiClunzV68qmjTahjnqtFlVUkD9SyoJ1c= 1 AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
                        "RA0bAJoFSrrcgc4+zrDOme/CRc6AUk6Cc3LZx7+ASp0=");
        assertThat(tree.path(new TenantId("none")).lines())
                .containsExactly(
                        "at JP6TyeF8uARS5dhvHBhvwv2iSCzV+B19MFwilb2rCuw= 2 AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=",
                        "ogBnuFtFLBTjuOH5Vu7uqvXY56y35XkvoOtkTD4m0VU=");
    }
}
