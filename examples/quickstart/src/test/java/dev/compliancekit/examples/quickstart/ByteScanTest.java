package dev.compliancekit.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteScanTest {

    private static final String NAME = "Sheri Nowmer";

    @TempDir
    private Path folder;

    private List<ByteScan.Hit> scan(byte[] content) throws IOException {
        Files.write(folder.resolve("file"), content);
        return new ByteScan(List.of(NAME, "271-555-9715")).scan(List.of(folder)).hits();
    }

    private List<ByteScan.Hit> scan(String content, Charset charset) throws IOException {
        return scan(content.getBytes(charset));
    }

    @Test
    void findsNothingInAFileWithoutTheText() throws IOException {
        assertThat(scan("Sheri Nowme, 271-555-971", StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void tellsTextFileAndOffset() throws IOException {
        assertThat(scan("abc" + NAME + "def", StandardCharsets.UTF_8))
                .containsExactly(new ByteScan.Hit(NAME, folder.resolve("file"), 3));
    }

    @Test
    void findsATextAtTheVeryEnd() throws IOException {
        assertThat(scan("..." + NAME, StandardCharsets.UTF_8)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void findsTheTextInEveryCharset(String charset) throws IOException {
        assertThat(scan("name=" + NAME + ";", Charset.forName(charset))).isNotEmpty();
    }

    @Test
    void findsUpperAndLowerCase() throws IOException {
        assertThat(scan(NAME.toUpperCase(Locale.ROOT), StandardCharsets.UTF_8)).hasSize(1);
        assertThat(scan(NAME.toLowerCase(Locale.ROOT), StandardCharsets.UTF_8)).hasSize(1);
    }

    @Test
    void findsHexadecimal() throws IOException {
        String hex = HexFormat.of().formatHex(NAME.getBytes(StandardCharsets.UTF_8));
        assertThat(scan("0a" + hex + "ff", StandardCharsets.UTF_8)).hasSize(1);
        assertThat(scan("0A" + hex.toUpperCase(Locale.ROOT) + "FF", StandardCharsets.UTF_8))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "xyz", "wxyz"})
    void findsBase64AtEveryAlignment(String before) throws IOException {
        for (String after : List.of("", "1", "12")) {
            byte[] text = (before + NAME + after).getBytes(StandardCharsets.UTF_8);
            assertThat(scan(Base64.getEncoder().encode(text)))
                    .as("after " + after)
                    .hasSize(1);
        }
    }

    @Test
    void findsATextAcrossTheReadingBoundary() throws IOException {
        for (int start : new int[] {(1 << 20) - 5, 1 << 20, (1 << 20) + 3, (2 << 20) - 7}) {
            byte[] content = new byte[3 << 20];
            System.arraycopy(NAME.getBytes(StandardCharsets.UTF_8), 0, content, start, NAME.length());
            assertThat(scan(content))
                    .as("at " + start)
                    .containsExactly(new ByteScan.Hit(NAME, folder.resolve("file"), start));
        }
    }

    @Test
    void countsFilesAndBytes() throws IOException {
        Files.write(folder.resolve("one"), new byte[1_500_000]);
        Files.write(Files.createDirectory(folder.resolve("inner")).resolve("two"), new byte[7]);
        ByteScan.Result result = new ByteScan(List.of(NAME)).scan(List.of(folder));
        assertThat(result.files()).isEqualTo(2);
        assertThat(result.bytes()).isEqualTo(1_500_007);
    }

    @Test
    void refusesATextThatIsTooShortToMeanAnything() {
        assertThatThrownBy(() -> new ByteScan(List.of("Ann")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 characters");
    }
}
