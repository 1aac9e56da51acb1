package dev.compliancekit.testkit;

import static dev.compliancekit.testkit.SampleKeys.ACME;
import static dev.compliancekit.testkit.SampleKeys.GLOBEX;
import static dev.compliancekit.testkit.SampleKeys.NAME;
import static dev.compliancekit.testkit.SampleKeys.active;
import static dev.compliancekit.testkit.SampleKeys.address;
import static dev.compliancekit.testkit.SampleKeys.bytes;
import static dev.compliancekit.testkit.SampleKeys.list;
import static dev.compliancekit.testkit.SampleKeys.rewrapped;
import static dev.compliancekit.testkit.SampleKeys.tenants;
import static dev.compliancekit.testkit.SampleKeys.tombstone;
import static dev.compliancekit.testkit.SampleKeys.wrapped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link KeyStore} promises of reading and rewrapping; {@link KeyStoreContract} has the rest, and is what is
 * extended.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class KeyRecordsContract {

    private KeyStore opened = InMemoryKeyStore.create();

    /** For the rest of the contract. */
    protected KeyRecordsContract() {}

    /**
     * Opens the store under test. Called again in one test after the store was closed, it opens the same store again.
     *
     * @return an open store, empty when opened first
     */
    protected abstract KeyStore openStore();

    /**
     * Searches everything that the store has written, temporary files and logs included.
     *
     * @param ciphertext a wrapped key as it was handed in
     * @return whether it is anywhere
     */
    protected abstract boolean isAnywhereInTheStore(Bytes ciphertext);

    /** Closes the store of one test. */
    @AfterEach
    public final void closeAtTheEnd() {
        opened.close();
    }

    /** The newest key has the highest version. */
    @Test
    public final void theNewestKeyHasTheHighestVersion() {
        KeyStore store = store();
        store.createIfAbsent(active(7, 1));
        store.createIfAbsent(active(3, 2));
        assertThat(store.newest(NAME)).contains(active(3, 2));

        store.destroy(tombstone(3, 2, "rotated"));
        assertThat(store.newest(NAME)).contains(tombstone(3, 2, "rotated"));
    }

    /** Tenants and keys are listed in their order. */
    @Test
    public final void tenantsAndKeysAreListedInTheirOrder() {
        KeyStore store = store();
        store.createIfAbsent(active(GLOBEX, 9, 1, 9));
        store.createIfAbsent(active(5, 1));
        store.createIfAbsent(active(2, 2));
        store.destroy(tombstone(5, 1, "first"));

        assertThat(tenants(store)).containsExactly(ACME, GLOBEX);
        assertThat(list(store, ACME)).containsExactly(active(2, 2), tombstone(5, 1, "first"));
    }

    /** The keys of subjects are apart. */
    @Test
    public final void theKeysOfSubjectsAreApart() {
        KeyStore store = store();
        for (String subject : List.of("account", "../s", "S", "s", "s" + "x".repeat(127))) {
            assertThat(store.createIfAbsent(active(subject, 1, 1))).isEqualTo(active(subject, 1, 1));
        }
        store.destroy(tombstone(active("s", 1, 1), "first"));

        assertThat(store.load(active("S", 1, 1).metadata().address())).contains(active("S", 1, 1));
        assertThat(store.load(active("s", 1, 1).metadata().address())).contains(tombstone(active("s", 1, 1), "first"));
        assertThat(store.load(active("t", 1, 1).metadata().address())).isEmpty();
        assertThat(store.newest(active("../s", 1, 1).metadata().name())).contains(active("../s", 1, 1));
        assertThat(store.list(ACME, new SubjectId("../s"))).containsExactly(active("../s", 1, 1));
        assertThat(store.unreported()).containsExactly(tombstone(active("s", 1, 1), "first"));
        store.markReported(active("S", 1, 1).metadata().address());
        assertThat(store.unreported()).hasSize(1);
    }

    /** The keys of a subject are listed in their order. */
    @Test
    public final void theKeysOfASubjectAreListedInTheirOrder() {
        KeyStore store = store();
        store.createIfAbsent(active("s", 9, 1));
        store.createIfAbsent(active("t", 2, 1));
        store.createIfAbsent(active("s", 4, 2));
        store.createIfAbsent(active("s", -4, 3));

        assertThat(store.list(ACME, new SubjectId("s")))
                .containsExactly(active("s", 4, 2), active("s", 9, 1), active("s", -4, 3));
        assertThat(store.list(ACME, new SubjectId("u"))).isEmpty();
        assertThat(store.list(GLOBEX, new SubjectId("s"))).isEmpty();
    }

    /** The keys of one subject stand together in the list of a tenant. */
    @Test
    public final void theKeysOfOneSubjectStandTogether() {
        KeyStore store = store();
        for (int keyId = 1; keyId <= 20; keyId++) {
            store.createIfAbsent(active("s-" + keyId % 5, keyId, keyId));
        }

        List<KeyRecord> records = list(store, ACME);

        assertThat(records).hasSize(20);
        for (int i = 0; i < 20; i += 4) {
            SubjectId subject = records.get(i).metadata().name().subject();
            assertThat(records.subList(i, i + 4)).isEqualTo(store.list(ACME, subject));
        }
    }

    /** Every live key of a tenant is rewrapped, and the last wrapping wins. */
    @Test
    public final void everyLiveKeyOfATenantIsRewrapped() {
        KeyStore store = store();
        KeyRecord.Active other = active(GLOBEX, 1, 1, 1);
        store.createIfAbsent(active(1, 1));
        store.createIfAbsent(active("s", 2, 1));
        store.createIfAbsent(other);

        assertThat(store.replaceAll(ACME, active -> active.rewrapped(7, wrapped(7))))
                .isEqualTo(2);
        assertThat(store.replaceAll(ACME, SampleKeys::rewrapped)).isEqualTo(2);

        assertThat(list(store, ACME)).containsExactlyInAnyOrder(rewrapped(active(1, 1)), rewrapped(active("s", 2, 1)));
        assertThat(list(store, GLOBEX)).containsExactly(other);
    }

    /** What is handed back as it was is not replaced. */
    @Test
    public final void whatIsHandedBackAsItWasIsNotReplaced() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));
        store.createIfAbsent(active(2, 2));

        assertThat(store.replaceAll(ACME, active -> active.equals(active(1, 1)) ? active : rewrapped(active)))
                .isEqualTo(1);
        assertThat(list(store, ACME)).containsExactly(active(1, 1), rewrapped(active(2, 2)));
        assertThat(store.replaceAll(ACME, active -> active)).isZero();
        assertThat(store.replaceAll(GLOBEX, active -> active)).isZero();
    }

    /** Nothing but the wrapping is replaced. */
    @Test
    public final void nothingButTheWrappingIsReplaced() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));

        assertThatIllegalArgumentException().isThrownBy(() -> store.replaceAll(ACME, active -> active(2, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> store.replaceAll(ACME, active -> active(1, 2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.replaceAll(
                        ACME, active -> new KeyRecord.Active(active.metadata(), bytes(99, 32), 2, wrapped(50))));
        assertThat(list(store, ACME)).containsExactly(active(1, 1));
    }

    /** What a rewrapping throws ends it, and may be done again. */
    @Test
    public final void whatARewrappingThrowsEndsIt() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));

        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> store.replaceAll(ACME, active -> {
                    throw new ArithmeticException("the contract of key stores");
                }));
        assertThat(list(store, ACME)).containsExactly(active(1, 1));
        assertThat(store.replaceAll(ACME, SampleKeys::rewrapped)).isEqualTo(1);
    }

    /** A destroyed key stays destroyed. */
    @Test
    public final void aDestroyedKeyStaysDestroyed() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));
        store.createIfAbsent(active(2, 2));
        store.destroy(tombstone(1, 1, "first"));

        assertThat(store.replaceAll(ACME, SampleKeys::rewrapped)).isEqualTo(1);
        assertThat(store.load(address(1))).contains(tombstone(1, 1, "first"));
    }

    /** Opens the store under test, which is closed at the end. */
    KeyStore store() {
        opened = openStore();
        return opened;
    }
}
