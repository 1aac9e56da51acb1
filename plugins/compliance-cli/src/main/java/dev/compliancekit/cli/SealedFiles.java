package dev.compliancekit.cli;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.key.KeyStatus;
import dev.compliancekit.crypto.key.KeySummary;
import dev.compliancekit.crypto.key.TenantFiles;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.stream.ChunkedAead;
import dev.compliancekit.crypto.stream.ChunkedFiles;
import dev.compliancekit.crypto.stream.SealedPrefix;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Seals or opens one file with several workers. The target is there when it is whole, and not before. */
final class SealedFiles {

    private final Path in;
    private final Path out;
    private final Way way;
    private final TenantId tenant;
    private final String name;
    private final Console console;

    private SealedFiles(Path in, Path out, Way way, Place place, Console console) {
        this.in = in;
        this.out = out;
        this.way = way;
        this.tenant = place.tenant();
        this.name = place.ofFile();
        this.console = console;
    }

    /** How to go from one file to the other. */
    static final class Way {

        @Option(names = "--force", description = "Replace OUT if it exists.")
        private boolean force;

        @Option(
                names = "--workers",
                paramLabel = "N",
                description = "How many threads share the work on a file; one for each processor if not said.")
        private @Nullable Integer workers;

        boolean isSaid() {
            return force || workers != null;
        }

        private int workers() {
            return workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        }
    }

    /** Refuses what can be refused before a key is touched. */
    static SealedFiles of(Path in, Path out, Way way, Place place, Console console) throws IOException {
        if (way.workers() < 1) {
            throw CliException.usage("--workers is " + way.workers() + "; accepted are 1 and above");
        }
        SealedFiles files = new SealedFiles(in, out, way, place, console);
        files.requirePaths();
        return files;
    }

    private void requirePaths() throws IOException {
        if (!Files.exists(in)) {
            throw new NoSuchFileException(in.toString());
        }
        if (!Files.isRegularFile(in)) {
            throw CliException.usage(in + " is not a regular file");
        }
        Path directory = out.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw CliException.usage(out + " has no directory to lie in");
        }
        if (Files.isDirectory(out) || (Files.exists(out) && !way.force)) {
            throw exists();
        }
    }

    private CliException exists() {
        return CliException.usage(
                Files.isDirectory(out) ? out + " is a directory" : out + " exists already; --force replaces it");
    }

    void seal(TenantKeys keys) throws IOException {
        ChunkedAead key = keys.files().newest(tenant);
        run("sealing ", key, files -> files.encrypt(in, out, TenantFiles.context(tenant, name)));
        report(SealedPrefix.read(out).keyId());
    }

    void open(TenantKeys keys) throws IOException {
        KeyId keyId = SealedPrefix.read(in).keyId();
        KeyStatus status = keys.inventory().of(tenant, SubjectId.ACCOUNT).stream()
                .filter(key -> key.keyId().equals(keyId))
                .map(KeySummary::status)
                .findFirst()
                .orElseThrow(() -> SealCommands.missing("file"));
        if (status == KeyStatus.DESTROYED) {
            throw SealCommands.erased("file", keyId.toString());
        }
        ChunkedAead key = keys.files().of(tenant, keyId);
        run("opening ", key, files -> files.decrypt(in, out, TenantFiles.context(tenant, name)));
        report(keyId);
    }

    /** Reads one file and writes the other. */
    private interface Work {
        void on(ChunkedFiles files) throws IOException;
    }

    private void run(String doing, ChunkedAead key, Work work) throws IOException {
        int workers = way.workers();
        ExecutorService others = Executors.newFixedThreadPool(workers);
        try (Progress progress = Progress.of(console, doing + in + " (" + Files.size(in) + " bytes)")) {
            ChunkedFiles files = ChunkedFiles.of(key).withWorkers(workers, others);
            work.on(way.force ? files.replacingExisting() : files);
        } catch (FileAlreadyExistsException e) {
            throw exists();
        } finally {
            others.shutdown();
        }
    }

    private void report(KeyId keyId) throws IOException {
        JsonLines.print(
                console.out(),
                JsonLines.object()
                        .put("file", out.toString())
                        .put("bytes", Files.size(out))
                        .put("tenant", tenant.value())
                        .put("name", name)
                        .put("keyId", keyId.toString()));
    }
}
