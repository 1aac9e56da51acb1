package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the power of a process that writes a log, at any of its calls of the file system: what it had said by then must
 * be on what is left of the disk. A kill cannot show that, since what was written but not synced outlives it in the
 * memory of the operating system; so the disk is kept from the calls, as {@code strace} sees them. What was synced is
 * all that is left here; also what may be left of the rest with {@code -Dpower.cuts=50000}, others with
 * {@code -Dpower.seed=7}.
 */
@Tag("process")
class PowerCutTest {

    /** Of the first process, between the write of a frame and its end. */
    private static final String KILLED = "inject=fsync:signal=KILL:when=30";

    private static final TenantId NEXT = new TenantId("next");

    @TempDir
    private Path temp;

    private TestLog logs;
    private TracedDisk disk;
    private final List<List<String>> traces = new ArrayList<>();

    /** The first process is killed between a write and its sync: the second one finds a frame that is not durable. */
    @BeforeEach
    void traceTwoProcesses() throws Exception {
        Strace strace = Strace.required(temp);
        logs = new TestLog(temp);
        disk = new TracedDisk(Files.createDirectory(temp.resolve("disk")));
        List<String> options = List.of("-xx", "-s", "10000000", "-e", "trace=" + TracedDisk.CALLS);
        strace.run(with(options, "-e", KILLED), PowerCutChild.class, temp);
        assertThat(strace.said()).isNotEmpty().doesNotContain(PowerCutChild.END);
        traces.add(strace.trace());
        strace.run(options, PowerCutChild.class, temp);
        assertThat(strace.said()).contains(PowerCutChild.END);
        traces.add(strace.trace());
    }

    private static List<String> with(List<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void whatWasSaidIsThereAfterAPowerCut() throws Exception {
        double afterWords = Integer.getInteger("power.words", 60) / (double) traced("write\\(1, .*");
        double anywhere = Integer.getInteger("power.cuts", 0) / (double) traced(".*");
        Random random = new Random(Long.getLong("power.seed", 20_261_124L));
        for (List<String> trace : traces) {
            disk.restart();
            for (String line : trace) {
                int before = disk.said().length();
                disk.replay(line);
                if (disk.said().length() > before && random.nextDouble() < afterWords) {
                    disk.leaveDurable(left());
                    check();
                }
                for (double due = anywhere; random.nextDouble() < due; due--) {
                    disk.leave(left(), random);
                    check();
                }
            }
        }
        assertThat(disk.said()).contains(PowerCutChild.CHECKPOINT, PowerCutChild.CHECKPOINTED, PowerCutChild.END);
    }

    private long traced(String call) {
        return traces.stream()
                .flatMap(List::stream)
                .filter(line -> line.matches("\\d+ +" + call))
                .count();
    }

    private Path left() throws IOException {
        Path left = temp.resolve("left");
        if (Files.exists(left)) {
            MoreFiles.deleteRecursively(left, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        return left;
    }

    private void check() throws IOException {
        Map<Long, String> acknowledged = new HashMap<>();
        long published = 0;
        Optional<SignedCheckpoint> given = Optional.empty();
        for (String line : disk.said().lines().toList()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals(PowerCutChild.CHECKPOINT)) {
                given = Optional.of(SignedCheckpoint.parse(
                        new String(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8)));
            } else if (words.length == 3) {
                acknowledged.put(Long.valueOf(words[1]), words[2]);
                if (words[0].equals(PowerCutChild.CHECKPOINTED)) {
                    published = Math.max(published, Long.parseLong(words[1]) + 1);
                }
            }
        }
        Path log = temp.resolve("left/log");
        if (published > 0) {
            assertThat(TileDirectory.of(log).checkpoint().unverified().treeSize())
                    .isGreaterThanOrEqualTo(published);
        }
        AuditVerifier verifier =
                given.map(AuditVerifier.of(logs.key())::withSaved).orElse(AuditVerifier.of(logs.key()));
        Map<Long, String> found = new HashMap<>();
        try (AuditLog opened = logs.open(log)) {
            opened.entries()
                    .readAll(entry -> found.put(entry.index(), entry.leafHash().hex()));
            assertThat(verifier.verify(log).findings()).isEmpty();
            opened.append(TestLog.event(NEXT, 0));
        }
        assertThat(found).containsAllEntriesOf(acknowledged);
        assertThat(verifier.verify(log).findings()).isEmpty();
    }
}
