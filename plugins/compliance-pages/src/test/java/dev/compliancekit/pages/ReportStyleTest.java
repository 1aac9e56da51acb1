package dev.compliancekit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contrast as WCAG 2.2 success criteria 1.4.3 and 1.4.11 define it. */
class ReportStyleTest {

    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

    @ParameterizedTest
    @CsvSource({
        "ink, ground",
        "ink, sheet",
        "ink, head",
        "soft, ground",
        "soft, sheet",
        "soft, head",
        "link, ground",
        "link, sheet",
        "kept, kept-ground",
        "at-risk, at-risk-ground",
        "unproven, unproven-ground",
        "lapsed, lapsed-ground",
        "broken, broken-ground",
        "ink, kept-ground",
        "ink, at-risk-ground",
        "ink, unproven-ground",
        "ink, lapsed-ground",
        "ink, broken-ground"
    })
    void textStandsOutInBothSchemes(String text, String ground) throws IOException {
        assertThat(contrast(light(), text, ground)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(dark(), text, ground)).isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest
    @CsvSource({"accent, head", "kept-fill, head", "broken-fill, head", "ink, head"})
    void barsStandOutFromTheirTracksInBothSchemes(String bar, String track) throws IOException {
        assertThat(contrast(light(), bar, track)).isGreaterThanOrEqualTo(3);
        assertThat(contrast(dark(), bar, track)).isGreaterThanOrEqualTo(3);
    }

    private static Map<String, Integer> light() throws IOException {
        String css = css();
        return colours(css.substring(0, css.indexOf("@media")));
    }

    private static Map<String, Integer> dark() throws IOException {
        String css = css();
        Map<String, Integer> colours = light();
        int from = css.indexOf("prefers-color-scheme: dark");
        colours.putAll(colours(css.substring(from, css.indexOf("* {", from))));
        return colours;
    }

    private static Map<String, Integer> colours(String css) {
        Map<String, Integer> colours = new HashMap<>();
        COLOUR.matcher(css)
                .results()
                .forEach(match -> colours.put(match.group(1), Integer.parseInt(match.group(2), 16)));
        return colours;
    }

    private static double contrast(Map<String, Integer> colours, String one, String other) {
        double first = luminance(Objects.requireNonNull(colours.get(one), one));
        double second = luminance(Objects.requireNonNull(colours.get(other), other));
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 0xff)
                + 0.7152 * linear(colour >> 8 & 0xff)
                + 0.0722 * linear(colour & 0xff);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static String css() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ReportStyleTest.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
