package dev.compliancekit.crypto.key;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.NonceMode;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to unwrap the key of a record once the tenant's key and the epoch's are in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(2)
public class KeyUnwrapBenchmark {

    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private final Primitives primitives = new Primitives(random, () -> CREATED, NonceMode.SESSION, null);
    private final WrappingKey wrapping =
            WrappingKey.ofTenant(1, SecretBytes.random(32, random), SecretBytes.random(32, random), primitives);
    private final KeyRecord.Active active = wrapping.wrap(
            new KeyMetadata(
                    new KeyName(new TenantId("acme"), new SubjectId("s-1017"), KeyPurpose.FIELDS),
                    1,
                    new KeyId(7),
                    KeyAlgorithm.XAES_256_GCM,
                    CREATED),
            SecretBytes.random(32, random));

    /** The key's bytes, decrypted and compared with their commitment. */
    @Benchmark
    public SecretBytes unwrap() {
        return wrapping.unwrap(active);
    }

    /** The same, and what encrypts and decrypts with it. */
    @Benchmark
    public Object unwrapAndPrepare() {
        try (SecretBytes key = wrapping.unwrap(active)) {
            return primitives.of(active.metadata(), key);
        }
    }
}
