package dev.compliancekit.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.file.Argon2Cost;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.file.Pkcs12KeyService;
import dev.compliancekit.crypto.key.KeyServices;
import dev.compliancekit.crypto.pkcs11.Pkcs11KeyService;
import dev.compliancekit.crypto.pkcs11.Pkcs11Token;
import dev.compliancekit.crypto.pkcs11.SoftHsm;
import dev.compliancekit.crypto.spi.KeyService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of key service is found by its name and says which of its settings is wrong. */
class ProvidersTest {

    private static final AssociatedData PLACE = AssociatedData.ofTexts("place");

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final SecretBytes key = SecretBytes.random(32, random);

    private Path secret(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void assertOpens(String kind, Map<String, String> settings, KeyService made) {
        try (KeyService opened = KeyServices.open(kind, settings, random)) {
            assertThat(opened.getClass()).isEqualTo(made.getClass());
            assertThat(opened.unwrap(made.wrap(key, PLACE), PLACE)).isEqualTo(key);
        }
    }

    private void assertRefused(String kind, Map<String, String> settings, String message) {
        assertThatThrownBy(() -> KeyServices.open(kind, settings, random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void opensARootKeyInAFileUnderAPassPhrase() throws IOException {
        Path path = folder.resolve("root.key");
        String said = secret("said", "open sesame\n").toString();
        KeyService made =
                FileKeyService.create(path, PassPhrase.of("open sesame".toCharArray()), Argon2Cost.MINIMUM, random);
        assertOpens("file", Map.of("path", path.toString(), "passPhraseFile", said), made);
    }

    @Test
    void opensARootKeyInAFileUnderNoneIfToldSo() {
        Path path = folder.resolve("root.key");
        KeyService made = FileKeyService.createUnprotected(path, random);
        assertOpens("file", Map.of("path", path.toString(), "unprotected", "yes"), made);
    }

    @Test
    void saysWhichSettingOfAFileIsWrong() {
        String eitherOr =
                "setting passPhraseFile of key service file must be there, " + "or else unprotected=yes, and not both";
        assertRefused("file", Map.of("path", "root.key"), eitherOr);
        assertRefused("file", Map.of("path", "p", "passPhraseFile", "f", "unprotected", "yes"), eitherOr);
        assertRefused(
                "file",
                Map.of("path", "p", "unprotected", "true"),
                "setting unprotected of key service file is not accepted; accepted is yes");
        assertRefused("file", Map.of("unprotected", "yes"), "setting path of key service file is missing");
        assertRefused(
                "file", Map.of("path", "a\0b", "unprotected", "yes"), "setting path of key service file is no path");
        assertRefused(
                "file",
                Map.of("path", "p", "unprotected", "yes", "colour", "red"),
                "setting colour of key service file is not known; accepted are path, passPhraseFile, unprotected");
    }

    @Test
    void opensARootKeyInAPkcs12KeyStore() throws IOException {
        Path path = folder.resolve("root.p12");
        String said = secret("said", "correct horse battery staple").toString();
        KeyService made = Pkcs12KeyService.create(
                path, "root", PassPhrase.of("correct horse battery staple".toCharArray()), random);
        assertOpens("pkcs12", Map.of("path", path.toString(), "alias", "root", "passwordFile", said), made);
    }

    @Test
    void saysWhichSettingOfAPkcs12KeyStoreIsWrong() {
        assertRefused(
                "pkcs12",
                Map.of("path", "p", "alias", "root"),
                "setting passwordFile of key service pkcs12 is missing");
        assertRefused(
                "pkcs12", Map.of("path", "p", "passwordFile", "f"), "setting alias of key service pkcs12 is missing");
        assertRefused(
                "pkcs12",
                Map.of("password", "secret"),
                "setting password of key service pkcs12 is not known; accepted are path, alias, passwordFile");
    }

    @Test
    void opensARootKeyInAToken() throws IOException {
        Pkcs11Token token = SoftHsm.token("provider");
        String said = secret("said", SoftHsm.PIN).toString();
        try (KeyService made = Pkcs11KeyService.create(token, "root", SoftHsm.pin(), random)) {
            assertOpens("pkcs11", tokenSettings(token.library().toString(), "" + token.slot(), said), made);
        }
    }

    private static Map<String, String> tokenSettings(String library, String slot, String pinFile) {
        return Map.of("library", library, "slot", slot, "label", "root", "pinFile", pinFile);
    }

    @Test
    void saysWhichSettingOfATokenIsWrong() {
        assertRefused(
                "pkcs11",
                tokenSettings("/lib.so", "first", "pin"),
                "setting slot of key service pkcs11 is not accepted; accepted is a decimal number");
        assertRefused("pkcs11", tokenSettings("/lib.so", "-1", "pin"), "slot is -1; accepted are 0 and above");
        assertRefused("pkcs11", Map.of("slot", "1"), "setting library of key service pkcs11 is missing");
        assertRefused(
                "pkcs11",
                Map.of("pin", "secret"),
                "setting pin of key service pkcs11 is not known; accepted are library, slot, label, pinFile");
        assertThatThrownBy(() -> KeyServices.open("pkcs11", tokenSettings("lib.so", "1", "pin"), random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("library is not accepted");
    }
}
