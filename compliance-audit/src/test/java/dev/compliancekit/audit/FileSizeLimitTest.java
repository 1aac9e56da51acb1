package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No file may grow beyond a few kilobytes: the last write before the limit is a short one. Unlike a full file system,
 * that takes no right to mount one.
 */
@Tag("process")
class FileSizeLimitTest {

    @TempDir
    private Path temp;

    @Test
    void whatWasAcknowledgedBeforeTheLimitIsThereAndTheRestIsRefusedAtOnce() throws Exception {
        for (int kilobytes : new int[] {4, 12, 13, 15, 18}) {
            Path folder = Files.createDirectory(temp.resolve("limit" + kilobytes));
            TestLog logs = new TestLog(folder);
            Process process = new ProcessBuilder(
                            "bash",
                            "-c",
                            "ulimit -f " + kilobytes + "; exec \"$@\"",
                            "limited",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:-UsePerfData",
                            "-cp",
                            System.getProperty("java.class.path")
                                    + File.pathSeparator
                                    + System.getProperty("jdk.module.path", ""),
                            FaultChild.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains(FaultChild.END).anyMatch(line -> line.matches("(failed|refused) .*"));
            Map<Long, String> acknowledged = new HashMap<>();
            for (String line : said) {
                String[] parts = line.split(" ", -1);
                if (parts.length == 3 && parts[2].equals("ok")) {
                    acknowledged.put(Long.valueOf(parts[0]), parts[1]);
                }
            }
            assertThat(acknowledged.isEmpty()).as("%d KB: %s", kilobytes, said).isEqualTo(kilobytes < 13);
            try (AuditLog log = logs.open()) {
                Map<Long, String> found = new HashMap<>();
                log.entries()
                        .readAll(entry ->
                                found.put(entry.index(), entry.leafHash().hex()));
                assertThat(found).as("%d KB", kilobytes).containsAllEntriesOf(acknowledged);
            }
            assertThat(AuditVerifier.of(logs.key()).verify(logs.directory()).findings())
                    .isEmpty();
        }
    }
}
