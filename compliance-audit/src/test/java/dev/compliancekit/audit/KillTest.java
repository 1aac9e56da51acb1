package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.TenantId;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process again and again: what it acknowledged must be there. More rounds with
 * {@code -Dkill.rounds=1000}, another run with {@code -Dkill.seed=7}.
 */
@Tag("process")
class KillTest {

    private static final TenantId ACME = new TenantId("acme");

    /** Each round reads the log from its start: one that grew for all rounds would take most of the time. */
    private static final int ROUNDS_OF_A_LOG = 50;

    @TempDir
    private Path temp;

    @Test
    void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
        int rounds = Integer.getInteger("kill.rounds", 15);
        long seed = Long.getLong("kill.seed", 20_261_122L);
        Random random = new Random(seed);
        TestLog logs = new TestLog(temp);
        Map<Long, String> acknowledged = new HashMap<>();
        for (int round = 0; round < rounds; round++) {
            if (round % ROUNDS_OF_A_LOG == 0) {
                acknowledged.clear();
                Files.createDirectories(logs.directory());
                MoreFiles.deleteRecursively(logs.directory(), RecursiveDeleteOption.ALLOW_INSECURE);
            }
            killAfter(random.nextInt(120), acknowledged);
            try (AuditLog log = logs.open()) {
                Map<Long, String> found = new HashMap<>();
                log.entries()
                        .readAll(entry ->
                                found.put(entry.index(), entry.leafHash().hex()));
                assertThat(found).as("seed %s, round %s", seed, round).containsAllEntriesOf(acknowledged);
            }
            assertThat(AuditVerifier.of(logs.key()).verify(logs.directory()).findings())
                    .as("seed %s, round %s", seed, round)
                    .isEmpty();
        }
        assertThat(acknowledged).isNotEmpty();
    }

    @Test
    void anotherProcessIsRefusedWhileTheLogIsOpen() throws Exception {
        TestLog logs = new TestLog(temp);
        try (AuditLog log = logs.open()) {
            Process other = start();
            try (BufferedReader out = reader(other)) {
                assertThat(out.readLine()).contains("one writer at a time");
            }
            assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(log.append(TestLog.event(ACME, 0)).index()).isZero();
        }
    }

    private void killAfter(int lines, Map<Long, String> acknowledged) throws IOException, InterruptedException {
        Process writer = start();
        try (BufferedReader out = reader(writer)) {
            for (int i = 0; i < lines; i++) {
                acknowledge(out.readLine(), acknowledged);
            }
            writer.toHandle().destroyForcibly(); // unlike the process itself, leaves its output readable
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledge(line, acknowledged);
            }
        }
        writer.waitFor();
    }

    /** A line without its end was not acknowledged. */
    private static void acknowledge(String line, Map<Long, String> acknowledged) {
        String[] parts = line.split(" ", -1);
        if (parts.length == 3 && parts[2].equals("ok")) {
            acknowledged.put(Long.valueOf(parts[0]), parts[1]);
        } else {
            assertThat(line).as("what the child said").matches("[0-9]* ?[0-9a-f]* ?o?k?");
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("jdk.module.path", ""),
                        Child.class.getName(),
                        temp.toString()))
                .redirectErrorStream(true)
                .start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Appends until it is killed, and says what was acknowledged. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            Path temp = Path.of(arguments[0]);
            LogKey key = LogKey.load(temp.resolve("log.key"));
            try (AuditLog log = AuditLog.builder(temp.resolve("log"), key, () -> TestLog.START)
                    .checkpointEvery(20)
                    .open()) {
                for (int i = 0; ; i++) {
                    for (AuditReceipt receipt : log.appendAll(TestLog.events(ACME, 1 + i % 3))) {
                        System.out.println(receipt.index() + " " + receipt.leafHash() + " ok");
                    }
                }
            } catch (AuditStoreException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
