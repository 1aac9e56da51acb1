package dev.compliancekit.cli;

import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.crypto.key.SubjectKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Seals and opens one value for its place, or one file under its name. */
final class SealCommands {

    private static final int MAX_VALUE_BYTES = 1 << 24;

    private SealCommands() {}

    /** What both commands take. */
    static final class Task {

        @Mixin
        private KeyRing.Location location = new KeyRing.Location();

        @Mixin
        private Place place = new Place();

        @Mixin
        private SealedFiles.Way way = new SealedFiles.Way();

        @Parameters(index = "1", arity = "0..1", paramLabel = "IN", description = "A file to be read.")
        private @Nullable Path in;

        @Parameters(index = "2", arity = "0..1", paramLabel = "OUT", description = "The file to be made of it.")
        private @Nullable Path out;

        @Option(names = "--hex", description = "Read and write hexadecimal text instead of bytes.")
        private boolean hex;

        /** The files, or nothing if it is about a value. */
        Optional<SealedFiles> files(Console console) throws IOException {
            if (in == null) {
                if (way.isSaid()) {
                    throw CliException.usage("--force and --workers are for files; say IN and OUT");
                }
                return Optional.empty();
            }
            if (out == null) {
                throw CliException.usage("OUT is missing; accepted is a file to read and a file to make of it");
            }
            if (hex) {
                throw CliException.usage("--hex is for values on standard input; files are bytes");
            }
            return Optional.of(SealedFiles.of(in, out, way, place, console));
        }

        byte[] read(Console console) throws IOException {
            byte[] value = console.in().readNBytes(MAX_VALUE_BYTES + 1);
            if (value.length > MAX_VALUE_BYTES) {
                throw CliException.usage("standard input is longer than " + MAX_VALUE_BYTES
                        + " bytes; accepted is a value of at most that, or a file as IN OUT");
            }
            try {
                return hex ? HexFormat.of().parseHex(new String(value, StandardCharsets.US_ASCII).strip()) : value;
            } catch (IllegalArgumentException e) {
                throw CliException.usage("standard input is not hexadecimal; accepted are pairs of 0-9 and a-f");
            }
        }

        void write(Console console, byte[] value) throws IOException {
            console.out()
                    .write(hex ? (HexFormat.of().formatHex(value) + "\n").getBytes(StandardCharsets.US_ASCII) : value);
        }
    }

    /** Seals standard input to standard output, or a file to another. */
    @Command(
            name = "seal",
            mixinStandardHelpOptions = true,
            description = "Seal the value on standard input for its place, or the file IN to the file OUT under its "
                    + "name, with the tenant's key, which is made if need be.")
    static final class Seal implements Callable<Integer> {

        private final Console console;

        @Mixin
        private Task task = new Task();

        @Option(names = "--subject-key", description = "Seal the value under a key of the subject's own.")
        private boolean subjectKey;

        Seal(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            Optional<SealedFiles> files = task.files(console);
            if (files.isPresent()) {
                if (subjectKey) {
                    throw CliException.usage("--subject-key is for values; files are under the tenant's key");
                }
                try (KeyRing ring = KeyRing.open(task.location, console)) {
                    files.get().seal(ring.keys());
                }
                return ExitCode.GOOD;
            }
            FieldPath path = task.place.ofValue();
            byte[] value = task.read(console);
            SubjectKeys subjectKeys = subjectKey ? SubjectKeys.EACH : SubjectKeys.NONE;
            try (KeyRing ring = KeyRing.open(task.location, console, subjectKeys)) {
                task.write(console, ring.keys().seal(path, value));
            }
            return ExitCode.GOOD;
        }
    }

    /** Opens standard input to standard output, or a file to another; nothing is written unless it is authentic. */
    @Command(
            name = "open",
            mixinStandardHelpOptions = true,
            description = "Open the sealed value on standard input at its place, or the sealed file IN to the file OUT "
                    + "under its name.")
    static final class Open implements Callable<Integer> {

        private final Console console;

        @Mixin
        private Task task = new Task();

        Open(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            Optional<SealedFiles> files = task.files(console);
            if (files.isPresent()) {
                try (KeyRing ring = KeyRing.open(task.location, console)) {
                    files.get().open(ring.keys());
                }
                return ExitCode.GOOD;
            }
            FieldPath path = task.place.ofValue();
            byte[] sealed = task.read(console);
            try (KeyRing ring = KeyRing.open(task.location, console)) {
                Opened opened = ring.keys().open(path, sealed);
                if (opened instanceof Opened.Plaintext plaintext) {
                    task.write(console, plaintext.plaintext());
                    return ExitCode.GOOD;
                }
                throw opened instanceof Opened.Erased erased ? erased("value", erased.keyId()) : missing("value");
            }
        }
    }

    /** The refusal of what was sealed under a key that is no more. */
    static CliException erased(String what, String keyId) {
        return CliException.finding("the " + what + " is erased: its key " + keyId + " was destroyed");
    }

    /** The refusal of what was sealed under a key that nobody knows. */
    static CliException missing(String what) {
        return CliException.finding(
                "the " + what + "'s key is missing: it is neither in the store nor was it destroyed");
    }
}
