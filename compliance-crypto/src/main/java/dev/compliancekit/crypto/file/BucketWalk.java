package dev.compliancekit.crypto.file;

import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Goes through the buckets of a tenant, one by one; others may change them in between. Not thread-safe. */
final class BucketWalk {

    private final KeyBuckets buckets;
    private final TenantId tenant;
    private final Deque<Prefix> ahead = new ArrayDeque<>();
    private Optional<DamagedCopiesException> firstDamage = Optional.empty();

    BucketWalk(KeyBuckets buckets, TenantId tenant) {
        this.buckets = buckets;
        this.tenant = tenant;
        ahead.push(Prefix.ROOT);
    }

    /** What is done with a bucket. */
    interface Visitor {

        /** Called with a bucket that has records, or had. */
        void visit(Bucket bucket) throws IOException;
    }

    boolean hasNext() {
        return !ahead.isEmpty();
    }

    /** Visits one bucket at most. Damage is remembered, and ends nothing. */
    void step(Visitor visitor) throws IOException {
        Prefix prefix = ahead.pop();
        try {
            Optional<Bucket> bucket =
                    prefix.length() == 0 ? buckets.root(tenant) : Optional.of(buckets.require(tenant, prefix));
            if (bucket.isPresent() && bucket.get().isSplit()) {
                ahead.push(prefix.children().get(1));
                ahead.push(prefix.children().get(0));
            } else if (bucket.isPresent()) {
                visitor.visit(bucket.get());
            }
        } catch (DamagedCopiesException e) {
            if (firstDamage.isEmpty()) {
                firstDamage = Optional.of(e);
            }
        }
    }

    /**
     * To be called at the end.
     *
     * @throws DamagedCopiesException if a bucket was damaged
     */
    void requireNoDamage() throws DamagedCopiesException {
        if (firstDamage.isPresent()) {
            throw firstDamage.get();
        }
    }
}
