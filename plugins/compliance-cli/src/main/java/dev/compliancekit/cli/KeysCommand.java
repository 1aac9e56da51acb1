package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.key.KeySummary;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes and lists keys, and destroys those of a tenant. */
@Command(name = "keys", mixinStandardHelpOptions = true, description = "Make, list and shred keys.")
final class KeysCommand {

    private final Console console;

    KeysCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "init",
            mixinStandardHelpOptions = true,
            description = "Make a key store, its root key and the log of its key events.")
    int init(@Mixin KeyRing.Location location) {
        try (KeyRing ring = KeyRing.create(location, console)) {
            console.err()
                    .println("created the root key " + location.rootFile() + "; keep it secret, and away from backups "
                            + "of the key store");
            JsonLines.print(
                    console.out(),
                    JsonLines.object()
                            .put("store", location.store().toString())
                            .put("rootKeyId", ring.root().rootKeyId()));
        }
        return ExitCode.GOOD;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Print every key there is or was.")
    int list(@Mixin KeyRing.Location location) {
        try (KeyRing ring = KeyRing.open(location, console)) {
            ring.keys().inventory().forEach(this::print);
        }
        return ExitCode.GOOD;
    }

    @Command(
            name = "shred",
            mixinStandardHelpOptions = true,
            description = "Destroy all keys of a tenant: what they sealed is erased, for ever.")
    int shred(
            @Mixin KeyRing.Location location,
            @Option(names = "--tenant", paramLabel = "T", required = true, description = "The account code.")
                    String tenant,
            @Option(names = "--reason", required = true, description = "Why; no personal data.") String reason,
            @Option(
                            names = "--actor",
                            paramLabel = "KIND:ID",
                            required = true,
                            description = "Who orders it, for example staff:ann.")
                    String actor) {
        try (KeyRing ring = KeyRing.open(location, console)) {
            ring.keys().shred(new TenantId(tenant), Actor.parse(actor), reason).forEach(this::print);
        }
        return ExitCode.GOOD;
    }

    private void print(KeySummary key) {
        ObjectNode line = JsonLines.object()
                .put("tenant", key.tenant().value())
                .put("keyId", key.keyId().toString())
                .put("purpose", key.purpose().value())
                .put("version", key.version())
                .put("algorithm", key.algorithm().code())
                .put("status", key.status().name().toLowerCase(Locale.ROOT))
                .put("createdAt", key.createdAt().toString());
        key.destroyedAt().ifPresent(at -> line.put("destroyedAt", at.toString()));
        JsonLines.print(console.out(), line);
    }
}
