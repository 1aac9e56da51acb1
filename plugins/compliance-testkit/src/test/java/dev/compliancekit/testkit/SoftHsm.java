package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.pkcs11.Pkcs11Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One token of SoftHSM, made before the library is loaded, in the build's own folder. */
final class SoftHsm {

    private static final String PIN = "482913";
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
            Path.of("/usr/local/lib/softhsm/libsofthsm2.so"),
            Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

    private SoftHsm() {}

    static PassPhrase pin() {
        return PassPhrase.of(PIN.toCharArray());
    }

    /** Skips the test if SoftHSM is missing, and fails it under CI. */
    static Pkcs11Token token() {
        if (Only.TOKEN.isEmpty()) {
            assertThat(System.getenv("CI")).as("SoftHSM is missing under CI").isNotEqualTo("true");
            assumeTrue(false, "SoftHSM is missing: install softhsm2, and set SOFTHSM2_CONF as pom.xml does");
        }
        return Only.TOKEN.orElseThrow();
    }

    /** Made when first asked for. */
    private static final class Only {

        static final Optional<Pkcs11Token> TOKEN = make();

        private static Optional<Pkcs11Token> make() {
            Path folder = Path.of("target", "softhsm").toAbsolutePath();
            Path configuration = folder.resolve("softhsm2.conf");
            if (!configuration.toString().equals(System.getenv("SOFTHSM2_CONF"))) {
                return Optional.empty();
            }
            return LIBRARIES.stream()
                    .filter(Files::isReadable)
                    .findFirst()
                    .map(library -> new Pkcs11Token(library, initialise(folder, configuration)));
        }

        /** Beside the tokens of earlier runs, which nobody asks for. */
        private static int initialise(Path folder, Path configuration) {
            try {
                Path tokens = Files.createDirectories(folder.resolve("tokens"));
                Files.writeString(
                        configuration,
                        "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
                Process util = new ProcessBuilder(
                                "softhsm2-util",
                                "--init-token",
                                "--free",
                                "--label",
                                "testkit",
                                "--pin",
                                PIN,
                                "--so-pin",
                                PIN)
                        .redirectErrorStream(true)
                        .start();
                String output = new String(util.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                Matcher slot = Pattern.compile("reassigned to slot (\\d+)").matcher(output);
                assertThat(slot.find()).as(output).isTrue();
                return Integer.parseInt(slot.group(1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
