package dev.compliancekit.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs12KeyServiceTest {

    private static final AssociatedData PLACE = AssociatedData.ofTexts("place");
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final SecretBytes key = SecretBytes.random(32, random);
    private final PassPhrase password = PassPhrase.of(PASSWORD.toCharArray());

    private Path file() {
        return folder.resolve("root.p12");
    }

    private Pkcs12KeyService create() {
        return Pkcs12KeyService.create(file(), "root", password, random);
    }

    private Pkcs12KeyService open() {
        return Pkcs12KeyService.open(file(), "root", password, random);
    }

    /** The JDK's own tool, as its users call it. */
    private String keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", file().toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private void ownerOnly() throws IOException {
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void unwrapsWhatItWrappedAlsoAfterReopening() throws IOException {
        Pkcs12KeyService made = create();
        WrappedKey wrapped = made.wrap(key, PLACE);
        Pkcs12KeyService opened = open();
        assertThat(opened.rootKeyId()).isEqualTo(made.rootKeyId()).matches("[0-9a-f]{8}");
        assertThat(opened.unwrap(wrapped, PLACE)).isEqualTo(key);
        assertThat(made.unwrap(opened.wrap(key, PLACE), PLACE)).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(password.toCharArray()).isEqualTo(PASSWORD.toCharArray());
        assertThat(made).hasToString("Pkcs12KeyService[" + made.rootKeyId() + "]");
    }

    @Test
    void opensWhatKeytoolMade() throws IOException, InterruptedException {
        keytool("-genseckey", "-keyalg", "AES", "-keysize", "256", "-alias", "root");
        ownerOnly();
        Pkcs12KeyService first = open();
        assertThat(open().unwrap(first.wrap(key, PLACE), PLACE)).isEqualTo(key);
    }

    @Test
    void keytoolListsWhatItMade() throws IOException, InterruptedException {
        create();
        assertThat(keytool("-list")).contains("Your keystore contains 1 entry").contains("root, ", "SecretKeyEntry");
    }

    @Test
    void theIdIsThatOfTheKeyAndNotOfItsName() throws IOException, InterruptedException {
        String id = create().rootKeyId();
        keytool("-changealias", "-alias", "root", "-destalias", "other");
        ownerOnly();
        assertThat(Pkcs12KeyService.open(file(), "other", password, random).rootKeyId())
                .isEqualTo(id);
    }

    /** The value was computed by another program. */
    @Test
    void theIdIsComputedAsDocumented() throws IOException {
        byte[] bytes = HexFormat.of().parseHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
        Files.write(file(), Pkcs12.encode("root", SecretBytes.copyOf(bytes), password));
        ownerOnly();
        assertThat(open().rootKeyId()).isEqualTo("368e5369");
    }

    @Test
    void otherEntriesAreNoRootKeys() throws IOException, InterruptedException {
        keytool("-genseckey", "-keyalg", "AES", "-keysize", "128", "-alias", "short");
        keytool("-genseckey", "-keyalg", "HmacSHA256", "-keysize", "256", "-alias", "mac");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=a", "-alias", "pair");
        ownerOnly();
        for (String alias : List.of("short", "mac", "pair", "none")) {
            assertThatThrownBy(() -> Pkcs12KeyService.open(file(), alias, password, random))
                    .isInstanceOf(KeyUnavailableException.class)
                    .hasMessage("key store " + file() + " has no AES key of 256 bits named " + alias);
        }
    }

    @Test
    void anotherPasswordAndADamagedStoreAreOneSentence() throws IOException {
        create();
        PassPhrase wrong = PassPhrase.of("correct horse battery stable".toCharArray());
        String sentence = "key store " + file() + " does not open: it is damaged or none, or has another password";
        assertThatThrownBy(() -> Pkcs12KeyService.open(file(), "root", wrong, random))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessage(sentence)
                .satisfies(e -> assertThat(causes(e)).doesNotContain("horse"));
        for (byte[] content : new byte[][] {{}, {0x30}, "ckroot1\n".getBytes(StandardCharsets.US_ASCII)}) {
            Files.write(file(), content);
            assertThatThrownBy(this::open)
                    .isInstanceOf(KeyUnavailableException.class)
                    .hasMessage(sentence);
        }
    }

    private static String causes(Throwable e) {
        StringBuilder texts = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            texts.append(cause).append('\n');
        }
        return texts.toString();
    }

    /** A changed bit of the store's own dress may be harmless; another key never comes out of it. */
    @Test
    void aDamagedStoreOpensAsItWasOrNotAtAll() throws IOException {
        String id = create().rootKeyId();
        byte[] good = Files.readAllBytes(file());
        long seed = 20_260_301;
        Random damage = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            byte[] bad = i % 3 == 0 ? Arrays.copyOf(good, damage.nextInt(good.length)) : good.clone();
            if (i % 3 != 0) {
                bad[damage.nextInt(bad.length)] ^= (byte) (1 << damage.nextInt(8));
            }
            Files.write(file(), bad);
            try (Pkcs12KeyService opened = open()) {
                assertThat(opened.rootKeyId()).as("seed %s, case %s", seed, i).isEqualTo(id);
            } catch (KeyUnavailableException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void neverOverwritesAKeyStore() throws IOException {
        create();
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(this::create)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("key store " + file() + " exists already");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void onlyTheOwnerMayUseTheFile() throws IOException {
        create();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(this::open)
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageStartingWith("key store " + file() + " is open to group or others");
        Files.delete(file());
        assertThatThrownBy(this::open)
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessage("key store " + file() + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Root", "a b", "caf\u00e9", "a\u007f"})
    void refusesOtherAliases(String alias) {
        for (String each : List.of(alias, "x".repeat(65))) {
            assertThatThrownBy(() -> Pkcs12KeyService.create(file(), each, password, random))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("alias is not accepted; accepted are 1 to 64 visible ASCII characters "
                            + "without upper case");
            assertThatThrownBy(() -> Pkcs12KeyService.open(file(), each, password, random))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesOtherPasswords() {
        assertThatThrownBy(() ->
                        Pkcs12KeyService.create(file(), "root", PassPhrase.of("fifteen letters".toCharArray()), random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("password is too short; accepted are 16 characters or more");
        PassPhrase accents = PassPhrase.of("Blåbærsyltetøy 2026".toCharArray());
        String sentence = "password of a key store is not accepted; accepted are visible ASCII characters and spaces";
        assertThatThrownBy(() -> Pkcs12KeyService.create(file(), "root", accents, random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> Pkcs12KeyService.open(file(), "root", accents, random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
        Pkcs12KeyService.create(file(), "~".repeat(64), PassPhrase.of("sixteen letters~".toCharArray()), random)
                .close();
    }

    @Test
    void refusesOtherPlacesAndEveryCallOnceClosed() {
        Pkcs12KeyService service = create();
        WrappedKey wrapped = service.wrap(key, PLACE);
        assertThatThrownBy(() -> service.unwrap(wrapped, AssociatedData.ofTexts("other")))
                .isInstanceOf(DecryptionException.class);
        service.close();
        assertThatThrownBy(() -> service.wrap(key, PLACE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> service.unwrap(wrapped, PLACE)).isInstanceOf(IllegalStateException.class);
    }
}
