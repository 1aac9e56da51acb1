package dev.compliancekit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of this process's streams are terminals, as Linux knows it. Where that cannot be asked, standard output counts
 * as one, because secrets must not be shown, and standard error does not, because nobody misses progress.
 */
final class Terminals {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Pattern DEVICES = Pattern.compile("/dev/(pts/.*|tty.*|console)");

    private Terminals() {}

    static Set<Console.Stream> find() {
        Set<Console.Stream> found = EnumSet.noneOf(Console.Stream.class);
        try {
            if (isTerminal("1")) {
                found.add(Console.Stream.OUT);
            }
            if (isTerminal("2")) {
                found.add(Console.Stream.ERR);
            }
            return found;
        } catch (IOException | UnsupportedOperationException e) {
            return EnumSet.of(Console.Stream.OUT);
        }
    }

    private static boolean isTerminal(String descriptor) throws IOException {
        String device = Files.readSymbolicLink(DESCRIPTORS.resolve(descriptor)).toString();
        return DEVICES.matcher(device).matches();
    }
}
