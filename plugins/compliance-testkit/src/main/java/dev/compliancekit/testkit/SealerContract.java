package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Sealer} promises. Extend it, make a sealer, and say how keys are destroyed and lost.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class SealerContract {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");
    private static final FieldPath EMAIL =
            new FieldPath(ACME, new SubjectId("s-1"), new RecordClass("customer"), new RecordId("1017"), "email", 1);
    private static final String ADDRESS = "ann@example.com";

    private static final int THREADS = 8;
    private static final int VALUES_PER_THREAD = 25;

    private Sealer sealer = new NotOpened();

    /** For the classes that inherit the contract. */
    protected SealerContract() {}

    /**
     * Makes the sealer under test. Called once for each test.
     *
     * @return a sealer that can have a key for any tenant
     */
    protected abstract Sealer openSealer();

    /**
     * Makes a sealer that works as the one under test but holds none of its keys, as after the loss of a key store.
     *
     * @return the sealer
     */
    protected abstract Sealer sealerWithoutTheKeys();

    /**
     * Destroys a tenant's keys on purpose, in the sealer under test.
     *
     * @param tenant whose
     */
    protected abstract void destroyKeysOf(TenantId tenant);

    /** Makes the sealer of one test. */
    @BeforeEach
    public final void openOnce() {
        sealer = openSealer();
    }

    /** What was sealed opens at its place. */
    @Test
    public final void whatWasSealedOpensAtItsPlace() {
        for (int size : new int[] {0, 1, 15, 16, 17, 1000, 100_000}) {
            byte[] value = pattern(size);

            assertThat(plaintext(sealer.open(EMAIL, sealer.seal(EMAIL, value)))).isEqualTo(value);
        }
    }

    /** A sealed value does not show the plaintext. */
    @Test
    public final void aSealedValueDoesNotShowThePlaintext() {
        String sealed = new String(seal(ADDRESS), StandardCharsets.ISO_8859_1);

        assertThat(sealed).doesNotContain(ADDRESS).doesNotContain(ADDRESS.substring(0, 5));
    }

    /** One value sealed twice looks different. */
    @Test
    public final void oneValueSealedTwiceLooksDifferent() {
        assertThat(seal(ADDRESS)).isNotEqualTo(seal(ADDRESS));
    }

    /** A value opens nowhere else. */
    @Test
    public final void aValueOpensNowhereElse() {
        byte[] sealed = seal(ADDRESS);

        for (FieldPath other : otherPlaces()) {
            assertNotReadable(other, sealed);
        }
    }

    /** A changed byte is refused. */
    @Test
    public final void aChangedByteIsRefused() {
        byte[] sealed = seal(ADDRESS);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;

            assertNotReadable(EMAIL, changed);
        }
    }

    /** A cut or lengthened value is refused. */
    @Test
    public final void aCutOrLengthenedValueIsRefused() {
        byte[] sealed = seal(ADDRESS);

        for (int length = 0; length < sealed.length; length++) {
            assertNotReadable(EMAIL, Arrays.copyOf(sealed, length));
        }
        assertNotReadable(EMAIL, Arrays.copyOf(sealed, sealed.length + 1));
    }

    /** Plaintext is never taken for a sealed value. */
    @Test
    public final void plaintextIsNeverTakenForASealedValue() {
        assertNotReadable(EMAIL, ADDRESS.getBytes(StandardCharsets.UTF_8));
        assertNotReadable(EMAIL, pattern(200));
    }

    /** The arrays of the caller are neither changed nor kept. */
    @Test
    public final void theArraysOfTheCallerAreNeitherChangedNorKept() {
        byte[] value = pattern(40);
        byte[] sealed = sealer.seal(EMAIL, value);
        byte[] sealedBefore = sealed.clone();
        assertThat(value).isEqualTo(pattern(40));

        Arrays.fill(value, (byte) 0);
        assertThat(plaintext(sealer.open(EMAIL, sealed))).isEqualTo(pattern(40));
        assertThat(sealed).isEqualTo(sealedBefore);
    }

    /** A destroyed key is answered as erased. */
    @Test
    public final void aDestroyedKeyIsAnsweredAsErased() {
        byte[] sealed = seal(ADDRESS);

        destroyKeysOf(ACME);

        assertThat(sealer.open(EMAIL, sealed)).isInstanceOf(Opened.Erased.class);
    }

    /** Nothing is sealed under a destroyed key. */
    @Test
    public final void nothingIsSealedUnderADestroyedKey() {
        seal(ADDRESS);

        destroyKeysOf(ACME);

        assertThatExceptionOfType(ComplianceException.class).isThrownBy(() -> seal(ADDRESS));
    }

    /** Destroying the keys of one tenant leaves the others. */
    @Test
    public final void destroyingTheKeysOfOneTenantLeavesTheOthers() {
        FieldPath other = at(GLOBEX);
        byte[] sealed = sealer.seal(other, pattern(20));
        seal(ADDRESS);

        destroyKeysOf(ACME);

        assertThat(plaintext(sealer.open(other, sealed))).isEqualTo(pattern(20));
    }

    /** A lost key is answered as missing. */
    @Test
    public final void aLostKeyIsAnsweredAsMissing() {
        byte[] sealed = seal(ADDRESS);

        assertThat(sealerWithoutTheKeys().open(EMAIL, sealed)).isInstanceOf(Opened.KeyMissing.class);
    }

    /** Many threads may seal and open at once. */
    @Test
    public final void manyThreadsMaySealAndOpenAtOnce() {
        List<byte[]> opened = Concurrently.run(THREADS, VALUES_PER_THREAD, i -> {
            FieldPath path = at(i % 2 == 0 ? ACME : GLOBEX);
            return plaintext(sealer.open(path, sealer.seal(path, pattern(i))));
        });

        assertThat(opened)
                .containsExactlyElementsOf(IntStream.range(0, THREADS * VALUES_PER_THREAD)
                        .mapToObj(SealerContract::pattern)
                        .toList());
    }

    private byte[] seal(String text) {
        return sealer.seal(EMAIL, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whatever was altered, the answer is an exception of ours or that there is no such key, never a value. */
    private void assertNotReadable(FieldPath path, byte[] sealed) {
        try {
            assertThat(sealer.open(path, sealed)).isNotInstanceOf(Opened.Plaintext.class);
        } catch (ComplianceException refused) {
            assertThat(refused.getMessage()).doesNotContain(ADDRESS);
        }
    }

    /** The subject only chooses the key, see {@link FieldPath}. */
    private static List<FieldPath> otherPlaces() {
        return List.of(
                at(GLOBEX),
                new FieldPath(ACME, EMAIL.subject(), new RecordClass("order"), EMAIL.record(), EMAIL.field(), 1),
                new FieldPath(ACME, EMAIL.subject(), EMAIL.recordClass(), new RecordId("1018"), EMAIL.field(), 1),
                new FieldPath(ACME, EMAIL.subject(), EMAIL.recordClass(), EMAIL.record(), "phone", 1),
                EMAIL.withVersion(2));
    }

    private static FieldPath at(TenantId tenant) {
        return new FieldPath(
                tenant, EMAIL.subject(), EMAIL.recordClass(), EMAIL.record(), EMAIL.field(), EMAIL.version());
    }

    private static byte[] plaintext(Opened opened) {
        assertThat(opened).isInstanceOf(Opened.Plaintext.class);
        return ((Opened.Plaintext) opened).plaintext();
    }

    private static byte[] pattern(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + size);
        }
        return bytes;
    }

    /** Stands in until the sealer of a test is made. */
    private static final class NotOpened implements Sealer {

        @Override
        public byte[] seal(FieldPath path, byte[] plaintext) {
            throw new IllegalStateException("the sealer is made before each test");
        }

        @Override
        public Opened open(FieldPath path, byte[] sealed) {
            throw new IllegalStateException("the sealer is made before each test");
        }
    }
}
