package dev.compliancekit.audit;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A log in a temporary folder, with a key beside it and a clock that stands still. */
final class TestLog {

    static final String ORIGIN = "example.com/audit/test";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Path folder;
    private final LogKey key;

    TestLog(Path folder) {
        this.folder = folder;
        this.key = LogKey.create(folder.resolve("log.key"), ORIGIN, new SecureRandom());
    }

    Path directory() {
        return folder.resolve("log");
    }

    LogKey key() {
        return key;
    }

    AuditLog open() {
        return open(directory());
    }

    AuditLog open(Path directory) {
        return builder(directory).open();
    }

    AuditLogBuilder builder(Path directory) {
        return AuditLog.builder(directory, key, () -> START).withoutLifeEvents();
    }

    /** What the disk holds now, as a crash would leave it. */
    Path copyAs(String name) {
        return copy(directory(), folder.resolve(name));
    }

    static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AuditEvent event(TenantId tenant, int number) {
        return AuditEvent.builder(
                        tenant,
                        Actor.customer("user-" + number % 5),
                        Action.SIGN_IN,
                        number % 4 == 3 ? Outcome.FAILURE : Outcome.SUCCESS,
                        START.plusSeconds(number))
                .attribute(AuditEvent.ADDRESS, "192.0.2." + number % 250)
                .attribute(AuditEvent.DEVICE_TYPE, number % 2 == 0 ? "phone" : "desktop")
                .build();
    }

    static List<AuditEvent> events(TenantId tenant, int count) {
        return IntStream.range(0, count).mapToObj(i -> event(tenant, i)).toList();
    }
}
