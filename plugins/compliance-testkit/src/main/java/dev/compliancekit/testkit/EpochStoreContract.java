package dev.compliancekit.testkit;

import static dev.compliancekit.testkit.SampleKeys.bytes;
import static dev.compliancekit.testkit.SampleKeys.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.ShreddedKey;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link EpochStore} promises, as far as it can be seen without breaking the store from outside. Extend it
 * and say how the store is opened and searched.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class EpochStoreContract {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private EpochStore opened = InMemoryEpochStore.create();

    /** For the classes that inherit the contract. */
    protected EpochStoreContract() {}

    /**
     * Opens the store under test. Called again in one test after the store was closed, it opens the same store again.
     *
     * @return an open store, empty when opened first
     */
    protected abstract EpochStore openStore();

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
        EpochStore store = store(0);

        assertThat(store.list()).isEmpty();
        assertThat(store.unreported()).isEmpty();
        assertThat(store.remembered()).isEmpty();
    }

    /** Epochs are listed in their order. */
    @Test
    public final void epochsAreListedInTheirOrder() {
        EpochStore store = store(3);

        assertThat(store.list()).containsExactly(epoch(1), epoch(2), epoch(3));
    }

    /** No epoch is overwritten by another of its number. */
    @Test
    public final void noEpochIsOverwrittenByAnotherOfItsNumber() {
        EpochStore store = store(2);

        EpochRecord.Active other = new EpochRecord.Active(2, START, bytes(9, 32), wrapped(9));
        assertThat(store.createIfAbsent(other)).isEqualTo(epoch(2));
        assertThat(store.list()).containsExactly(epoch(1), epoch(2));
    }

    /** No number is left out. */
    @Test
    public final void noNumberIsLeftOut() {
        EpochStore store = store(1);

        assertThatIllegalArgumentException().isThrownBy(() -> store.createIfAbsent(epoch(3)));
        assertThat(store.list()).containsExactly(epoch(1));
    }

    /** A destroyed epoch stays destroyed. */
    @Test
    public final void aDestroyedEpochStaysDestroyed() {
        EpochStore store = store(2);

        assertThat(store.destroy(gone(1, 60))).isEqualTo(gone(1, 60));
        assertThat(store.createIfAbsent(epoch(1))).isEqualTo(gone(1, 60));
        assertThat(store.list()).containsExactly(gone(1, 60), epoch(2));
    }

    /** The first tombstone stays. */
    @Test
    public final void theFirstTombstoneStays() {
        EpochStore store = store(2);
        store.destroy(gone(1, 60));

        assertThat(store.destroy(gone(1, 90))).isEqualTo(gone(1, 60));
        assertThat(store.list()).containsExactly(gone(1, 60), epoch(2));
    }

    /** Only an epoch that ended is destroyed. */
    @Test
    public final void onlyAnEpochThatEndedIsDestroyed() {
        EpochStore store = store(2);

        assertThatIllegalArgumentException().isThrownBy(() -> store.destroy(gone(2, 60)));
        assertThatIllegalArgumentException().isThrownBy(() -> store.destroy(gone(3, 60)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.destroy(new EpochRecord.Destroyed(1, START, START.plusSeconds(60))));
        assertThat(store.list()).containsExactly(epoch(1), epoch(2));
        assertThat(store.unreported()).isEmpty();
    }

    /** The wrapped key of a destroyed epoch is nowhere. */
    @Test
    public final void theWrappedKeyOfADestroyedEpochIsNowhere() {
        EpochStore store = store(2);
        assertThat(isAnywhereInTheStore(wrapped(1).ciphertext()))
                .as("the search finds a key that is there")
                .isTrue();

        store.destroy(gone(1, 60));

        assertThat(isAnywhereInTheStore(wrapped(1).ciphertext())).isFalse();
        assertThat(isAnywhereInTheStore(wrapped(2).ciphertext())).isTrue();
    }

    /** A destruction is unreported until it is reported. */
    @Test
    public final void aDestructionIsUnreportedUntilItIsReported() {
        EpochStore store = store(3);
        store.destroy(gone(2, 60));
        store.destroy(gone(1, 60));
        assertThat(store.unreported()).containsExactly(gone(1, 60), gone(2, 60));

        store.markReported(1);
        store.markReported(1);
        store.markReported(3);

        assertThat(store.unreported()).containsExactly(gone(2, 60));
    }

    /** A shredded key is remembered once. */
    @Test
    public final void aShreddedKeyIsRememberedOnce() {
        EpochStore store = store(1);

        store.remember(shredded(1));
        store.remember(shredded(2));
        store.remember(shredded(1));

        assertThat(store.remembered()).containsExactlyInAnyOrder(shredded(1), shredded(2));
    }

    /** A shredded key is remembered while the key of an epoch lives under which it may be wrapped. */
    @Test
    public final void aShreddedKeyIsRememberedWhileItsEpochLives() {
        EpochStore store = store(3);
        store.remember(shredded(1));
        store.remember(new ShreddedKey(tombstone(2, 2, "first"), 2));

        store.destroy(gone(1, 60));

        assertThat(store.remembered()).contains(new ShreddedKey(tombstone(2, 2, "first"), 2));
    }

    /** What was stored is there when the store is opened again. */
    @Test
    public final void whatWasStoredIsThereWhenTheStoreIsOpenedAgain() {
        EpochStore store = store(4);
        store.destroy(gone(1, 60));
        store.destroy(gone(2, 60));
        store.markReported(2);
        store.remember(new ShreddedKey(tombstone(1, 1, "first"), 3));

        closeAtTheEnd();
        EpochStore again = store(0);

        assertThat(again.list()).containsExactly(gone(1, 60), gone(2, 60), epoch(3), epoch(4));
        assertThat(again.unreported()).containsExactly(gone(1, 60));
        assertThat(again.remembered()).containsExactly(new ShreddedKey(tombstone(1, 1, "first"), 3));
    }

    /** A closed store refuses. */
    @Test
    public final void aClosedStoreRefuses() {
        EpochStore store = store(2);
        store.close();

        List<ThrowingCallable> everyCall = List.of(
                store::list,
                () -> store.createIfAbsent(epoch(3)),
                () -> store.destroy(gone(1, 60)),
                store::unreported,
                () -> store.markReported(1),
                () -> store.remember(shredded(1)),
                store::remembered);
        for (ThrowingCallable call : everyCall) {
            assertThatIllegalStateException().isThrownBy(call);
        }
    }

    /** Closing again does nothing. */
    @Test
    public final void closingAgainDoesNothing() {
        EpochStore store = store(1);

        store.close();
        store.close();
    }

    /** Of many threads that begin one epoch one wins. */
    @Test
    public final void ofManyThreadsThatBeginOneEpochOneWins() {
        EpochStore store = store(0);

        List<EpochRecord> stored = Concurrently.run(
                8,
                1,
                i -> store.createIfAbsent(new EpochRecord.Active(1, START.plusSeconds(i), bytes(i, 32), wrapped(i))));

        assertThat(stored.stream().distinct()).hasSize(1);
        assertThat(store.list()).containsExactly(stored.get(0));
    }

    private EpochStore store(int epochs) {
        opened = openStore();
        for (int number = 1; number <= epochs; number++) {
            assertThat(opened.createIfAbsent(epoch(number))).isEqualTo(epoch(number));
        }
        return opened;
    }

    private static EpochRecord.Active epoch(int number) {
        return new EpochRecord.Active(number, START.plusSeconds(number), bytes(number, 32), wrapped(number));
    }

    private static WrappedKey wrapped(int number) {
        return new WrappedKey("root-1", SampleKeys.wrapped(number));
    }

    private static EpochRecord.Destroyed gone(int number, int afterSeconds) {
        return new EpochRecord.Destroyed(number, START.plusSeconds(number), START.plusSeconds(afterSeconds));
    }

    private static ShreddedKey shredded(int keyId) {
        return new ShreddedKey(tombstone(keyId, keyId, "first"), 1);
    }
}
