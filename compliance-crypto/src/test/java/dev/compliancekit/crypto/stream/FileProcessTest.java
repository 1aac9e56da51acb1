package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.Messages.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as other processes make them that are killed, have no room, or little memory. */
@Tag("process")
class FileProcessTest {

    private static final int SIZE = 24 << 20;

    @TempDir
    private Path temp;

    private final ChunkedAead aead = Messages.aead();

    /** More rounds with {@code -Dkill.rounds=500}, other moments with {@code -Dkill.seed=7}. */
    @Test
    void aKilledProcessLeavesAWholeTargetOrNone() throws Exception {
        int rounds = Integer.getInteger("kill.rounds", 6);
        long seed = Long.getLong("kill.seed", 20_261_122L);
        Random random = new Random(seed);
        Path plain = Files.write(temp.resolve("plain"), Messages.plaintext(SIZE));
        Path target = temp.resolve("target");
        for (int round = 0; round < rounds; round++) {
            Process child = start("", "-Xmx200m", plain, target);
            int begun = child.getInputStream().read();
            assertThat(begun).isEqualTo('b');
            boolean ended = child.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS);
            child.destroyForcibly().waitFor();
            assertThat(Files.exists(target) || !ended).isTrue();
            if (Files.exists(target)) {
                assertThat(aead.decrypt(Files.readAllBytes(target), CONTEXT))
                        .as("seed %s, round %s", seed, round)
                        .hasSize(SIZE);
                Files.delete(target);
            }
            removeDrafts();
        }
    }

    @Test
    void aFullDiskLeavesNothingBehind() throws Exception {
        Path plain = Files.write(temp.resolve("plain"), Messages.plaintext(SIZE));
        for (int blocks : List.of(0, 1, 8_000, 24_000)) {
            Process child = start("ulimit -f " + blocks + " && ", "-Xmx200m", plain, temp.resolve("target"));
            assertThat(said(child)).contains("IOException");
            assertThat(names()).containsExactly("plain");
        }
    }

    /** Two workers hold 4 MiB; a JVM of 24 MiB could not hold the file. */
    @Test
    void memoryDoesNotGrowWithTheFile() throws Exception {
        Path plain = Files.write(temp.resolve("plain"), Messages.plaintext(3 * SIZE));
        Process child = start("", "-Xmx24m", plain, temp.resolve("target"));
        assertThat(said(child)).isEqualTo("be");
        assertThat(Files.size(temp.resolve("target"))).isEqualTo(aead.ciphertextBytes(3 * SIZE));
    }

    private static String said(Process child) throws IOException, InterruptedException {
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private void removeDrafts() throws IOException {
        for (String name : names()) {
            if (name.endsWith(".draft")) {
                assertThat(name).startsWith(".compliancekit-");
                Files.delete(temp.resolve(name));
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> found = Files.list(temp)) {
            return found.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static Process start(String before, String memory, Path plain, Path target) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath =
                System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path", "");
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        before + "exec \"$@\"",
                        "sh",
                        java,
                        "-Xshare:auto",
                        "-XX:-UsePerfData",
                        memory,
                        "-cp",
                        classPath,
                        Child.class.getName(),
                        plain.toString(),
                        target.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Encrypts one file with two workers. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            System.out.print('b');
            System.out.flush();
            try {
                ChunkedFiles.of(Messages.aead())
                        .withWorkers(2, task -> new Thread(task).start())
                        .encrypt(Path.of(arguments[0]), Path.of(arguments[1]), CONTEXT);
                System.out.print('e');
            } catch (IOException e) {
                System.out.print("IOException");
            }
            System.out.flush();
        }
    }
}
