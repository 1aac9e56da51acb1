package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of a few megabytes, full to the last byte, and then with room again. */
@Tag("process")
class DiskFullTest {

    private static final TenantId ACME = new TenantId("acme");

    @TempDir
    private Path temp;

    private Path disk;
    private boolean mounted;
    private final Map<Long, String> acknowledged = new HashMap<>();

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(temp.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
        assertThat(mounted || !Boolean.parseBoolean(System.getenv("CI")))
                .as("a file system can be mounted in CI")
                .isTrue();
        assumeTrue(mounted, "this user may not mount a file system of 2 MB, which the test fills");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Leaves so many bytes free, or fewer. */
    private Path fill(long free) throws IOException {
        Path filler = disk.resolve("filler");
        Files.write(filler, new byte[(int) Math.max(0, disk.toFile().getUsableSpace() - free)]);
        return filler;
    }

    @Test
    void nothingIsAcknowledgedWhileTheDiskIsFullAndTheLogGoesOnAfterwards() throws IOException {
        TestLog logs = new TestLog(temp);
        Path directory = disk.resolve("log");
        for (int free = 0; free < 40_000; free += 8_000) {
            try (AuditLog log = logs.builder(directory).checkpointEvery(50).open()) {
                append(log, 20);
                Path filler = fill(free);
                int refused = 0;
                while (refused < 3) {
                    refused += tryToAppend(log) ? 0 : 1;
                }
                Files.delete(filler);
                append(log, 60);
            }
            assertThat(AuditVerifier.of(logs.key()).verify(directory).findings())
                    .as("%d bytes were free", free)
                    .isEmpty();
            try (AuditLog log = logs.open(directory)) {
                Map<Long, String> found = new HashMap<>();
                log.entries()
                        .readAll(entry ->
                                found.put(entry.index(), entry.leafHash().hex()));
                assertThat(found).as("%d bytes were free", free).containsAllEntriesOf(acknowledged);
            }
        }
    }

    @Test
    void aLogThatCannotBeCreatedLeavesNothingHeld() throws IOException {
        TestLog logs = new TestLog(temp);
        Path directory = disk.resolve("log");
        Path filler = fill(0);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> logs.open(directory)).isInstanceOf(AuditStoreException.class);
        }
        Files.delete(filler);
        try (AuditLog log = logs.open(directory)) {
            append(log, 1);
        }
    }

    private void append(AuditLog log, int events) {
        for (int i = 0; i < events; i++) {
            remember(log.append(TestLog.event(ACME, i)));
        }
    }

    private boolean tryToAppend(AuditLog log) {
        List<AuditReceipt> receipts = new ArrayList<>();
        try {
            receipts.addAll(log.appendAll(TestLog.events(ACME, 5)));
        } catch (AuditStoreException e) {
            assertThat(e.getMessage()).startsWith("events are not acknowledged: ");
            return false;
        }
        receipts.forEach(this::remember);
        return true;
    }

    private void remember(AuditReceipt receipt) {
        acknowledged.put(receipt.index(), receipt.leafHash().hex());
    }
}
