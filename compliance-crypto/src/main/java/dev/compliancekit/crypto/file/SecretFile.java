package dev.compliancekit.crypto.file;

import dev.compliancekit.crypto.KeyUnavailableException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A file with a secret in it: only its owner may have any permission on it. */
final class SecretFile {

    private static final Set<PosixFilePermission> NOT_OWNER = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private SecretFile() {}

    /** The caller wipes the result. A file that is too large is cut. */
    static byte[] read(String what, Path file) {
        try {
            Set<PosixFilePermission> granted = EnumSet.copyOf(NOT_OWNER);
            granted.retainAll(Files.getPosixFilePermissions(file));
            if (!granted.isEmpty()) {
                throw new KeyUnavailableException(what + " " + file
                        + " is open to group or others; accepted are permissions for the owner only, such as 600");
            }
            Optional<byte[]> content = new OwnedFiles(new PosixDisk()).read(file);
            return content.orElseThrow(() -> new KeyUnavailableException(what + " " + file + " is missing"));
        } catch (NoSuchFileException e) {
            throw new KeyUnavailableException(what + " " + file + " is missing", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new KeyUnavailableException(what + " " + file + " cannot be read", e);
        }
    }

    /** Durable when this returns; what is there already is left as it is. */
    static void create(String what, Path file, byte[] content, Disk disk) {
        try {
            new OwnedFiles(disk).create(file, content);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(
                    what + " " + file + " exists already; accepted is a new name, or open it instead", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new KeyUnavailableException(what + " " + file + " cannot be written", e);
        }
    }
}
