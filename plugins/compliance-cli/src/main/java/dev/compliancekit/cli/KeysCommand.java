package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.crypto.control.ShreddingReach;
import dev.compliancekit.crypto.key.EpochPolicy;
import dev.compliancekit.crypto.key.EpochReport;
import dev.compliancekit.crypto.key.EpochSummary;
import dev.compliancekit.crypto.key.Epochs;
import dev.compliancekit.crypto.key.KeySummary;
import dev.compliancekit.crypto.key.RewrapReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes and lists keys, renews them, and destroys them. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Make, list, renew, shred, export and import keys.")
final class KeysCommand {

    private final Console console;

    KeysCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "init",
            mixinStandardHelpOptions = true,
            description = "Make a key store, its root key, the keys of its epochs and the log of its key events.")
    int init(@Mixin KeyRing.Location location) {
        try (KeyRing ring = KeyRing.create(location, console)) {
            console.err()
                    .println("created the root key " + location.rootFile()
                            + (location.isProtected()
                                    ? " under the pass phrase; keep both"
                                    : " under no pass phrase (--pass-phrase-file puts it under one); keep it")
                            + " secret, and away from backups of the key store");
            console.err()
                    .println("created the epoch store " + location.epochs() + " and its copy " + location.epochsCopy()
                            + "; keep both out of every backup, and on two devices: without them nothing can be "
                            + "opened");
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
            name = "epochs",
            mixinStandardHelpOptions = true,
            description = "Print every epoch there is or was; with --promised also whether copies of the key store "
                    + "end in time.")
    int epochs(
            @Mixin KeyRing.Location location,
            @Option(
                            names = "--promised",
                            paramLabel = "DURATION",
                            description = "How long after shredding a copy of the key store may still open the key.")
                    @Nullable
                    Duration promised,
            @Mixin KeyOptions.Schedule schedule) {
        Optional<EpochPolicy> policy =
                promised == null ? schedule.policy() : Optional.of(schedule.requirePolicy("--promised"));
        try (KeyRing ring = KeyRing.open(location, console)) {
            Epochs epochs = ring.keys().epochs();
            epochs.list().forEach(this::print);
            if (promised == null || policy.isEmpty()) {
                return ExitCode.GOOD;
            }
            Assessment reach = ShreddingReach.within(epochs::list, policy.get(), promised)
                    .assess(console.clock().instant());
            print(reach);
            return reach.standing() == Standing.KEPT ? ExitCode.GOOD : ExitCode.FINDING;
        }
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = "Make a new version of a key, which seals from now on; the old one goes on opening.")
    int rotate(@Mixin KeyRing.Location location, @Mixin KeyOptions.Name name) {
        try (KeyRing ring = KeyRing.open(location, console)) {
            print(ring.keys().rotate(name.name()));
        }
        return ExitCode.GOOD;
    }

    @Command(
            name = "rewrap",
            mixinStandardHelpOptions = true,
            description = "Wrap every live key anew for the current epoch. With a schedule, run every --run-every: "
                    + "begin the next epoch when it is due, and destroy the keys of epochs that ended long enough "
                    + "ago. May be broken off and run again.")
    int rewrap(@Mixin KeyRing.Location location, @Mixin KeyOptions.Schedule schedule) {
        Optional<EpochPolicy> policy = schedule.policy();
        try (KeyRing ring = KeyRing.open(location, console)) {
            Epochs epochs = ring.keys().epochs();
            ObjectNode line = JsonLines.object();
            RewrapReport rewrap;
            try (Progress progress = Progress.of(console, "rewrapping keys")) {
                if (policy.isPresent()) {
                    EpochReport report = epochs.advance(policy.get());
                    numbers(line.putArray("begun"), report.begun());
                    numbers(line.putArray("destroyed"), report.destroyed());
                    numbers(line.putArray("overdue"), report.overdue());
                    rewrap = report.rewrap();
                } else {
                    rewrap = epochs.rewrap();
                }
            }
            line.put("rewrapped", rewrap.rewrapped()).put("failed", rewrap.failed());
            ArrayNode failures = line.putArray("failures");
            rewrap.failures().forEach(failures::add);
            JsonLines.print(console.out(), line);
            return rewrap.isComplete() ? ExitCode.GOOD : ExitCode.FINDING;
        }
    }

    private static void numbers(ArrayNode array, Collection<Integer> numbers) {
        numbers.forEach(array::add);
    }

    @Command(
            name = "shred",
            mixinStandardHelpOptions = true,
            description = "Destroy all keys of a tenant or a person: what they sealed is erased, for ever. With a "
                    + "schedule also prints when no copy of the key store opens them any more.")
    int shred(
            @Mixin KeyRing.Location location,
            @Mixin KeyOptions.Owner owner,
            @Mixin KeyOptions.Order order,
            @Mixin KeyOptions.Schedule schedule) {
        Optional<EpochPolicy> policy = schedule.policy();
        try (KeyRing ring = KeyRing.open(location, console)) {
            List<KeySummary> destroyed = owner.person()
                    .map(person -> ring.keys().shred(owner.tenant(), person, order.actor(), order.reason()))
                    .orElseGet(() -> ring.keys().shred(owner.tenant(), order.actor(), order.reason()));
            destroyed.forEach(this::print);
            Optional<Instant> shreddedAt = destroyed.stream()
                    .flatMap(key -> key.destroyedAt().stream())
                    .max(Comparator.naturalOrder());
            if (policy.isPresent() && shreddedAt.isPresent()) {
                print(owner, shreddedAt.get(), policy.get());
            } else {
                console.err()
                        .println("copies of the key store open the destroyed keys until the keys of their epochs are "
                                + "destroyed; --rotate-every, --keep-for, --run-every and --store-backup-every tell "
                                + "when that is");
            }
        }
        return ExitCode.GOOD;
    }

    private void print(KeyOptions.Owner owner, Instant shreddedAt, EpochPolicy policy) {
        ObjectNode line = JsonLines.object().put("tenant", owner.tenant().value());
        owner.person().ifPresent(person -> line.put("subject", person.value()));
        line.put("shreddedAt", shreddedAt.toString())
                .put("unreadableAfter", policy.unreadableAfter(shreddedAt).toString());
        JsonLines.print(console.out(), line);
    }

    private void print(KeySummary key) {
        ObjectNode line = JsonLines.object().put("tenant", key.tenant().value());
        if (!key.subject().equals(SubjectId.ACCOUNT)) {
            line.put("subject", key.subject().value());
        }
        line.put("keyId", key.keyId().toString())
                .put("purpose", key.purpose().value())
                .put("version", key.version())
                .put("algorithm", key.algorithm().code())
                .put("status", key.status().name().toLowerCase(Locale.ROOT))
                .put("createdAt", key.createdAt().toString());
        key.destroyedAt().ifPresent(at -> line.put("destroyedAt", at.toString()));
        JsonLines.print(console.out(), line);
    }

    private void print(EpochSummary epoch) {
        ObjectNode line = JsonLines.object()
                .put("epoch", epoch.number())
                .put("startedAt", epoch.startedAt().toString());
        epoch.endedAt().ifPresent(at -> line.put("endedAt", at.toString()));
        epoch.destroyedAt().ifPresent(at -> line.put("destroyedAt", at.toString()));
        JsonLines.print(console.out(), line);
    }

    private void print(Assessment reach) {
        ObjectNode line = JsonLines.object().put("standing", reach.standing().text());
        ArrayNode reasons = line.putArray("reasons");
        reach.reasons().forEach(reasons::add);
        ObjectNode figures = line.putObject("figures");
        reach.figures().forEach(figure -> figures.put(figure.name(), figure.value()));
        reach.deadline().ifPresent(by -> line.put("deadline", by.toString()));
        JsonLines.print(console.out(), line);
    }
}
