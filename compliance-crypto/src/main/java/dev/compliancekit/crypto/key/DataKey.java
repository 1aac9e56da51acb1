package dev.compliancekit.crypto.key;

import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.search.BlindIndex;
import dev.compliancekit.crypto.search.IndexedField;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.stream.ChunkedAead;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** An unwrapped key, ready for what its algorithm says. */
final class DataKey {

    private final KeyMetadata metadata;
    private final Object primitive;
    private final long loadedAtMillis;
    private final AtomicLong uses = new AtomicLong();
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private final ConcurrentMap<IndexedField, BlindIndex> columns = new ConcurrentHashMap<>();

    DataKey(KeyMetadata metadata, Object primitive, long loadedAtMillis) {
        this.metadata = metadata;
        this.primitive = primitive;
        this.loadedAtMillis = loadedAtMillis;
    }

    KeyMetadata metadata() {
        return metadata;
    }

    Aead aead() {
        return as(Aead.class);
    }

    ChunkedAead chunkedAead() {
        return as(ChunkedAead.class);
    }

    /** The key of blind indexes itself: each column derives one of its own from it. */
    SecretBytes searchKey() {
        return as(SecretBytes.class);
    }

    /** The index over a column, which goes with this key. */
    BlindIndex column(IndexedField field, Primitives primitives) {
        BlindIndex known = columns.get(field);
        return known != null
                ? known
                : columns.computeIfAbsent(field, column -> primitives.blindIndex(searchKey(), column));
    }

    /** A value that names a key for something else was altered. */
    private <P> P as(Class<P> kind) {
        if (!kind.isInstance(primitive)) {
            throw new DecryptionException();
        }
        return kind.cast(primitive);
    }

    long loadedAtMillis() {
        return loadedAtMillis;
    }

    /** Counts one more use, and tells how many there were. */
    long use() {
        return uses.incrementAndGet();
    }

    /** True for the first caller only. */
    boolean startRefresh() {
        return refreshing.compareAndSet(false, true);
    }

    /** Ends the sessions of nonces that the key is in. */
    void renewSessions() {
        if (primitive instanceof Aead aead) {
            aead.renewSessions();
        }
    }
}
