package dev.compliancekit.crypto.key;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.key.KeyRecordFormat.Revised;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of a directory, each in two copies: {@code first/<tenant>/<key id>.key} or {@code .gone}, and the same
 * under {@code second}. A tombstone in either counts; a good copy restores a bad one. One caller at a time.
 */
final class KeyFiles {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);

    private static final String ACTIVE = ".key";
    private static final String TOMBSTONE = ".gone";

    private static final Pattern RECORD_FILE = Pattern.compile("([0-9a-f]{8})\\.(?:key|gone)");

    private final List<Path> copies;
    private final OwnedFiles files;

    KeyFiles(Path directory, OwnedFiles files) {
        this.copies = List.of(directory.resolve("first"), directory.resolve("second"));
        this.files = files;
    }

    void createDirectories() throws IOException {
        for (Path copy : copies) {
            files.createDirectory(copy);
        }
    }

    /** What counts; both copies are good, and alike, when this returns. */
    Optional<Revised> read(TenantId tenant, KeyId keyId) throws IOException {
        Optional<Revised> tombstone = readBoth(tenant, keyId, TOMBSTONE);
        if (tombstone.isPresent()) {
            eraseWrapped(tenant, keyId);
            return tombstone;
        }
        return readBoth(tenant, keyId, ACTIVE);
    }

    void write(Revised revised) throws IOException {
        byte[] content = KeyRecordFormat.encode(revised);
        TenantId tenant = revised.keyRecord().metadata().tenant();
        String suffix = revised.keyRecord() instanceof KeyRecord.Active ? ACTIVE : TOMBSTONE;
        for (Path copy : copies) {
            files.createDirectory(copy.resolve(tenant.value()));
            files.replace(fileOf(copy, tenant, revised.keyRecord().metadata().keyId(), suffix), content);
        }
    }

    void eraseWrapped(TenantId tenant, KeyId keyId) throws IOException {
        for (Path copy : copies) {
            files.erase(fileOf(copy, tenant, keyId, ACTIVE));
        }
    }

    /** In their order. */
    List<TenantId> tenants() throws IOException {
        TreeSet<TenantId> tenants = new TreeSet<>();
        for (Path copy : copies) {
            for (String name : namesIn(copy)) {
                if (!keyIdsIn(copy.resolve(name)).isEmpty()) {
                    tenants.add(new TenantId(name));
                }
            }
        }
        return List.copyOf(tenants);
    }

    /** In their order, active or destroyed. */
    List<KeyId> keyIds(TenantId tenant) throws IOException {
        TreeSet<KeyId> keyIds = new TreeSet<>();
        for (Path copy : copies) {
            keyIds.addAll(keyIdsIn(copy.resolve(tenant.value())));
        }
        return List.copyOf(keyIds);
    }

    private static List<KeyId> keyIdsIn(Path directory) throws IOException {
        return namesIn(directory).stream()
                .map(RECORD_FILE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> KeyId.parse(matcher.group(1)))
                .toList();
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    private Optional<Revised> readBoth(TenantId tenant, KeyId keyId, String suffix) throws IOException {
        List<Path> bad = new ArrayList<>();
        boolean present = false;
        Optional<Revised> best = Optional.empty();
        for (Path copy : copies) {
            Path file = fileOf(copy, tenant, keyId, suffix);
            Optional<byte[]> content = files.read(file);
            Optional<Revised> revised =
                    content.flatMap(KeyRecordFormat::decode).filter(found -> isOf(tenant, keyId, suffix, found));
            present |= content.isPresent();
            if (revised.isEmpty()) {
                bad.add(file);
            }
            best = newer(best, revised);
        }
        if (present && best.isEmpty()) {
            throw new KeyUnavailableException("the record of key " + keyId + " of tenant " + tenant
                    + " is damaged in both copies; restore " + bad.get(0) + " or " + bad.get(1));
        }
        if (best.isPresent()) {
            repair(tenant, keyId, suffix, best.get());
        }
        return best;
    }

    /** A record moved here from another place is damage like any other. */
    private static boolean isOf(TenantId tenant, KeyId keyId, String suffix, Revised found) {
        return found.keyRecord().metadata().tenant().equals(tenant)
                && found.keyRecord().metadata().keyId().equals(keyId)
                && found.keyRecord() instanceof KeyRecord.Active == suffix.equals(ACTIVE);
    }

    private static Optional<Revised> newer(Optional<Revised> first, Optional<Revised> second) {
        boolean secondIsNewer = second.isPresent()
                && (first.isEmpty() || second.get().revision() > first.get().revision());
        return secondIsNewer ? second : first;
    }

    private void repair(TenantId tenant, KeyId keyId, String suffix, Revised best) throws IOException {
        byte[] content = KeyRecordFormat.encode(best);
        for (Path copy : copies) {
            Path file = fileOf(copy, tenant, keyId, suffix);
            Optional<byte[]> found = files.read(file);
            if (found.isEmpty() || !Arrays.equals(found.get(), content)) {
                LOG.warn("{} was missing, damaged or old and is restored from the other copy", file);
                files.createDirectory(copy.resolve(tenant.value()));
                files.replace(file, content);
            }
        }
    }

    private static Path fileOf(Path copy, TenantId tenant, KeyId keyId, String suffix) {
        return copy.resolve(tenant.value()).resolve(keyId + suffix);
    }
}
