package dev.compliancekit.crypto.file;

import dev.compliancekit.crypto.spi.KeyRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Puts each active record of a bucket into another wrapping. Not thread-safe. */
final class Rewrap implements BucketWalk.Visitor {

    private final KeyBuckets buckets;
    private final UnaryOperator<KeyRecord.Active> rewrapping;
    private long replaced;

    Rewrap(KeyBuckets buckets, UnaryOperator<KeyRecord.Active> rewrapping) {
        this.buckets = buckets;
        this.rewrapping = rewrapping;
    }

    long replaced() {
        return replaced;
    }

    @Override
    public void visit(Bucket bucket) throws IOException {
        List<KeyRecord> changed = new ArrayList<>(bucket.size());
        int different = 0;
        for (KeyRecord stored : bucket.records()) {
            KeyRecord now = stored instanceof KeyRecord.Active active ? rewrapped(active) : stored;
            different += now.equals(stored) ? 0 : 1;
            changed.add(now);
        }
        if (different > 0) {
            buckets.write(bucket.withAll(changed));
        }
        replaced += different;
    }

    private KeyRecord rewrapped(KeyRecord.Active stored) {
        KeyRecord.Active now = rewrapping.apply(stored);
        if (!now.metadata().equals(stored.metadata()) || !now.commitment().equals(stored.commitment())) {
            throw new IllegalArgumentException("the metadata or commitment of "
                    + stored.metadata().address() + " differ; accepted is another wrapping of the same key");
        }
        return now;
    }
}
