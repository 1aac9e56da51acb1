package dev.compliancekit.testkit;

import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.ShreddedKey;
import java.util.List;

/** Hands every call on. */
class ForwardingEpochStore implements EpochStore {

    final EpochStore store;

    ForwardingEpochStore(EpochStore store) {
        this.store = store;
    }

    @Override
    public List<EpochRecord> list() {
        return store.list();
    }

    @Override
    public EpochRecord createIfAbsent(EpochRecord.Active candidate) {
        return store.createIfAbsent(candidate);
    }

    @Override
    public EpochRecord.Destroyed destroy(EpochRecord.Destroyed tombstone) {
        return store.destroy(tombstone);
    }

    @Override
    public List<EpochRecord.Destroyed> unreported() {
        return store.unreported();
    }

    @Override
    public void markReported(int number) {
        store.markReported(number);
    }

    @Override
    public void remember(ShreddedKey key) {
        store.remember(key);
    }

    @Override
    public List<ShreddedKey> remembered() {
        return store.remembered();
    }

    @Override
    public void close() {
        store.close();
    }
}
