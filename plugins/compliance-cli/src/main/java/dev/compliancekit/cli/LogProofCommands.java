package dev.compliancekit.cli;

import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogProof;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.audit.tlog.WitnessKey;
import dev.compliancekit.audit.tlog.WitnessPolicy;
import dev.compliancekit.audit.witness.CosignatureCollector;
import dev.compliancekit.audit.witness.HttpWitness;
import dev.compliancekit.audit.witness.Witnessing;
import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Evidence about a log that goes elsewhere: proofs of single entries, and cosignatures of witnesses. */
final class LogProofCommands {

    private LogProofCommands() {}

    private static String readSmall(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LogProof.MAX_BYTES + 1);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static SignedCheckpoint checkpoint(TileDirectory tiles, @Nullable Path file) throws IOException {
        return file == null ? tiles.checkpoint() : SignedCheckpoint.parse(readSmall(file));
    }

    /** Prints a proof file. */
    @Command(
            name = "prove",
            mixinStandardHelpOptions = true,
            description =
                    "Print the proof that the log holds an entry, a .tlog-proof file that verifies without the log.")
    static final class Prove implements Callable<Integer> {

        private final Console console;

        @Parameters(index = "0", paramLabel = "DIR", description = "The log's directory.")
        private Path directory = Path.of("");

        @Parameters(index = "1", paramLabel = "INDEX", description = "The entry's index, from 0.")
        private long index;

        @Option(
                names = "--checkpoint",
                paramLabel = "FILE",
                description =
                        "A published checkpoint to prove under, for example a cosigned one; the log's own if not said.")
        private @Nullable Path file;

        @Option(names = "--entry", paramLabel = "FILE", description = "A new file for the bytes of the entry.")
        private @Nullable Path entry;

        Prove(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            TileDirectory tiles = TileDirectory.of(directory);
            SignedCheckpoint signed = checkpoint(tiles, file);
            long size = signed.unverified().treeSize();
            LogProof proof = LogProof.of(tiles.proveInclusion(index, size), signed);
            byte[] bytes = bytes(tiles, size);
            proof.inclusion().verify(MerkleTree.leafHash(bytes), signed.unverified());
            if (entry != null) {
                Files.write(entry, bytes, StandardOpenOption.CREATE_NEW);
            }
            console.out().print(proof.text());
            return ExitCode.GOOD;
        }

        private byte[] bytes(TileDirectory tiles, long size) {
            long tile = index / Tile.FULL;
            int width = (int) Math.min(Tile.FULL, size - tile * Tile.FULL);
            return tiles.entries(new Tile(0, tile, width)).get((int) (index % Tile.FULL));
        }
    }

    /** Verifies a proof file. */
    @Command(
            name = "check-proof",
            mixinStandardHelpOptions = true,
            description = "Verify that a log holds an entry, from a .tlog-proof file and the log's public key alone.")
    static final class CheckProof implements Callable<Integer> {

        private static final int MAX_ENTRY_BYTES = 65_535;

        private final Console console;

        @Parameters(index = "0", paramLabel = "FILE", description = "The proof.")
        private Path file = Path.of("");

        @Parameters(index = "1", paramLabel = "ENTRY", description = "A file with the bytes of the entry.")
        private Path entry = Path.of("");

        @Option(
                names = "--vkey",
                paramLabel = "V",
                required = true,
                description = "The log's public key, as a vkey line, from somewhere else than the proof.")
        private String vkey = "";

        @Mixin
        private WitnessOptions witnesses = new WitnessOptions();

        CheckProof(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            VerifierKey key = VerifierKey.parse(vkey);
            Optional<WitnessPolicy> policy = witnesses.policy();
            LogProof proof = LogProof.parse(readSmall(file));
            Bytes leaf = MerkleTree.leafHash(entry());
            Checkpoint verified = policy.isPresent() ? proof.verify(leaf, key, policy.get()) : proof.verify(leaf, key);
            JsonLines.print(
                    console.out(),
                    JsonLines.object()
                            .put("proved", true)
                            .put("origin", verified.origin())
                            .put("size", verified.treeSize())
                            .put("index", proof.inclusion().index())
                            .put("leafHash", leaf.hex()));
            if (policy.isEmpty()) {
                console.err()
                        .println(
                                "no witness was named: the log's owner can have shown others a log without this entry");
            }
            return ExitCode.GOOD;
        }

        private byte[] entry() throws IOException {
            try (InputStream in = Files.newInputStream(entry)) {
                byte[] bytes = in.readNBytes(MAX_ENTRY_BYTES + 1);
                if (bytes.length > MAX_ENTRY_BYTES) {
                    throw CliException.usage(
                            "the entry is longer than " + MAX_ENTRY_BYTES + " bytes, so it is in no log");
                }
                return bytes;
            }
        }
    }

    /** Asks witnesses. */
    @Command(
            name = "cosign",
            mixinStandardHelpOptions = true,
            description =
                    "Ask witnesses to cosign the log's checkpoint, and print it with their cosignatures; 1 if too "
                            + "few did in time.")
    static final class Cosign implements Callable<Integer> {

        private final Console console;

        @Parameters(index = "0", paramLabel = "DIR", description = "The log's directory.")
        private Path directory = Path.of("");

        @Mixin
        private WitnessOptions witnesses = new WitnessOptions();

        @Option(
                names = "--ask",
                paramLabel = "URL",
                required = true,
                description = "Where a witness answers; in the order of --witness.")
        private List<URI> addresses = List.of();

        @Option(
                names = "--within",
                paramLabel = "D",
                defaultValue = "PT30S",
                description = "How long to wait; ${DEFAULT-VALUE} if not said.")
        private Duration limit = Duration.ofSeconds(30);

        Cosign(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            WitnessPolicy policy = witnesses.requirePolicy();
            List<WitnessKey> keys = policy.keys();
            if (keys.size() != addresses.size()) {
                throw CliException.usage("there are " + keys.size() + " times --witness and " + addresses.size()
                        + " times --ask; accepted are as many, in one order");
            }
            TileDirectory tiles = TileDirectory.of(directory);
            HttpClient client = HttpClient.newHttpClient();
            ExecutorService executor = Executors.newFixedThreadPool(keys.size(), LogProofCommands::daemon);
            try {
                CosignatureCollector.Builder builder = CosignatureCollector.builder(policy, executor);
                for (int i = 0; i < keys.size(); i++) {
                    builder.witness(keys.get(i).name(), HttpWitness.of(client, addresses.get(i), limit));
                }
                return print(builder.build().collect(tiles.checkpoint(), tiles, limit));
            } finally {
                executor.shutdownNow();
            }
        }

        private int print(Witnessing witnessing) {
            witnessing.problems().forEach(console.err()::println);
            if (witnessing instanceof Witnessing.Missed) {
                console.err()
                        .println("the checkpoint is not witnessed: "
                                + witnessing.cosignatures().size() + " cosigned in time");
                return ExitCode.FINDING;
            }
            console.out().print(witnessing.checkpoint().text());
            return ExitCode.GOOD;
        }
    }

    /** A thread that does not keep the program from ending. */
    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "cosign");
        thread.setDaemon(true);
        return thread;
    }
}
