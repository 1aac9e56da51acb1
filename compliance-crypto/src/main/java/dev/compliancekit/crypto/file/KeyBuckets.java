package dev.compliancekit.crypto.file;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The buckets of all tenants: for each tenant a binary tree over the bits of SHA-256 of the subjects. A bucket that was
 * split stays as a note that it was, so that an old copy of it is known to be old. One caller at a time.
 */
final class KeyBuckets {

    private static final String TENANTS = "tenants";

    private final TwoCopies copies;

    KeyBuckets(TwoCopies copies) {
        this.copies = copies;
    }

    /** The bucket that holds the records of a subject, or would; empty if the tenant has none at all. */
    Optional<Bucket> find(TenantId tenant, SubjectId subject) throws IOException {
        return find(tenant, Prefix.pathOf(subject));
    }

    Optional<Bucket> find(TenantId tenant, long path) throws IOException {
        Optional<Bucket> found = root(tenant);
        while (found.isPresent() && found.get().isSplit()) {
            found = Optional.of(require(tenant, found.get().prefix().childOn(path)));
        }
        return found;
    }

    /** Empty if the tenant has no records. */
    Optional<Bucket> root(TenantId tenant) throws IOException {
        Optional<Bucket> root = read(tenant, Prefix.ROOT);
        // made after the first copy was written
        if (root.isEmpty() && copies.hasSecond(directoryOf(tenant))) {
            throw missing(tenant, Prefix.ROOT);
        }
        return root;
    }

    /** A bucket whose parent was split. */
    Bucket require(TenantId tenant, Prefix prefix) throws IOException {
        Optional<Bucket> found = prefix.length() == 0 ? root(tenant) : read(tenant, prefix);
        return found.orElseThrow(() -> missing(tenant, prefix));
    }

    private Optional<Bucket> read(TenantId tenant, Prefix prefix) throws IOException {
        return copies.read(nameOf(tenant, prefix), file -> Bucket.decode(tenant, prefix, file));
    }

    private static String directoryOf(TenantId tenant) {
        return TENANTS + "/" + tenant;
    }

    private static String nameOf(TenantId tenant, Prefix prefix) {
        return directoryOf(tenant) + "/" + prefix.fileName();
    }

    private static String nameOf(Bucket bucket) {
        return nameOf(bucket.tenant(), bucket.prefix());
    }

    private static DamagedCopiesException missing(TenantId tenant, Prefix prefix) {
        return new DamagedCopiesException("both copies of " + nameOf(tenant, prefix) + " are missing; restore one");
    }

    /** Stores a changed bucket, in two halves if it became too large. */
    void write(Bucket changed) throws IOException {
        if (!changed.isOverfull()) {
            copies.replace(nameOf(changed), changed.file());
            return;
        }
        for (Bucket half : changed.halves()) {
            requireLeftOver(changed, half.prefix());
            copies.replace(nameOf(half), half.file());
        }
        // from here on the halves count
        Bucket split = changed.asSplit();
        copies.replace(nameOf(split), split.file());
    }

    /** Stores a changed bucket, and overwrites every byte of what was there before. */
    void writeErasing(Bucket changed) throws IOException {
        for (Prefix child : changed.prefix().children()) {
            requireLeftOver(changed, child);
            copies.erase(nameOf(changed.tenant(), child));
        }
        copies.replaceErasing(nameOf(changed), changed.file());
    }

    /** A half of a bucket that was not split was left by a process that died when it was about to split it. */
    private void requireLeftOver(Bucket parent, Prefix child) throws IOException {
        boolean newer = false;
        try {
            newer = read(parent.tenant(), child)
                    .filter(half -> half.revision() > parent.revision() + 1)
                    .isPresent();
        } catch (DamagedCopiesException e) {
            // what never counted may be damaged
        }
        if (newer) {
            throw new DamagedCopiesException(
                    nameOf(parent) + " is older than " + nameOf(parent.tenant(), child)
                            + ", into which it was split; restore a newer copy, or remove the halves if the old one is to stay");
        }
    }

    /** The next tenants in their order; some may have a directory and no records. */
    List<TenantId> directoriesAfter(String lastExclusive, int limit) throws IOException {
        TreeSet<TenantId> next = new TreeSet<>();
        for (Path directory : copies.directories(TENANTS)) {
            try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
                for (Path path : paths) {
                    String name = path.getFileName().toString();
                    if (name.compareTo(lastExclusive) > 0) {
                        tenantOf(name).ifPresent(next::add);
                    }
                    if (next.size() > limit) {
                        next.pollLast();
                    }
                }
            } catch (NoSuchFileException e) {
                // nothing was stored yet, or only the other place is left
            }
        }
        return List.copyOf(next);
    }

    /** Empty for what is none of ours. */
    private static Optional<TenantId> tenantOf(String directoryName) {
        try {
            return Optional.of(new TenantId(directoryName));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean hasRecords(TenantId tenant) throws IOException {
        return copies.has(nameOf(tenant, Prefix.ROOT)) || copies.hasSecond(directoryOf(tenant));
    }
}
