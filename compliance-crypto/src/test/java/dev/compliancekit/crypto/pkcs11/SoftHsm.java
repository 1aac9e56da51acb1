package dev.compliancekit.crypto.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.compliancekit.crypto.file.PassPhrase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.KeyGenerator;

/**
 * Tokens of SoftHSM, new for each run of the tests, in the folder that the environment variable SOFTHSM2_CONF names.
 * The library sees the tokens that are there when it is loaded, so all are made at once.
 */
public final class SoftHsm {

    /** The user's PIN of every token. */
    public static final String PIN = "482913";

    private static final List<String> NAMES =
            List.of("keys", "pin", "twins", "nameless", "removed", "foreign", "provider");
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
            Path.of("/usr/local/lib/softhsm/libsofthsm2.so"),
            Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

    private SoftHsm() {}

    /** Skips the test if SoftHSM is missing, and fails it under CI. */
    public static Pkcs11Token token(String name) {
        Pkcs11Token token = Tokens.ALL.get(name);
        if (token == null) {
            assertThat(System.getenv("CI")).as("SoftHSM is missing under CI").isNotEqualTo("true");
            assumeTrue(false, "SoftHSM is missing: install softhsm2, and set SOFTHSM2_CONF as pom.xml does");
            throw new IllegalStateException("not reached");
        }
        return token;
    }

    /** A new one each time, since it is closed. */
    public static PassPhrase pin() {
        return PassPhrase.of(PIN.toCharArray());
    }

    /** Ends the login of the whole process, as a token does that is reset. */
    static void logOut(Pkcs11Token token) throws GeneralSecurityException, IOException {
        ((AuthProvider) loggedIn(token, "")).logout();
    }

    /** Makes keys as some other program does; all at once, as the Java runtime does not open a store with twins. */
    static void generate(Pkcs11Token token, String algorithm, int bits, String attributes, int howMany)
            throws GeneralSecurityException, IOException {
        Provider provider = loggedIn(token, "attributes(generate, CKO_SECRET_KEY, *) = {\n" + attributes + "\n}\n");
        KeyGenerator generator = KeyGenerator.getInstance(algorithm, provider);
        generator.init(bits);
        for (int i = 0; i < howMany; i++) {
            generator.generateKey();
        }
    }

    private static Provider loggedIn(Pkcs11Token token, String attributes)
            throws GeneralSecurityException, IOException {
        Provider provider = Security.getProvider("SunPKCS11")
                .configure("--name = test\nlibrary = \"" + token.library() + "\"\nslot = " + token.slot() + "\n"
                        + attributes);
        KeyStore.getInstance("PKCS11", provider).load(null, PIN.toCharArray());
        return provider;
    }

    /** Pulls the token out: its files are gone, and the library has no other copy. */
    static void remove(String name) throws IOException {
        Path tokens = Tokens.folder().resolve("tokens");
        try (Stream<Path> folders = Files.list(tokens)) {
            for (Path folder : folders.toList()) {
                String content =
                        new String(Files.readAllBytes(folder.resolve("token.object")), StandardCharsets.ISO_8859_1);
                if (content.contains("token-" + name)) {
                    Files.move(folder, Tokens.folder().resolve("removed-" + name));
                }
            }
        }
    }

    /** Made when first asked for. */
    private static final class Tokens {

        static final Map<String, Pkcs11Token> ALL = initialise();

        /** The folder is emptied, so it must be the build's own. */
        static Path folder() {
            return Path.of("target", "softhsm").toAbsolutePath();
        }

        private static boolean isConfigured() {
            Path configuration = folder().resolve("softhsm2.conf");
            return configuration.toString().equals(System.getenv("SOFTHSM2_CONF"));
        }

        private static Map<String, Pkcs11Token> initialise() {
            Map<String, Pkcs11Token> all = new HashMap<>();
            Optional<Path> library =
                    LIBRARIES.stream().filter(Files::isReadable).findFirst();
            if (library.isEmpty() || !isConfigured()) {
                return all;
            }
            try {
                deleteAll(folder());
                Path tokens = Files.createDirectories(folder().resolve("tokens"));
                Files.writeString(
                        folder().resolve("softhsm2.conf"),
                        "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
                for (String name : NAMES) {
                    all.put(name, new Pkcs11Token(library.get(), initialise("token-" + name)));
                }
                return all;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static int initialise(String label) throws IOException {
            Process util = new ProcessBuilder(
                            "softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", PIN)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(util.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher slot = Pattern.compile("reassigned to slot (\\d+)").matcher(output);
            assertThat(slot.find()).as(output).isTrue();
            return Integer.parseInt(slot.group(1));
        }

        private static void deleteAll(Path folder) throws IOException {
            if (Files.exists(folder)) {
                try (Stream<Path> paths = Files.walk(folder)) {
                    for (Path path : new ArrayList<>(
                            paths.sorted(Comparator.reverseOrder()).toList())) {
                        Files.delete(path);
                    }
                }
            }
        }
    }
}
