package dev.compliancekit.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.jce.JceMasterKey;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.stream.ChunkedAead;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.cryptomator.cryptolib.api.Cryptor;
import org.cryptomator.cryptolib.api.CryptorProvider;
import org.cryptomator.cryptolib.api.Masterkey;
import org.cryptomator.cryptolib.common.DecryptingReadableByteChannel;
import org.cryptomator.cryptolib.common.EncryptingWritableByteChannel;

/** The libraries whose streams are compared, by name. */
enum StreamPeers {
    /** This project. */
    OURS {
        @Override
        OutputStream encrypting(OutputStream target) {
            return ours().encrypting(target, NONE);
        }

        @Override
        InputStream decrypting(InputStream source) {
            return ours().decrypting(source, NONE);
        }

        @Override
        SeekableByteChannel decrypting(SeekableByteChannel source) throws IOException {
            return ours().decrypting(source, NONE);
        }
    },
    /** This project with the ciphers of Amazon Corretto Crypto Provider. */
    OURS_ACCP {
        @Override
        OutputStream encrypting(OutputStream target) {
            return ours().withProvider(AmazonCorrettoCryptoProvider.INSTANCE).encrypting(target, NONE);
        }

        @Override
        InputStream decrypting(InputStream source) {
            return ours().withProvider(AmazonCorrettoCryptoProvider.INSTANCE).decrypting(source, NONE);
        }
    },
    /** What the JDK can do: messages of 16 KiB, one after the other, into one buffer. */
    RAW_16K {
        @Override
        OutputStream encrypting(OutputStream target) throws GeneralSecurityException {
            return new RawChunks();
        }
    },
    /** Tink with segments of 1 MiB. */
    TINK_1MB {
        @Override
        OutputStream encrypting(OutputStream target) throws GeneralSecurityException, IOException {
            return tink(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB).newEncryptingStream(target, NONE);
        }

        @Override
        InputStream decrypting(InputStream source) throws GeneralSecurityException, IOException {
            return tink(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB).newDecryptingStream(source, NONE);
        }

        @Override
        SeekableByteChannel decrypting(SeekableByteChannel source) throws GeneralSecurityException, IOException {
            return tink(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB)
                    .newSeekableDecryptingChannel(source, NONE);
        }
    },
    /** Tink with segments of 4 KiB. */
    TINK_4KB {
        @Override
        OutputStream encrypting(OutputStream target) throws GeneralSecurityException, IOException {
            return tink(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_4KB).newEncryptingStream(target, NONE);
        }

        @Override
        InputStream decrypting(InputStream source) throws GeneralSecurityException, IOException {
            return tink(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_4KB).newDecryptingStream(source, NONE);
        }

        @Override
        SeekableByteChannel decrypting(SeekableByteChannel source) throws GeneralSecurityException, IOException {
            return tink(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_4KB)
                    .newSeekableDecryptingChannel(source, NONE);
        }
    },
    /** AWS Encryption SDK without signature, frames of 4 KiB. */
    ESDK {
        @Override
        OutputStream encrypting(OutputStream target) {
            return esdk().createEncryptingStream(masterKey(), target, Map.of());
        }

        @Override
        InputStream decrypting(InputStream source) {
            return esdk().createDecryptingStream(masterKey(), source);
        }
    },
    /** Cryptomator, chunks of 32 KiB. */
    CRYPTOMATOR {
        @Override
        OutputStream encrypting(OutputStream target) {
            return Channels.newOutputStream(
                    new EncryptingWritableByteChannel(Channels.newChannel(target), cryptomator()));
        }

        @Override
        InputStream decrypting(InputStream source) {
            return Channels.newInputStream(
                    new DecryptingReadableByteChannel(Channels.newChannel(source), cryptomator(), true));
        }
    },
    /** The JDK's own streams. */
    CIPHER_STREAM {
        @Override
        OutputStream encrypting(OutputStream target) throws GeneralSecurityException {
            return new CipherOutputStream(target, gcm(Cipher.ENCRYPT_MODE));
        }

        @Override
        InputStream decrypting(InputStream source) throws GeneralSecurityException {
            return new CipherInputStream(source, gcm(Cipher.DECRYPT_MODE));
        }
    };

    private static final byte[] NONE = {};

    abstract OutputStream encrypting(OutputStream target) throws GeneralSecurityException, IOException;

    InputStream decrypting(InputStream source) throws GeneralSecurityException, IOException {
        throw new UnsupportedOperationException(this + " does not read streams");
    }

    SeekableByteChannel decrypting(SeekableByteChannel source) throws GeneralSecurityException, IOException {
        throw new UnsupportedOperationException(this + " does not read at random");
    }

    static ChunkedAead ours() {
        return ChunkedAead.aes256Gcm(SecretBytes.copyOf(new byte[32]), new SecureRandom());
    }

    private static StreamingAead tink(Parameters parameters) throws GeneralSecurityException {
        StreamingAeadConfig.register();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(StreamKeys.tinkKey(parameters))
                        .withFixedId(1)
                        .makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
    }

    private static AwsCrypto esdk() {
        return AwsCrypto.builder()
                .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
                .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
                .build();
    }

    private static JceMasterKey masterKey() {
        return JceMasterKey.getInstance(new SecretKeySpec(new byte[32], "AES"), "bench", "key", "AES/GCM/NoPadding");
    }

    private static Cryptor cryptomator() {
        return CryptorProvider.forScheme(CryptorProvider.Scheme.SIV_GCM)
                .provide(new Masterkey(new byte[64]), new SecureRandom());
    }

    private static Cipher gcm(int mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(new byte[32], "AES"), new GCMParameterSpec(128, new byte[12]));
        return cipher;
    }

    /** Encrypts and throws away. */
    private static final class RawChunks extends OutputStream {

        private static final int CHUNK = 16 << 10;

        private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
        private final byte[] sealed = new byte[CHUNK + 16];
        private final byte[] nonce = new byte[12];

        RawChunks() throws GeneralSecurityException {}

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                for (int at = from; at < from + length; at += CHUNK) {
                    for (int i = 0; i < nonce.length && ++nonce[i] == 0; i++) {}
                    cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
                    cipher.doFinal(bytes, at, CHUNK, sealed, 0);
                }
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }
    }
}
