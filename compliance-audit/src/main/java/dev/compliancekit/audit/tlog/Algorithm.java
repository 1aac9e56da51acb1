package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The signature algorithms of signed notes, as the JDK or a provider that the caller handed in has them. */
enum Algorithm {
    /** RFC 8032; the prefix is RFC 8410 section 4. */
    ED25519("Ed25519", 32, 64, "302a300506032b6570032100"),
    /** FIPS 204; the prefix is RFC 9881 section 4. In the JDK since 24. */
    ML_DSA_44("ML-DSA-44", 1312, 2420, "30820532300b06096086480165030403110382052100");

    /** Both algorithms draw their private key from a seed of this size. */
    static final int SEED_BYTES = 32;

    private final String jcaName;
    private final int publicKeyBytes;
    private final int signatureBytes;
    private final Bytes prefix;

    Algorithm(String jcaName, int publicKeyBytes, int signatureBytes, String prefix) {
        this.jcaName = jcaName;
        this.publicKeyBytes = publicKeyBytes;
        this.signatureBytes = signatureBytes;
        this.prefix = Bytes.copyOf(HexFormat.of().parseHex(prefix));
    }

    int publicKeyBytes() {
        return publicKeyBytes;
    }

    int signatureBytes() {
        return signatureBytes;
    }

    @Override
    public String toString() {
        return jcaName;
    }

    PublicKey decode(Bytes publicKey, @Nullable Provider provider) {
        if (publicKey.size() != publicKeyBytes) {
            throw new IllegalArgumentException(
                    "public key has " + publicKey.size() + " bytes; accepted are " + publicKeyBytes);
        }
        byte[] encoded = ByteBuffer.allocate(prefix.size() + publicKeyBytes)
                .put(prefix.toByteArray())
                .put(publicKey.toByteArray())
                .array();
        try {
            KeyFactory factory =
                    provider == null ? KeyFactory.getInstance(jcaName) : KeyFactory.getInstance(jcaName, provider);
            return factory.generatePublic(new X509EncodedKeySpec(encoded));
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("public key is not a key of " + jcaName, e);
        }
    }

    boolean verifies(PublicKey publicKey, byte[] message, byte[] signature, @Nullable Provider provider) {
        if (signature.length != signatureBytes) {
            return false;
        }
        try {
            Signature verifier = engine(provider);
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        } catch (GeneralSecurityException e) {
            return false; // a signature of the wrong form is no signature
        }
    }

    byte[] sign(PrivateKey privateKey, byte[] message, @Nullable Provider provider) {
        try {
            Signature signer = engine(provider);
            signer.initSign(privateKey);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this Java cannot sign with " + jcaName + ", which it could when the key was read", e);
        }
    }

    private Signature engine(@Nullable Provider provider) throws NoSuchAlgorithmException {
        return provider == null ? Signature.getInstance(jcaName) : Signature.getInstance(jcaName, provider);
    }

    /** The pair that a seed stands for; every provider draws just the seed from the source it is given. */
    KeyPair pairOf(byte[] seed, @Nullable Provider provider) {
        try {
            KeyPairGenerator generator = provider == null
                    ? KeyPairGenerator.getInstance(jcaName)
                    : KeyPairGenerator.getInstance(jcaName, provider);
            generator.initialize(new NamedParameterSpec(jcaName), new SeedSource(seed));
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider of " + jcaName + " makes no key from a seed", e);
        }
    }

    /** The public key stands last in its encoding. */
    Bytes publicBytes(PublicKey publicKey) {
        byte[] encoded = publicKey.getEncoded();
        return Bytes.copyOf(Arrays.copyOfRange(encoded, encoded.length - publicKeyBytes, encoded.length));
    }

    private IllegalStateException missing(NoSuchAlgorithmException e) {
        return new IllegalStateException(
                "this Java has no " + jcaName + "; accepted are JDK 24 or newer, or a provider that has it, given "
                        + "with the key",
                e);
    }

    /** A source of randomness that holds one seed. */
    private static final class SeedSource extends SecureRandom {

        @Serial
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        SeedSource(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("the provider draws something else than a seed of 32 bytes");
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
