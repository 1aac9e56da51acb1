package dev.compliancekit.testkit;

import static dev.compliancekit.testkit.SampleKeys.ACME;
import static dev.compliancekit.testkit.SampleKeys.GLOBEX;
import static dev.compliancekit.testkit.SampleKeys.NAME;
import static dev.compliancekit.testkit.SampleKeys.active;
import static dev.compliancekit.testkit.SampleKeys.bytes;
import static dev.compliancekit.testkit.SampleKeys.everyCall;
import static dev.compliancekit.testkit.SampleKeys.list;
import static dev.compliancekit.testkit.SampleKeys.metadata;
import static dev.compliancekit.testkit.SampleKeys.tenants;
import static dev.compliancekit.testkit.SampleKeys.tombstone;
import static dev.compliancekit.testkit.SampleKeys.wrapped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link KeyStore} promises, as far as it can be seen without breaking the store from outside. Extend it and
 * say how the store is opened and searched.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class KeyStoreContract {

    private KeyStore opened = InMemoryKeyStore.create();

    /** For the classes that inherit the contract. */
    protected KeyStoreContract() {}

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

    /** An empty store has nothing. */
    @Test
    public final void anEmptyStoreHasNothing() {
        KeyStore store = store();

        assertThat(store.load(ACME, new KeyId(1))).isEmpty();
        assertThat(store.newest(NAME)).isEmpty();
        assertThat(store.unreported()).isEmpty();
        assertThat(tenants(store)).isEmpty();
        assertThat(list(store, ACME)).isEmpty();
    }

    /** A new key is stored. */
    @Test
    public final void aNewKeyIsStored() {
        KeyStore store = store();

        assertThat(store.createIfAbsent(active(1, 1))).isEqualTo(active(1, 1));
        assertThat(store.load(ACME, new KeyId(1))).contains(active(1, 1));
    }

    /** No key is overwritten by another of its name and version. */
    @Test
    public final void noKeyIsOverwrittenByAnotherOfItsNameAndVersion() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));

        assertThat(store.createIfAbsent(active(2, 1))).isEqualTo(active(1, 1));
        assertThat(store.load(ACME, new KeyId(1))).contains(active(1, 1));
        assertThat(store.load(ACME, new KeyId(2))).isEmpty();
    }

    /** No key is overwritten by another of its id. */
    @Test
    public final void noKeyIsOverwrittenByAnotherOfItsId() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));

        assertThatIllegalArgumentException().isThrownBy(() -> store.createIfAbsent(active(1, 2)));
        assertThat(store.load(ACME, new KeyId(1))).contains(active(1, 1));
    }

    /** A destroyed key is not made again. */
    @Test
    public final void aDestroyedKeyIsNotMadeAgain() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));
        store.destroy(tombstone(1, 1, "first"));

        assertThat(store.createIfAbsent(active(2, 1))).isEqualTo(tombstone(1, 1, "first"));
        assertThat(store.load(ACME, new KeyId(2))).isEmpty();
    }

    /** The tenants keys are apart. */
    @Test
    public final void theTenantsKeysAreApart() {
        KeyStore store = store();
        KeyRecord.Active other = active(GLOBEX, 1, 1, 1);
        store.createIfAbsent(active(1, 1));

        assertThat(store.load(GLOBEX, new KeyId(1))).isEmpty();
        assertThat(store.createIfAbsent(other)).isEqualTo(other);
        assertThat(store.load(ACME, new KeyId(1))).contains(active(1, 1));
        assertThat(store.load(GLOBEX, new KeyId(1))).contains(other);
        assertThat(list(store, GLOBEX)).containsExactly(other);
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

    /** The last wrapping wins. */
    @Test
    public final void theLastWrappingWins() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));

        store.replace(active(ACME, 1, 1, 50));
        store.replace(active(ACME, 1, 1, 60));

        assertThat(store.load(ACME, new KeyId(1))).contains(active(ACME, 1, 1, 60));
    }

    /** Only a key that is there is rewrapped. */
    @Test
    public final void onlyAKeyThatIsThereIsRewrapped() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));

        assertThatIllegalArgumentException().isThrownBy(() -> store.replace(active(2, 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> store.replace(active(1, 2)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> store.replace(new KeyRecord.Active(metadata(ACME, 1, 1), bytes(99, 32), wrapped(50))));
        assertThat(store.load(ACME, new KeyId(1))).contains(active(1, 1));
    }

    /** A destroyed key stays destroyed. */
    @Test
    public final void aDestroyedKeyStaysDestroyed() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));
        store.destroy(tombstone(1, 1, "first"));

        assertThatExceptionOfType(KeyDestroyedException.class).isThrownBy(() -> store.replace(active(1, 1)));
        assertThat(store.load(ACME, new KeyId(1))).contains(tombstone(1, 1, "first"));
    }

    /** The first tombstone stays. */
    @Test
    public final void theFirstTombstoneStays() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));

        assertThat(store.destroy(tombstone(1, 1, "first"))).isEqualTo(tombstone(1, 1, "first"));
        assertThat(store.destroy(tombstone(1, 1, "second"))).isEqualTo(tombstone(1, 1, "first"));
        assertThat(store.load(ACME, new KeyId(1))).contains(tombstone(1, 1, "first"));
    }

    /** Only a key that is there is destroyed. */
    @Test
    public final void onlyAKeyThatIsThereIsDestroyed() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));

        assertThatIllegalArgumentException().isThrownBy(() -> store.destroy(tombstone(2, 2, "none")));
        assertThatIllegalArgumentException().isThrownBy(() -> store.destroy(tombstone(1, 2, "other")));
        assertThat(store.load(ACME, new KeyId(1))).contains(active(1, 1));
    }

    /** The wrapped key of a destroyed key is nowhere. */
    @Test
    public final void theWrappedKeyOfADestroyedKeyIsNowhere() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));
        assertThat(isAnywhereInTheStore(wrapped(1).ciphertext()))
                .as("the search finds a key that is there")
                .isTrue();

        store.destroy(tombstone(1, 1, "first"));

        assertThat(isAnywhereInTheStore(wrapped(1).ciphertext())).isFalse();
    }

    /** A destruction is unreported until it is reported. */
    @Test
    public final void aDestructionIsUnreportedUntilItIsReported() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));
        store.createIfAbsent(active(2, 2));
        store.destroy(tombstone(1, 1, "first"));
        store.destroy(tombstone(2, 2, "first"));
        assertThat(store.unreported()).containsExactlyInAnyOrder(tombstone(1, 1, "first"), tombstone(2, 2, "first"));

        store.markReported(ACME, new KeyId(1));
        store.markReported(ACME, new KeyId(1));

        assertThat(store.unreported()).containsExactly(tombstone(2, 2, "first"));
    }

    /** What was stored is there when the store is opened again. */
    @Test
    public final void whatWasStoredIsThereWhenTheStoreIsOpenedAgain() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));
        store.createIfAbsent(active(2, 2));
        store.createIfAbsent(active(3, 3));
        store.replace(active(ACME, 1, 1, 50));
        store.destroy(tombstone(2, 2, "first"));
        store.destroy(tombstone(3, 3, "first"));
        store.markReported(ACME, new KeyId(3));

        closeAtTheEnd();
        KeyStore again = store();

        assertThat(list(again, ACME))
                .containsExactly(active(ACME, 1, 1, 50), tombstone(2, 2, "first"), tombstone(3, 3, "first"));
        assertThat(again.unreported()).containsExactly(tombstone(2, 2, "first"));
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

    /** A closed store refuses. */
    @Test
    public final void aClosedStoreRefuses() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));
        store.close();

        for (ThrowingCallable call : everyCall(store)) {
            assertThatIllegalStateException().isThrownBy(call);
        }
    }

    /** Closing again does nothing. */
    @Test
    public final void closingAgainDoesNothing() {
        KeyStore store = store();

        store.close();
        store.close();
    }

    /** Of many threads that make one key one wins. */
    @Test
    public final void ofManyThreadsThatMakeOneKeyOneWins() {
        KeyStore store = store();

        List<KeyRecord> stored = Concurrently.run(8, 1, i -> store.createIfAbsent(active(i + 1, 1)));

        assertThat(stored.stream().distinct()).hasSize(1);
        assertThat(list(store, ACME)).containsExactly(stored.get(0));
    }

    private KeyStore store() {
        opened = openStore();
        return opened;
    }
}
