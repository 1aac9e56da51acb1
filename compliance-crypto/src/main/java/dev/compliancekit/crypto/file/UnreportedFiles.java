package dev.compliancekit.crypto.file;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An empty file {@code unreported/<tenant>.<SHA-256 of the subject>.<key id>} for each destruction that the audit log
 * may not have yet.
 */
final class UnreportedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(UnreportedFiles.class);

    private static final int PARTS = 3;

    private final Path directory;
    private final OwnedFiles files;

    UnreportedFiles(Path store, OwnedFiles files) {
        this.directory = store.resolve("unreported");
        this.files = files;
    }

    /** Whose key and which, as far as a file name says it. */
    record Note(TenantId tenant, Bytes subjectHash, KeyId keyId) {

        static Note of(KeyAddress address) {
            return new Note(address.tenant(), hashOf(address.subject()), address.keyId());
        }

        private static Note parse(String[] parts) {
            return new Note(new TenantId(parts[0]), Bytes.parseHex(parts[1]), KeyId.parse(parts[2]));
        }

        private long path() {
            return Prefix.pathOf(subjectHash.toByteArray());
        }

        private boolean isIn(Bucket bucket) {
            return bucket.tenant().equals(tenant) && bucket.prefix().covers(path());
        }

        private List<KeyRecord.Destroyed> tombstonesIn(Bucket bucket) throws DamagedCopiesException {
            return bucket.recordsOf(keyId).stream()
                    .filter(found -> of(found.metadata().address()).equals(this))
                    .filter(KeyRecord.Destroyed.class::isInstance)
                    .map(KeyRecord.Destroyed.class::cast)
                    .toList();
        }

        private static Bytes hashOf(SubjectId subject) {
            byte[] text = subject.value().getBytes(StandardCharsets.US_ASCII);
            return Bytes.copyOf(Checksum.of(text, text.length));
        }

        private String fileName() {
            return tenant + "." + subjectHash.hex() + "." + keyId;
        }
    }

    void createDirectory() throws IOException {
        files.createDirectory(directory);
    }

    void add(KeyAddress address) throws IOException {
        files.replace(fileOf(address), new byte[0]);
    }

    void remove(KeyAddress address) throws IOException {
        files.erase(fileOf(address));
    }

    /** The tombstones of them; those that cannot be read are left for later. */
    List<KeyRecord.Destroyed> tombstones(KeyBuckets buckets) throws IOException {
        List<KeyRecord.Destroyed> found = new ArrayList<>();
        Optional<Bucket> bucket = Optional.empty();
        for (Note note : all()) {
            try {
                if (bucket.filter(note::isIn).isEmpty()) {
                    bucket = buckets.find(note.tenant(), note.path());
                }
                if (bucket.isPresent()) {
                    found.addAll(note.tombstonesIn(bucket.get()));
                }
            } catch (DamagedCopiesException e) {
                LOG.warn("the destruction of key {} of tenant {} cannot be reported", note.keyId(), note.tenant(), e);
                bucket = Optional.empty();
            }
        }
        return found;
    }

    /** Those of one bucket side by side. */
    private List<Note> all() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString())
                    .sorted()
                    .map(UnreportedFiles::noteIn)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /** Empty for a draft, and what else is none of ours. */
    private static Optional<Note> noteIn(String fileName) {
        String[] parts = fileName.split("\\.", -1);
        try {
            return parts.length == PARTS ? Optional.of(Note.parse(parts)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Path fileOf(KeyAddress address) {
        return directory.resolve(Note.of(address).fileName());
    }
}
