package dev.compliancekit.cli;

import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Seals and opens one value for its place. */
final class SealCommands {

    private static final int MAX_VALUE_BYTES = 1 << 24;
    private static final Set<String> PARTS = Set.of("class", "record", "field", "version", "subject");

    private SealCommands() {}

    /** The place of the value, and how it is written. */
    static final class Place {

        @Option(names = "--tenant", paramLabel = "T", required = true, description = "The account code.")
        private String tenant = "";

        @Option(
                names = "--context",
                paramLabel = "K=V",
                required = true,
                arity = "1..*",
                description = "The value's place: class=, record= and field=; perhaps version= (1 if not said).")
        private Map<String, String> context = Map.of();

        @Option(names = "--hex", description = "Read and write hexadecimal text instead of bytes.")
        private boolean hex;

        FieldPath path() {
            for (String part : context.keySet()) {
                if (!PARTS.contains(part)) {
                    throw CliException.usage(
                            "--context has an unknown part; accepted are class, record, field, version "
                                    + "and subject");
                }
            }
            return new FieldPath(
                    new TenantId(tenant),
                    new SubjectId(context.getOrDefault("subject", SubjectId.ACCOUNT.value())),
                    new RecordClass(part("class")),
                    new RecordId(part("record")),
                    part("field"),
                    version(context.getOrDefault("version", "1")));
        }

        private String part(String name) {
            String value = context.get(name);
            if (value == null) {
                throw CliException.usage("--context has no " + name + "=; needed are class, record and field");
            }
            return value;
        }

        private static int version(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw CliException.usage("--context version= is not a number; accepted are 1 and above");
            }
        }

        byte[] read(Console console) throws IOException {
            byte[] value = console.in().readNBytes(MAX_VALUE_BYTES + 1);
            if (value.length > MAX_VALUE_BYTES) {
                throw CliException.usage("standard input is longer than " + MAX_VALUE_BYTES + " bytes");
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

    /** Seals standard input to standard output. */
    @Command(
            name = "seal",
            mixinStandardHelpOptions = true,
            description =
                    "Seal the value on standard input for its place, with the tenant's key, which is made if need be.")
    static final class Seal implements Callable<Integer> {

        private final Console console;

        @Mixin
        private KeyRing.Location location = new KeyRing.Location();

        @Mixin
        private Place place = new Place();

        Seal(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            FieldPath path = place.path();
            byte[] value = place.read(console);
            try (KeyRing ring = KeyRing.open(location, console)) {
                place.write(console, ring.keys().seal(path, value));
            }
            return ExitCode.GOOD;
        }
    }

    /** Opens standard input to standard output; nothing is written unless the value is authentic. */
    @Command(
            name = "open",
            mixinStandardHelpOptions = true,
            description = "Open the sealed value on standard input at its place.")
    static final class Open implements Callable<Integer> {

        private final Console console;

        @Mixin
        private KeyRing.Location location = new KeyRing.Location();

        @Mixin
        private Place place = new Place();

        Open(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            FieldPath path = place.path();
            byte[] sealed = place.read(console);
            try (KeyRing ring = KeyRing.open(location, console)) {
                Opened opened = ring.keys().open(path, sealed);
                if (opened instanceof Opened.Plaintext plaintext) {
                    place.write(console, plaintext.plaintext());
                    return ExitCode.GOOD;
                }
                throw CliException.finding(
                        opened instanceof Opened.Erased erased
                                ? "the value is erased: its key " + erased.keyId() + " was destroyed"
                                : "the value's key is missing: it is neither in the store nor was it destroyed");
            }
        }
    }
}
