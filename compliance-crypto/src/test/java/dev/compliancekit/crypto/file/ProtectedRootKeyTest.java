package dev.compliancekit.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectedRootKeyTest {

    private static final AssociatedData PLACE = AssociatedData.ofTexts("place");
    private static final String TEXT = "correct horse battery staple";
    private static final int CHECKSUM_AT = 117;

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final SecretBytes key = SecretBytes.random(32, random);
    private final PassPhrase passPhrase = PassPhrase.of(TEXT.toCharArray());

    private Path file() {
        return folder.resolve("root.key");
    }

    private FileKeyService create() {
        return FileKeyService.create(file(), passPhrase, Argon2Cost.MINIMUM, random);
    }

    private FileKeyService open() {
        return FileKeyService.open(file(), passPhrase, random);
    }

    @Test
    void opensWithThePassPhraseItWasMadeWith() throws IOException {
        FileKeyService made = create();
        WrappedKey wrapped = made.wrap(key, PLACE);
        FileKeyService opened = open();
        assertThat(opened.rootKeyId()).isEqualTo(made.rootKeyId()).matches("[0-9a-f]{8}");
        assertThat(opened.unwrap(wrapped, PLACE)).isEqualTo(key);
        assertThat(made.unwrap(opened.wrap(key, PLACE), PLACE)).isEqualTo(key);
        assertThat(Files.size(file())).isEqualTo(149);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(passPhrase.toCharArray()).isEqualTo(TEXT.toCharArray());
    }

    @Test
    void theFileSaysTheCostItWasMadeWith() throws IOException {
        FileKeyService.create(file(), passPhrase, random).close();
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file()), 12, 12);
        assertThat(new Argon2Cost(content.getInt(), content.getInt(), content.getInt()))
                .isEqualTo(Argon2Cost.DEFAULT)
                .isEqualTo(new Argon2Cost(65_536, 3, 1));
        open().close();
    }

    @Test
    void twoFilesUnderOnePassPhraseHaveNothingInCommon() throws IOException {
        create();
        FileKeyService.create(folder.resolve("other.key"), passPhrase, Argon2Cost.MINIMUM, random);
        byte[] first = Files.readAllBytes(file());
        byte[] second = Files.readAllBytes(folder.resolve("other.key"));
        assertThat(Arrays.copyOfRange(first, 24, 40)).isNotEqualTo(Arrays.copyOfRange(second, 24, 40));
        assertThat(Arrays.copyOfRange(first, 69, 117)).isNotEqualTo(Arrays.copyOfRange(second, 69, 117));
    }

    @Test
    void aWrongPassPhraseIsSaidInOneSentence() {
        create();
        PassPhrase wrong = PassPhrase.of("correct horse battery stable".toCharArray());
        assertUnavailable(
                () -> FileKeyService.open(file(), wrong, random),
                "the pass phrase is not that of root key file " + file());
    }

    @Test
    void neitherKindOpensAsTheOther() {
        create();
        assertUnavailable(
                () -> FileKeyService.openUnprotected(file(), random),
                "root key file " + file() + " is under a pass phrase; it opens with that only");
        Path plain = folder.resolve("plain.key");
        FileKeyService.createUnprotected(plain, random);
        assertUnavailable(
                () -> FileKeyService.open(plain, passPhrase, random),
                "root key file " + plain + " is under no pass phrase; it opens as unprotected only");
    }

    @Test
    void refusesEveryBitFlipPrefixAndExtension() throws IOException {
        create();
        byte[] good = Files.readAllBytes(file());
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            assertDamaged(bad);
        }
        for (int length = 0; length < good.length; length++) {
            assertDamaged(Arrays.copyOf(good, length));
        }
        assertDamaged(Arrays.copyOf(good, good.length + 1));
    }

    /** Offsets in key id, salt, and each part of the wrapped key. */
    @Test
    void refusesWhatWasChangedTogetherWithTheChecksum() throws IOException {
        create();
        byte[] good = Files.readAllBytes(file());
        for (int offset : new int[] {8, 11, 24, 39, 40, 41, 45, 68, 69, 100, 101, 116}) {
            byte[] bad = good.clone();
            bad[offset] ^= 1;
            Files.write(file(), withChecksum(bad));
            assertThatThrownBy(this::open)
                    .as("byte %s", offset)
                    .isInstanceOf(KeyUnavailableException.class)
                    .hasMessage("the pass phrase is not that of root key file " + file());
        }
    }

    @Test
    void theCostIsBoundToTheKey() throws IOException {
        create();
        byte[] bad = Files.readAllBytes(file());
        ByteBuffer.wrap(bad).putInt(20, 2);
        Files.write(file(), withChecksum(bad));
        assertThatThrownBy(this::open)
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageStartingWith("the pass phrase is not");
    }

    @ParameterizedTest
    @CsvSource({
        "12, 19455",
        "12, 1048577",
        "12, 2147483647",
        "12, -1",
        "16, 1",
        "16, 17",
        "16, 2147483647",
        "20, 0",
        "20, 17"
    })
    void neverStartsACostThatIsOutOfBounds(int offset, int value) throws IOException {
        create();
        byte[] bad = Files.readAllBytes(file());
        ByteBuffer.wrap(bad).putInt(offset, value);
        assertDamaged(withChecksum(bad));
    }

    private static byte[] withChecksum(byte[] content) {
        System.arraycopy(Checksum.of(content, CHECKSUM_AT), 0, content, CHECKSUM_AT, Checksum.BYTES);
        return content;
    }

    private void assertDamaged(byte[] content) throws IOException {
        Files.write(file(), content);
        assertUnavailable(
                this::open,
                "root key file " + file() + " is damaged or is none; restore it from the copy in the safe place");
    }

    @Test
    void refusesAShortPassPhraseForANewKeyAndLeavesNoFile() throws IOException {
        PassPhrase seven = PassPhrase.of("1234567".toCharArray());
        assertThatThrownBy(() -> FileKeyService.create(file(), seven, Argon2Cost.MINIMUM, random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pass phrase is too short; accepted are 8 characters or more");
        assertThat(FileTrees.filesIn(folder)).isEmpty();
        PassPhrase eight = PassPhrase.of("12345678".toCharArray());
        FileKeyService.create(file(), eight, Argon2Cost.MINIMUM, random).close();
        FileKeyService.open(file(), eight, random).close();
    }

    @Test
    void neverOverwritesARootKey() throws IOException {
        create();
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(this::create)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exists already");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void asksForNoMoreMemoryThanThereIs() {
        long most = Runtime.getRuntime().maxMemory() / 1024;
        Argon2Cost tooMuch = new Argon2Cost(1024 * 1024, 2, 1);
        if (most < tooMuch.memoryKib()) {
            assertUnavailable(
                    () -> FileKeyService.create(file(), passPhrase, tooMuch, random),
                    "the pass phrase takes 1048576 KiB of memory to check; this Java runtime may use " + most + " KiB");
        }
    }

    @Test
    void theFileHoldsNeitherTheKeyNorThePassPhrase() throws IOException {
        create();
        byte[] content = Files.readAllBytes(file());
        String hex = HexFormat.of().formatHex(content);
        PassPhrase read = PassPhrase.of(TEXT.toCharArray());
        try (SecretBytes root = RootKeyFormat.keyOf(content, read, Argon2Cost.MINIMUM, random)) {
            assertThat(root.size()).isEqualTo(32);
            assertThat(hex).doesNotContain(HexFormat.of().formatHex(root.toByteArray()));
        }
        assertThat(hex).doesNotContain(HexFormat.of().formatHex(TEXT.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertUnavailable(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(KeyUnavailableException.class).hasMessage(sentence);
    }
}
