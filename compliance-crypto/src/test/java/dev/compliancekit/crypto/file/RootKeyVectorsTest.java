package dev.compliancekit.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vectors of {@code docs/formats/root-key.md}. */
class RootKeyVectorsTest {

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private String file = "";

    @BeforeEach
    void read() throws IOException {
        try (InputStream in =
                RootKeyVectorsTest.class.getResourceAsStream("/dev/compliancekit/crypto/vectors/root-key.json")) {
            file = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private Bytes vector(String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": \"([0-9a-f]+)\"").matcher(file);
        assertThat(matcher.find()).as(name).isTrue();
        return Bytes.parseHex(matcher.group(1));
    }

    private SecretBytes secret(String name) {
        return SecretBytes.copyOf(vector(name).toByteArray());
    }

    private PassPhrase passPhrase() {
        return PassPhrase.of(new String(vector("passPhraseUtf8").toByteArray(), StandardCharsets.UTF_8).toCharArray());
    }

    private Path stored(String name) throws IOException {
        Path path = folder.resolve(name);
        Files.write(path, vector(name).toByteArray());
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theUnprotectedFileIsWrittenAsDocumented() {
        byte[] written = RootKeyFormat.encode(new KeyId(0x01020304), secret("rootKey"));
        assertThat(written).isEqualTo(vector("unprotectedFile").toByteArray());
    }

    @Test
    void thePassPhraseGivesTheDocumentedKey() {
        byte[] salt = Arrays.copyOfRange(vector("protectedFile").toByteArray(), 24, 40);
        assertThat(PassPhraseKey.derive(passPhrase(), new Argon2Cost(20_000, 2, 3), salt))
                .isEqualTo(secret("wrappingKey"));
    }

    @Test
    void bothFilesOpenWhatIsWrappedUnderTheirKey() throws IOException {
        // PAE of one piece, which is what the associated data of a single text are
        AssociatedData place = AssociatedData.ofTexts("place");
        assertThat(place.bytes()).isEqualTo(vector("associatedData"));
        WrappedKey wrapped = new WrappedKey("01020304", vector("wrappedKey"));
        try (FileKeyService plain = FileKeyService.openUnprotected(stored("unprotectedFile"), random);
                FileKeyService guarded = FileKeyService.open(stored("protectedFile"), passPhrase(), random)) {
            assertThat(plain.rootKeyId()).isEqualTo("01020304");
            assertThat(plain.unwrap(wrapped, place)).isEqualTo(secret("key"));
            assertThat(guarded.rootKeyId()).isEqualTo("01020304");
            assertThat(guarded.unwrap(wrapped, place)).isEqualTo(secret("key"));
        }
    }
}
