package dev.compliancekit.audit.witness;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.spi.WitnessUnavailableException;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.VerifierKey;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The last cosigned checkpoint of each log, a file each; the byte layout is in {@code docs/formats/cosignature.md}. */
final class CosignedFiles {

    private static final int MAX_BYTES = 65_536;

    private final Path directory;

    CosignedFiles(Path directory) {
        this.directory = directory;
    }

    /** What was cosigned last, with the log's signature verified again: a damaged file is never taken for none. */
    Optional<Checkpoint> last(VerifierKey log) {
        Path file = file(log);
        try (InputStream in = new FileInputStream(file.toFile())) {
            String note = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            return Optional.of(SignedCheckpoint.parse(note).verify(log));
        } catch (FileNotFoundException e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new WitnessUnavailableException("what the witness remembers of a log cannot be read", e);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new WitnessUnavailableException("what the witness remembers of a log cannot be read", e);
        } catch (IllegalArgumentException | LogTamperedException e) {
            throw new WitnessUnavailableException(
                    "what the witness remembers of a log is damaged; restore it from where it is known to be right", e);
        }
    }

    /** Only the log's own lines are kept. */
    void replace(VerifierKey log, SignedCheckpoint next) throws IOException {
        DurableFiles.replace(file(log), next.onlyBy(log).text().getBytes(StandardCharsets.UTF_8));
    }

    /** Origins are no file names, so their hash is. */
    private Path file(VerifierKey log) {
        return directory.resolve(
                MerkleTree.leafHash(log.name().getBytes(StandardCharsets.UTF_8)).hex());
    }
}
