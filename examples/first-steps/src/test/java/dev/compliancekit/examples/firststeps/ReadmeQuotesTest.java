package dev.compliancekit.examples.firststeps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md and the guides show is what the build compiled: each quoted block stands in the file it names. */
class ReadmeQuotesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern QUOTE = Pattern.compile("<!-- from (\\S+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
    private static final String BEGIN = "// readme: begin\n";
    private static final String END = "// readme: end";

    @Test
    void everyQuotedBlockIsTheMarkedPartOfItsFile() throws IOException {
        int quotes = 0;
        for (Path page : pages()) {
            Matcher quote = QUOTE.matcher(Files.readString(page));
            while (quote.find()) {
                assertThat(quote.group(2))
                        .as("%s quotes %s", page.getFileName(), quote.group(1))
                        .isEqualTo(markedPartOf(ROOT.resolve(quote.group(1))));
                quotes++;
            }
        }
        assertThat(quotes).as("quoted blocks").isGreaterThanOrEqualTo(4);
    }

    @Test
    void everyJavaBlockIsQuotedFromAFile() throws IOException {
        for (Path page : pages()) {
            String text = Files.readString(page);
            assertThat(text.split("```java", -1).length - 1)
                    .as("java blocks of %s", page.getFileName())
                    .isEqualTo((int) QUOTE.matcher(text).results().count());
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> guides = Files.list(ROOT.resolve("docs/guides"))) {
            guides.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static String markedPartOf(Path file) throws IOException {
        String source = Files.readString(file);
        int begin = source.indexOf(BEGIN) + BEGIN.length();
        String part = source.substring(begin, source.indexOf(END, begin));
        return part.substring(0, part.lastIndexOf('\n')).stripIndent() + "\n";
    }
}
