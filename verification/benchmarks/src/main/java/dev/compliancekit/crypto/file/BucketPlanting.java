package dev.compliancekit.crypto.file;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Writes the buckets of a tenant with very many subjects, each once: one call of the store for each key would take
 * days. Not thread-safe.
 */
final class BucketPlanting {

    /** The rest of a number is an index, so there are at most 16 million subjects. */
    private static final int INDEX_BITS = 24;

    private final TwoCopies copies;
    private final TenantId tenant;
    private final IntFunction<SubjectId> subjects;
    private final Function<SubjectId, KeyRecord> records;

    /** The first bits of the hash of a subject, then its index; in their order. */
    private final long[] paths;

    BucketPlanting(
            Path store,
            TenantId tenant,
            int count,
            IntFunction<SubjectId> subjects,
            Function<SubjectId, KeyRecord> records) {
        this.copies =
                new TwoCopies(store.resolve("first"), store.resolve("second"), new OwnedFiles(new UnsyncedDisk()));
        this.tenant = tenant;
        this.subjects = subjects;
        this.records = records;
        this.paths = new long[count];
        for (int i = 0; i < count; i++) {
            // with the top bit turned, so that signed order is unsigned order
            paths[i] = (Prefix.pathOf(subjects.apply(i)) ^ Long.MIN_VALUE) >> INDEX_BITS << INDEX_BITS | i;
        }
        Arrays.sort(paths);
    }

    void run() throws IOException {
        plant(Prefix.ROOT, 0, paths.length);
    }

    private void plant(Prefix prefix, int from, int toExclusive) throws IOException {
        String name = "tenants/" + tenant + "/" + prefix.fileName();
        if (toExclusive - from <= Bucket.MAX_RECORDS) {
            copies.replace(
                    name,
                    Bucket.of(tenant, prefix, 1, recordsOf(from, toExclusive)).file());
            return;
        }
        copies.replace(name, Bucket.of(tenant, prefix, 1, List.of()).asSplit().file());
        Prefix second = prefix.children().get(1);
        int middle = from;
        while (middle < toExclusive && !second.covers(paths[middle] ^ Long.MIN_VALUE)) {
            middle++;
        }
        plant(prefix.children().get(0), from, middle);
        plant(second, middle, toExclusive);
    }

    private List<KeyRecord> recordsOf(int from, int toExclusive) {
        Comparator<KeyRecord> bySubject =
                Comparator.comparing(each -> each.metadata().name().subject());
        return Arrays.stream(paths, from, toExclusive)
                .mapToObj(path -> records.apply(subjects.apply((int) (path & (1 << INDEX_BITS) - 1))))
                .sorted(bySubject.thenComparing(each -> each.metadata().keyId()))
                .toList();
    }
}
