package dev.compliancekit.testkit;

import static dev.compliancekit.testkit.SampleKeys.ACME;
import static dev.compliancekit.testkit.SampleKeys.GLOBEX;
import static dev.compliancekit.testkit.SampleKeys.NAME;
import static dev.compliancekit.testkit.SampleKeys.active;
import static dev.compliancekit.testkit.SampleKeys.address;
import static dev.compliancekit.testkit.SampleKeys.everyCall;
import static dev.compliancekit.testkit.SampleKeys.list;
import static dev.compliancekit.testkit.SampleKeys.rewrapped;
import static dev.compliancekit.testkit.SampleKeys.tenants;
import static dev.compliancekit.testkit.SampleKeys.tombstone;
import static dev.compliancekit.testkit.SampleKeys.wrapped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link KeyStore} promises, as far as it can be seen without breaking the store from outside. Extend it and
 * say how the store is opened and searched.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class KeyStoreContract extends KeyRecordsContract {

    /** For the classes that inherit the contract. */
    protected KeyStoreContract() {}

    /** An empty store has nothing. */
    @Test
    public final void anEmptyStoreHasNothing() {
        KeyStore store = store();

        assertThat(store.load(address(1))).isEmpty();
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
        assertThat(store.load(address(1))).contains(active(1, 1));
    }

    /** No key is overwritten by another of its name and version. */
    @Test
    public final void noKeyIsOverwrittenByAnotherOfItsNameAndVersion() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));

        assertThat(store.createIfAbsent(active(2, 1))).isEqualTo(active(1, 1));
        assertThat(store.load(address(1))).contains(active(1, 1));
        assertThat(store.load(address(2))).isEmpty();
    }

    /** No key is overwritten by another of its id. */
    @Test
    public final void noKeyIsOverwrittenByAnotherOfItsId() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));

        assertThatIllegalArgumentException().isThrownBy(() -> store.createIfAbsent(active(1, 2)));
        assertThat(store.load(address(1))).contains(active(1, 1));
    }

    /** A destroyed key is not made again. */
    @Test
    public final void aDestroyedKeyIsNotMadeAgain() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));
        store.destroy(tombstone(1, 1, "first"));

        assertThat(store.createIfAbsent(active(2, 1))).isEqualTo(tombstone(1, 1, "first"));
        assertThat(store.load(address(2))).isEmpty();
    }

    /** The tenants keys are apart. */
    @Test
    public final void theTenantsKeysAreApart() {
        KeyStore store = store();
        KeyRecord.Active other = active(GLOBEX, 1, 1, 1);
        store.createIfAbsent(active(1, 1));

        assertThat(store.load(other.metadata().address())).isEmpty();
        assertThat(store.createIfAbsent(other)).isEqualTo(other);
        assertThat(store.load(address(1))).contains(active(1, 1));
        assertThat(store.load(other.metadata().address())).contains(other);
        assertThat(list(store, GLOBEX)).containsExactly(other);
    }

    /** The first tombstone stays. */
    @Test
    public final void theFirstTombstoneStays() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));

        assertThat(store.destroy(tombstone(1, 1, "first"))).isEqualTo(tombstone(1, 1, "first"));
        assertThat(store.destroy(tombstone(1, 1, "second"))).isEqualTo(tombstone(1, 1, "first"));
        assertThat(store.load(address(1))).contains(tombstone(1, 1, "first"));
    }

    /** Only a key that is there is destroyed. */
    @Test
    public final void onlyAKeyThatIsThereIsDestroyed() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));

        assertThatIllegalArgumentException().isThrownBy(() -> store.destroy(tombstone(2, 2, "none")));
        assertThatIllegalArgumentException().isThrownBy(() -> store.destroy(tombstone(1, 2, "other")));
        assertThat(store.load(address(1))).contains(active(1, 1));
    }

    /** The wrapped key of a destroyed key is nowhere. */
    @Test
    public final void theWrappedKeyOfADestroyedKeyIsNowhere() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));
        assertThat(isAnywhereInTheStore(wrapped(1)))
                .as("the search finds a key that is there")
                .isTrue();

        store.destroy(tombstone(1, 1, "first"));

        assertThat(isAnywhereInTheStore(wrapped(1))).isFalse();
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

        store.markReported(address(1));
        store.markReported(address(1));

        assertThat(store.unreported()).containsExactly(tombstone(2, 2, "first"));
    }

    /** What was stored is there when the store is opened again. */
    @Test
    public final void whatWasStoredIsThereWhenTheStoreIsOpenedAgain() {
        KeyStore store = store();
        store.createIfAbsent(active(1, 1));
        store.createIfAbsent(active(2, 2));
        store.createIfAbsent(active(3, 3));
        store.replaceAll(ACME, active -> active.equals(active(1, 1)) ? rewrapped(active) : active);
        store.destroy(tombstone(2, 2, "first"));
        store.destroy(tombstone(3, 3, "first"));
        store.markReported(address(3));

        closeAtTheEnd();
        KeyStore again = store();

        assertThat(list(again, ACME))
                .containsExactly(rewrapped(active(1, 1)), tombstone(2, 2, "first"), tombstone(3, 3, "first"));
        assertThat(again.unreported()).containsExactly(tombstone(2, 2, "first"));
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
}
