package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.KeyService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The unwrapped keys of epochs. Those that are needed are few: as many as are not destroyed. */
final class EpochKeys implements AutoCloseable {

    private static final String LABEL = "dev.compliancekit/epoch-key/v1";
    private static final int KEY_BYTES = 32;

    private final EpochStore store;
    private final KeyService keyService;
    private final Primitives primitives;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Epoch> unwrapped = new ConcurrentHashMap<>();
    private volatile int current;

    EpochKeys(EpochStore store, KeyService keyService, Primitives primitives) {
        this.store = store;
        this.keyService = keyService;
        this.primitives = primitives;
    }

    /** One epoch whose key is in memory. */
    record Epoch(int number, SecretBytes key, WrappingKey tenantKeys) {}

    List<EpochRecord> list() {
        return store.list();
    }

    /** The newest epoch as this process knows it; {@link #refresh} asks again. */
    Epoch current() {
        return of(current);
    }

    /**
     * The newest epoch there is, for a key that is about to be made: one wrapped under an epoch that other processes
     * are through with would die with it.
     */
    Epoch newest() {
        refresh();
        return current();
    }

    /** Takes note of epochs that other processes began or destroyed. */
    void refresh() {
        List<EpochRecord> records = store.list();
        for (EpochRecord epoch : records) {
            if (epoch instanceof EpochRecord.Destroyed) {
                forget(epoch.number());
            }
        }
        current = records.isEmpty() ? 0 : records.get(records.size() - 1).number();
    }

    /** A record that {@link #begin} would store: nothing changed yet. */
    EpochRecord.Active candidate(int number, Instant startedAt) {
        try (SecretBytes key = SecretBytes.random(KEY_BYTES, primitives.random())) {
            Bytes commitment = Commitment.of(key);
            return new EpochRecord.Active(
                    number, startedAt, commitment, keyService.wrap(key, associatedData(number, startedAt, commitment)));
        }
    }

    /** Whether this candidate, and not another process's, is the epoch of its number now. */
    boolean begin(EpochRecord.Active candidate) {
        EpochRecord stored = store.createIfAbsent(candidate);
        refresh();
        return stored.equals(candidate);
    }

    EpochRecord.Destroyed destroy(EpochRecord epoch, Instant at) {
        EpochRecord.Destroyed destroyed =
                store.destroy(new EpochRecord.Destroyed(epoch.number(), epoch.startedAt(), at));
        forget(epoch.number());
        return destroyed;
    }

    List<EpochRecord.Destroyed> unreported() {
        return store.unreported();
    }

    void markReported(int number) {
        store.markReported(number);
    }

    /**
     * The epoch of a number.
     *
     * @throws KeyUnavailableException if there is none, it was destroyed, or its key cannot be had
     */
    Epoch of(int number) {
        Epoch found = unwrapped.get(number);
        return found == null ? load(number) : found;
    }

    private Epoch load(int number) {
        lock.lock();
        try {
            Epoch found = unwrapped.get(number);
            if (found == null) {
                found = unwrap(activeOf(number));
                unwrapped.put(number, found);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private EpochRecord.Active activeOf(int number) {
        List<EpochRecord> records = store.list();
        if (number < 1 || number > records.size()) {
            throw new KeyUnavailableException("epoch " + number + " is not in the epoch store, which ends with epoch "
                    + records.size() + "; restore the newest epoch store");
        }
        if (records.get(number - 1) instanceof EpochRecord.Active active) {
            return active;
        }
        throw new KeyUnavailableException("the key of epoch " + number
                + " was destroyed: what is wrapped under it is from a copy of the key store that is too old to open");
    }

    private Epoch unwrap(EpochRecord.Active active) {
        AssociatedData associatedData = associatedData(active.number(), active.startedAt(), active.commitment());
        try {
            SecretBytes key = keyService.unwrap(active.wrappedKey(), associatedData);
            if (key.size() == KEY_BYTES && Commitment.of(key).equals(active.commitment())) {
                return new Epoch(active.number(), key, WrappingKey.ofTenants(active.number(), key, primitives));
            }
            key.close();
        } catch (DecryptionException e) {
            // the same answer as below
        }
        throw new KeyUnavailableException("the key of epoch " + active.number()
                + " does not unwrap: its record was altered, or belongs to another root key");
    }

    static AssociatedData associatedData(int number, Instant startedAt, Bytes commitment) {
        return AssociatedData.ofTexts(LABEL, Integer.toString(number), startedAt.toString(), commitment.hex());
    }

    private void forget(int number) {
        Epoch forgotten = unwrapped.remove(number);
        if (forgotten != null) {
            forgotten.key().close();
        }
    }

    /** Wipes the keys. */
    @Override
    public void close() {
        List.copyOf(unwrapped.keySet()).forEach(this::forget);
    }
}
