package dev.compliancekit.crypto.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;

/** What others made of X-Wing: the vectors of its draft, and the vector of {@code docs/formats/x-wing.md}. */
class XWingVectorsTest {

    /** Gives out what it was given, once. */
    private static final class Prepared extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] prepared;
        private int at;

        Prepared(byte[] prepared) {
            this.prepared = prepared.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(prepared, at, bytes, 0, bytes.length);
            at += bytes.length;
        }
    }

    /**
     * The inputs of the three vectors of draft-connolly-cfrg-xwing-kem-08 appendix C are the SHAKE128 of nothing, 96
     * bytes each. The outputs here are the SHA-256 of public key and encapsulation.
     */
    @Test
    void encapsulatesAsTheDraftDoes() throws NoSuchAlgorithmException {
        SHAKEDigest inputs = new SHAKEDigest(128);
        String[] outputs = {
            "791eb5d86962e96c1be5e30d4b4c9f6c6518eef3b821a31c6fad6357ac6e117c",
            "e33ad73dd3220fcea6c6c91b153bc41c79ad46f82ea57ac0d43921ed95e50679",
            "4c1ecfb751898bf5d94ede9f207bbbe9460e7bb621e26e4c30d78002408cff14"
        };
        AssociatedData place = AssociatedData.ofTexts("place");
        for (String output : outputs) {
            byte[] seed = new byte[32];
            byte[] ephemeral = new byte[64];
            inputs.doOutput(seed, 0, seed.length);
            inputs.doOutput(ephemeral, 0, ephemeral.length);
            try (SecretBytes secret = SecretBytes.copyOf(seed);
                    XWingPrivateKey owner = XWingPrivateKey.of(secret)) {
                Bytes wrapped = owner.publicKey().wrap(secret, place, new Prepared(ephemeral));
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(owner.publicKey().bytes().toByteArray());
                digest.update(Arrays.copyOfRange(wrapped.toByteArray(), 1, 1121));
                assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(output);
                assertThat(owner.unwrap(wrapped, place)).isEqualTo(secret);
            }
        }
    }

    @Test
    void opensWhatAnotherImplementationWrapped() throws IOException {
        AssociatedData place = AssociatedData.ofTexts("backup-key", "acme");
        assertThat(place.bytes()).isEqualTo(vector("associatedData"));
        try (SecretBytes seed = SecretBytes.copyOf(vector("seed").toByteArray());
                XWingPrivateKey owner = XWingPrivateKey.of(seed)) {
            assertThat(owner.publicKey().bytes()).isEqualTo(vector("publicKey"));
            assertThat(owner.unwrap(vector("wrappedKey"), place))
                    .isEqualTo(SecretBytes.copyOf(vector("key").toByteArray()));
        }
    }

    private static Bytes vector(String name) throws IOException {
        try (InputStream in =
                XWingVectorsTest.class.getResourceAsStream("/dev/compliancekit/crypto/vectors/x-wing.json")) {
            String file = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
            Matcher matcher =
                    Pattern.compile("\"" + name + "\": \"([0-9a-f]+)\"").matcher(file);
            assertThat(matcher.find()).as(name).isTrue();
            return Bytes.parseHex(matcher.group(1));
        }
    }
}
