package dev.compliancekit.benchmarks;

import com.google.crypto.tink.Aead;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.NonceMode;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** Encrypting a field, beside the limit of the JDK and the peers; {@code -prof gc} tells what each allocates. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 30, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class AeadEncryptBenchmark {

    @Param({"64", "1024", "16384"})
    private int size;

    private final byte[] associatedData = new byte[32];
    private final dev.compliancekit.crypto.Aead ours = Peers.ours();
    private final dev.compliancekit.crypto.Aead strict =
            Peers.oursBuilder().nonces(NonceMode.STRICT).build();
    private final dev.compliancekit.crypto.Aead plain =
            Peers.oursBuilder().algorithm(KeyAlgorithm.AES_256_GCM).build();
    private final RawGcm raw = new RawGcm(new byte[32]);
    private final Aead tink = Peers.tinkGcm();
    private final Aead tinkXaes = Peers.tinkXaes();
    private final BytesEncryptor spring = Peers.springGcm();
    private byte[] plaintext = {};
    private byte[] out = {};

    /** Makes what depends on the size. */
    @Setup
    public void makePlaintext() {
        plaintext = new byte[size];
        out = new byte[size + 64];
    }

    /**
     * One reused cipher, a nonce that counts, the caller's array: the limit.
     *
     * @return the bytes written
     * @throws GeneralSecurityException never
     */
    @Benchmark
    public int jdkLimit() throws GeneralSecurityException {
        return raw.encrypt(plaintext, associatedData, out);
    }

    /**
     * Goal: at least 98 % (JDK 17) and 95 % (JDK 25) of {@link #jdkLimit}.
     *
     * @return the bytes written
     */
    @Benchmark
    public int oursIntoArray() {
        return ours.encrypt(plaintext, associatedData, out, 0);
    }

    /**
     * Into a new array.
     *
     * @return the ciphertext
     */
    @Benchmark
    public byte[] ours() {
        return ours.encrypt(plaintext, associatedData);
    }

    /**
     * With fresh random bytes for every message.
     *
     * @return the ciphertext
     */
    @Benchmark
    public byte[] oursStrict() {
        return strict.encrypt(plaintext, associatedData);
    }

    /**
     * AES-256-GCM.
     *
     * @return the ciphertext
     */
    @Benchmark
    public byte[] oursAesGcm() {
        return plain.encrypt(plaintext, associatedData);
    }

    /**
     * Tink, AES256_GCM.
     *
     * @return the ciphertext
     * @throws GeneralSecurityException never
     */
    @Benchmark
    public byte[] tinkAesGcm() throws GeneralSecurityException {
        return tink.encrypt(plaintext, associatedData);
    }

    /**
     * Tink, XAES_256_GCM: bytes of the same form as {@link #ours}.
     *
     * @return the ciphertext
     * @throws GeneralSecurityException never
     */
    @Benchmark
    public byte[] tinkXaes() throws GeneralSecurityException {
        return tinkXaes.encrypt(plaintext, associatedData);
    }

    /**
     * Spring, without associated data.
     *
     * @return the ciphertext
     */
    @Benchmark
    public byte[] springGcm() {
        return spring.encrypt(plaintext);
    }
}
