package dev.compliancekit.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.KeyUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassPhraseTest {

    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(byte[] content) throws IOException {
        Path file = folder.resolve("pass-phrase");
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    @Test
    void isCopiedInAndOut() {
        char[] text = "open sesame".toCharArray();
        PassPhrase passPhrase = PassPhrase.of(text);
        Arrays.fill(text, 'x');
        char[] out = passPhrase.toCharArray();
        assertThat(out).isEqualTo("open sesame".toCharArray());
        Arrays.fill(out, 'x');
        assertThat(passPhrase.toCharArray()).isEqualTo("open sesame".toCharArray());
        assertThat(passPhrase.length()).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "Blåbærsyltetøy", "€uro", "a\uD83D\uDD11", "\uD83D\uDD11\uD83D\uDD11"})
    void isUtf8WithoutAnyChange(String text) {
        assertThat(PassPhrase.of(text.toCharArray()).toUtf8()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void hasAtMost1024Characters() {
        char[] longest = new char[1024];
        Arrays.fill(longest, '\u20ac');
        assertThat(PassPhrase.of(longest).toUtf8()).hasSize(3 * 1024);
        assertRefused(new char[1025]);
        char[] tooLong = new char[1025];
        Arrays.fill(tooLong, 'a');
        assertRefused(tooLong);
    }

    @Test
    void isNeitherEmptyNorControlCharactersNorHalfOfACharacter() {
        for (String text : new String[] {
            "", "a\0", "a\nb", "\tab", "a\u007f", "a\u0085", "\uD83D", "a\uD83D", "\uDD11a", "\uD83Da", "\uDD11\uD83D"
        }) {
            assertRefused(text.toCharArray());
        }
    }

    private static void assertRefused(char[] text) {
        assertThatThrownBy(() -> PassPhrase.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pass phrase is not accepted; accepted are 1 to 1024 characters of Unicode text "
                        + "without control characters");
    }

    @Test
    void isGoneOnceClosed() {
        PassPhrase passPhrase = PassPhrase.of("open sesame".toCharArray());
        passPhrase.close();
        passPhrase.close();
        assertThatThrownBy(passPhrase::toCharArray)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the pass phrase was wiped; it cannot be read after close");
        assertThatThrownBy(passPhrase::toUtf8).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNeverShown() {
        assertThat(PassPhrase.of("open sesame".toCharArray())).hasToString("PassPhrase");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open sesame", "open sesame\n", "open sesame\r\n"})
    void isReadFromAFileWithoutItsLineEnd(String content) throws IOException {
        try (PassPhrase read = PassPhrase.read(file(content))) {
            assertThat(read.toCharArray()).isEqualTo("open sesame".toCharArray());
        }
    }

    @Test
    void isReadWithItsSpacesAndAccents() throws IOException {
        try (PassPhrase read = PassPhrase.read(file(" å€\uD83D\uDD11 \n"))) {
            assertThat(read.toCharArray()).isEqualTo(" å€\uD83D\uDD11 ".toCharArray());
        }
    }

    @Test
    void aFileMustHoldAPassPhrase() throws IOException {
        for (String content : new String[] {"", "\n", "\r\n", "a\n\n", "a\nb", "a\r"}) {
            assertNone(file(content));
        }
        assertNone(file(new byte[] {'a', (byte) 0xff}));
        assertNone(file(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}));
        byte[] large = new byte[100_000];
        Arrays.fill(large, (byte) 'a');
        assertNone(file(large));
    }

    private static void assertNone(Path file) {
        assertThatThrownBy(() -> PassPhrase.read(file))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageStartingWith("pass phrase file " + file + " holds no pass phrase; accepted are 1 to 1024");
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws IOException {
        Path file = file("open sesame");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> PassPhrase.read(file))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageStartingWith("pass phrase file " + file + " is open to group or others");
        assertThatThrownBy(() -> PassPhrase.read(folder.resolve("none")))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessage("pass phrase file " + folder.resolve("none") + " is missing");
    }
}
