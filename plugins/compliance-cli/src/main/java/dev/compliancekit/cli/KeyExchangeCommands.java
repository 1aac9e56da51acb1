package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.crypto.Keyset;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.tink.KeysetFormatException;
import dev.compliancekit.tink.TinkKeyset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets keys out to Tink, and takes keys of Tink in. */
final class KeyExchangeCommands {

    private static final int MAX_KEYSET_BYTES = 1 << 20;

    /** What Tink has no keys for. */
    private static final Set<KeyPurpose> OURS_ONLY = Set.of(KeyPurpose.FILES, KeyPurpose.SEARCH, KeyPurpose.TENANT);

    private KeyExchangeCommands() {}

    private static KeyName requireFields(KeyOptions.Name asked) {
        KeyName name = asked.name();
        if (OURS_ONLY.contains(name.purpose())) {
            throw CliException.usage("Tink has no keys for " + name.purpose() + "; accepted is --purpose fields");
        }
        return name;
    }

    private static ObjectNode line(KeyName name, Keyset keyset) {
        ObjectNode line = JsonLines.object()
                .put("tenant", name.tenant().value())
                .put("purpose", name.purpose().value())
                .put("primary", keyset.primary().keyId().toString());
        ArrayNode ids = line.putArray("keyIds");
        keyset.entries().forEach(entry -> ids.add(entry.keyId().toString()));
        return line;
    }

    /** Prints the keys of a name for Tink. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Print the keys of a tenant, in clear, as a JSON keyset that Tink reads: to a new file that "
                    + "only you may read, or to standard output if that is no terminal. Each export is an event in "
                    + "the log; shredding does not reach what went out.")
    static final class Export implements Callable<Integer> {

        private final Console console;

        @Mixin
        private KeyRing.Location location = new KeyRing.Location();

        @Mixin
        private KeyOptions.Name asked = new KeyOptions.Name();

        @Mixin
        private KeyOptions.Order order = new KeyOptions.Order();

        @Option(names = "--out", paramLabel = "FILE", description = "A new file for the keyset.")
        private @Nullable Path file;

        Export(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            KeyName name = requireFields(asked);
            try (KeyRing ring = KeyRing.open(location, console);
                    SecretOutput output = SecretOutput.open(file, console);
                    Keyset keyset = ring.keys().exchange().exported(name, order.actor(), order.reason());
                    SecretBytes json = TinkKeyset.write(keyset)) {
                output.write(json);
                if (file != null) {
                    JsonLines.print(console.out(), line(name, keyset).put("file", file.toString()));
                }
            }
            console.err()
                    .println("whoever reads the keyset opens what its keys sealed; shredding them here does not reach "
                            + "it there");
            return ExitCode.GOOD;
        }
    }

    /** Takes keys of Tink in. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Take the keys of a JSON keyset of Tink in as a tenant's; its primary seals from now on. "
                    + "May be repeated.")
    static final class Import implements Callable<Integer> {

        private final Console console;

        @Mixin
        private KeyRing.Location location = new KeyRing.Location();

        @Mixin
        private KeyOptions.Name asked = new KeyOptions.Name();

        @Mixin
        private KeyOptions.Order order = new KeyOptions.Order();

        @Option(names = "--in", paramLabel = "FILE", description = "The keyset; standard input if not said.")
        private @Nullable Path file;

        Import(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            KeyName name = requireFields(asked);
            try (SecretBytes json = read();
                    Keyset keyset = TinkKeyset.read(json);
                    KeyRing ring = KeyRing.open(location, console)) {
                ring.keys().exchange().importAll(name, keyset, order.actor(), order.reason());
                JsonLines.print(console.out(), line(name, keyset));
            } catch (KeysetFormatException e) {
                throw CliException.usage(String.valueOf(e.getMessage()));
            }
            return ExitCode.GOOD;
        }

        /** One byte too many is refused by the reader of keysets. */
        private SecretBytes read() throws IOException {
            if (file == null) {
                return read(console.in());
            }
            try (InputStream in = Files.newInputStream(file)) {
                return read(in);
            }
        }

        private static SecretBytes read(InputStream in) throws IOException {
            byte[] bytes = in.readNBytes(MAX_KEYSET_BYTES + 1);
            try {
                return SecretBytes.copyOf(bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }
}
