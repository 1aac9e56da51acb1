package dev.compliancekit.benchmarks;

import com.google.crypto.tink.Aead;
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

/** Decrypting a field, beside the limit of the JDK and the peers; {@code -prof gc} tells what each allocates. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 30, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class AeadDecryptBenchmark {

    private static final int SESSIONS = 4096;

    @Param({"64", "1024", "16384"})
    private int size;

    private final byte[] associatedData = new byte[32];
    private final dev.compliancekit.crypto.Aead ours = Peers.ours();
    private final RawGcm raw = new RawGcm(new byte[32]);
    private final Aead tink = Peers.tinkGcm();
    private final Aead tinkXaes = Peers.tinkXaes();
    private final byte[][] sessions = new byte[SESSIONS][];
    private final byte[][] tinkSessions = new byte[SESSIONS][];
    private byte[] sealed = {};
    private byte[] rawSealed = {};
    private byte[] tinkSealed = {};
    private byte[] out = {};
    private int next;

    /**
     * Makes what depends on the size.
     *
     * @throws GeneralSecurityException if a contender fails
     */
    @Setup
    public void seal() throws GeneralSecurityException {
        byte[] plaintext = new byte[size];
        out = new byte[size + 64];
        sealed = ours.encrypt(plaintext, associatedData);
        tinkSealed = tink.encrypt(plaintext, associatedData);
        rawSealed = new byte[size + RawGcm.OVERHEAD_BYTES];
        raw.encrypt(plaintext, associatedData, rawSealed);
        for (int i = 0; i < SESSIONS; i++) {
            ours.renewSessions();
            sessions[i] = ours.encrypt(plaintext, associatedData);
            tinkSessions[i] = tinkXaes.encrypt(plaintext, associatedData);
        }
    }

    private int nextSession() {
        next = (next + 1) % SESSIONS;
        return next;
    }

    /**
     * One reused cipher, the caller's array: the limit.
     *
     * @return the bytes written
     * @throws GeneralSecurityException never
     */
    @Benchmark
    public int jdkLimit() throws GeneralSecurityException {
        return raw.decrypt(rawSealed, associatedData, out);
    }

    /**
     * Records of one session, into the caller's array.
     *
     * @return the bytes written
     */
    @Benchmark
    public int oursIntoArray() {
        return ours.decrypt(sealed, associatedData, out, 0);
    }

    /**
     * Records of one session, into a new array.
     *
     * @return the plaintext
     */
    @Benchmark
    public byte[] ours() {
        return ours.decrypt(sealed, associatedData);
    }

    /**
     * Tink, AES256_GCM.
     *
     * @return the plaintext
     * @throws GeneralSecurityException never
     */
    @Benchmark
    public byte[] tinkAesGcm() throws GeneralSecurityException {
        return tink.decrypt(tinkSealed, associatedData);
    }

    /**
     * Every record of another session.
     *
     * @return the plaintext
     */
    @Benchmark
    public byte[] oursOtherSessions() {
        return ours.decrypt(sessions[nextSession()], associatedData);
    }

    /**
     * Every record of another session, by Tink.
     *
     * @return the plaintext
     * @throws GeneralSecurityException never
     */
    @Benchmark
    public byte[] tinkXaesOtherSessions() throws GeneralSecurityException {
        return tinkXaes.decrypt(tinkSessions[nextSession()], associatedData);
    }
}
