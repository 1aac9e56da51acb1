package dev.compliancekit.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.compliancekit.core.promise.PromiseKind;
import dev.compliancekit.core.promise.SecurityPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityPageReaderTest {

    static final String PAGE = """
            id: acme
            title: Acme data security
            source: acme.example/security
            date: 2020-01-21
            zone: Europe/Berlin
            promises:
              - id: A1
                claim: Data of a cancelled account are deleted within 30 days.
                kind: by-code
                control: erasure-deadline
                parameters:
                  trigger: cancelled
                  within: P30D
                  starts: cancellation
              - id: A2
                claim: Two vendors test the servers twice a year.
                kind: partly
                control: attestation
                parameters: {cadence: P6M, distinctVendors: 2}
              - id: A3
                claim: There is a free trial.
                kind: statement
                control: none
            """;

    @Test
    void readsAPageWithItsPromisesInOrder() {
        SecurityPage page = SecurityPageReader.parse("acme.yaml", PAGE);
        assertThat(page.id()).isEqualTo("acme");
        assertThat(page.title()).isEqualTo("Acme data security");
        assertThat(page.source()).isEqualTo("acme.example/security");
        assertThat(page.date()).isEqualTo(LocalDate.of(2020, 1, 21));
        assertThat(page.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(page.promises()).extracting("id").containsExactly("A1", "A2", "A3");
        assertThat(page.promises())
                .extracting("kind")
                .containsExactly(PromiseKind.BY_CODE, PromiseKind.PARTLY, PromiseKind.STATEMENT);
        assertThat(page.promises().get(0).parameters())
                .isEqualTo(Map.of("trigger", "cancelled", "within", "P30D", "starts", "cancellation"));
        assertThat(page.promises().get(1).parameters()).isEqualTo(Map.of("cadence", "P6M", "distinctVendors", "2"));
        assertThat(page.statements()).hasSize(1);
    }

    /** What the reader says to the page with one text put in the place of another. */
    private static String refusal(String text, String replacement) {
        assertThat(PAGE).contains(text);
        return refusal(PAGE.replace(text, replacement));
    }

    private static String refusal(String yaml) {
        PageFormatException refused =
                catchThrowableOfType(PageFormatException.class, () -> SecurityPageReader.parse("acme.yaml", yaml));
        assertThat(refused).as("the page is refused").isNotNull();
        String message = String.valueOf(refused.getMessage());
        assertThat(refused.file()).isEqualTo("acme.yaml");
        assertThat(message)
                .startsWith("acme.yaml, line " + refused.line() + ": ")
                .contains("accepted");
        assertThat(message).doesNotContain("\n");
        return message.substring("acme.yaml, ".length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: acme|id: Acme|line 1: page id is not accepted; accepted are a-z, 0-9 and single hyphens between them, at most 64 in all",
                "id: acme|idd: acme|line 1: idd is not known here; accepted are id, title, source, date, zone, promises",
                "id: acme|id: 7|line 1: id is a number or a truth value; accepted is text (in quotes if it looks like something else)",
                "id: acme|id: true|line 1: id is a number or a truth value; accepted is text (in quotes if it looks like something else)",
                "id: acme|id:|line 1: id is empty; accepted is text (in quotes if it looks like something else)",
                "id: acme|id: [acme]|line 1: id is a list; accepted is text (in quotes if it looks like something else)",
                "id: acme|id: {a: b}|line 1: id is a mapping; accepted is text (in quotes if it looks like something else)",
                "title: Acme data security|title: '  '|line 2: title has no text; accepted are 1 to 2000 characters",
                "title: Acme data security|'<script>alert(1)</script>': x|line 2: a key is not known here; accepted are id, title, source, date, zone, promises",
                "source: acme.example/security|id: other|line 3: id stands here twice; accepted is each key once",
                "date: 2020-01-21|date: 2020-02-30|line 4: date is not a day of the calendar; accepted is one such as 2026-01-31",
                "date: 2020-01-21|date: 21.1.2020|line 4: date is not a day of the calendar; accepted is one such as 2026-01-31",
                "date: 2020-01-21|date: +12020-01-21|line 4: date is not a day of the calendar; accepted is one such as 2026-01-31",
                "zone: Europe/Berlin|zone: Berlin|line 5: zone is not a time zone; accepted is a name of the tz database such as Europe/Berlin or UTC",
                "claim: Data of a cancelled account are deleted within 30 days.|title: x|line 8: title is not known here; accepted are id, claim, kind, control, parameters",
                "kind: by-code|kind: code|line 9: kind is not one of those accepted; accepted are by-code, partly, organisational, statement",
                "kind: by-code|kind: statement|line 7: promise A1 has a control that does not fit its kind; accepted is attestation for an organisational promise, none for a statement, the name of a check for one kept by code, and a check or attestation for one kept partly by code",
                "id: A2|id: A1|line 15: id stands on an earlier promise too; accepted is each id once",
                "trigger: cancelled|trigger: paused|line 12: trigger is not one of those accepted; accepted are cancelled, owner-deletion, immediate",
                "trigger: cancelled|within: P1D|line 13: within stands here twice; accepted is each key once",
                "cadence: P6M|cadence: PT6H|line 15: parameter cadence is not a period; accepted is one such as P6M",
                "distinctVendors: 2|distinctVendors: 0|line 19: distinctVendors is out of range; accepted is a whole number from 1 to 1000000",
                "distinctVendors: 2|distinctVendors: 1000001|line 19: distinctVendors is out of range; accepted is a whole number from 1 to 1000000",
                "distinctVendors: 2|distinctVendors: 99999999999999999999|line 19: distinctVendors is out of range; accepted is a whole number from 1 to 1000000",
                "distinctVendors: 2|distinctVendors: two|line 19: distinctVendors is text; accepted is a whole number from 1 to 1000000",
                "distinctVendors: 2|distinctVendors: 2.5|line 19: distinctVendors is a number or a truth value; accepted is a whole number from 1 to 1000000",
                "parameters: {cadence: P6M, distinctVendors: 2}|parameters: [a]|line 19: this is not a mapping; accepted are lines like key: value",
            })
    void saysInOneSentenceWhereWhatAndWhatIsAccepted(String text, String replacement, String message) {
        assertThat(refusal(text, replacement)).isEqualTo(message);
    }

    @Test
    void acceptsTheLargestNumber() {
        assertThat(SecurityPageReader.parse("a", PAGE.replace("distinctVendors: 2", "distinctVendors: 1000000"))
                        .promises()
                        .get(1)
                        .parameters())
                .containsEntry("distinctVendors", "1000000");
    }

    @Test
    void anUnknownParameterIsRefusedWithThoseAccepted() {
        assertThat(refusal("trigger: cancelled", "triger: cancelled"))
                .startsWith("line 12: triger is not a parameter; accepted are within, backupsWithin, trigger, starts,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P-1D",
                "-P1D",
                "P0D",
                "PT0S",
                "30 daze",
                "P",
                "PT",
                "P30",
                "30D",
                "p30d",
                "P1M-40D",
                "PT-5H",
                "P201Y",
                "PT9999999H",
                "P99999999999D",
                "P2147483647Y",
                "P1W2",
                "P1DT",
                "''",
                "PT1H<script>",
                "P1.5D"
            })
    void refusesPeriodsThatCannotPass(String period) {
        assertThat(refusal("within: P30D", "within: " + period))
                .startsWith("line 13: within ")
                .doesNotContain("daze")
                .doesNotContain("script");
    }

    @ParameterizedTest
    @CsvSource({"P30D, P30D", "P1W, P7D", "P1M, P1M", "P200Y, P200Y", "PT48H, PT48H", "PT30M, PT30M", "P1DT12H, PT36H"})
    void readsPeriodsAndDurations(String text, String period) {
        assertThat(SecurityPageReader.parse("a", PAGE.replace("within: P30D", "within: " + text))
                        .promises()
                        .get(0)
                        .parameter("within"))
                .contains(period);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inactiveFor: P1M|inactiveFor|P1M",
                "idleTimeout: PT30M|idleTimeout|PT30M",
                "atLeast: P12M|atLeast|P12M",
                "regions: [au, eu-central-1]|regions|au,eu-central-1",
                "protocols: [tls1.3]|protocols|tls1.3",
                "keyBits: 256|keyBits|256",
                "zone: Europe/Berlin|zone|Europe/Berlin",
                "policyDate: 2020-01-21|policyDate|2020-01-21",
                "starts: hard-deletion|starts|hard-deletion"
            })
    void readsParametersOfEveryType(String line, String name, String value) {
        assertThat(SecurityPageReader.parse(
                                "a", PAGE.replace("within: P30D", line).replace("      starts: cancellation\n", ""))
                        .promises()
                        .get(0)
                        .parameter(name))
                .contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inactiveFor: PT30M", "idleTimeout: P1D", "regions: au", "regions: []", "regions: [au, au]",
                        "regions: [AU]",
                "regions: [au, 7]", "regions: ['a b']", "regions: ['-au']", "zone: Nowhere/There", "policyDate: soon",
                        "keyBits: -1",
                "regions: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]"
            })
    void refusesParametersOfAnotherType(String line) {
        assertThat(refusal("within: P30D", line)).startsWith("line 13: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "title", "source", "date", "zone"})
    void refusesAPageWithoutAField(String key) {
        assertThat(refusal(PAGE.replaceFirst("(?m)^" + key + ":.*\\n", "")))
                .isEqualTo("line 1: " + key + " is missing; accepted is a line " + key + ": with a value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim", "kind", "control"})
    void refusesAPromiseWithoutAField(String key) {
        assertThat(refusal(PAGE.replaceFirst("(?m)^    " + key + ":.*\\n", "")))
                .isEqualTo("line 7: " + key + " is missing; accepted is a line " + key + ": with a value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"promises: []", "promises: {}", "promises: x", "promises:"})
    void refusesAPageWithoutPromises(String promises) {
        assertThat(refusal(PAGE.substring(0, PAGE.indexOf("promises:")) + promises))
                .startsWith("line 6: promises ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "---",
                "~",
                "[]",
                "text",
                "a: [",
                "\tid: x",
                "a: b: c",
                "%YAML 9",
                "id: \u0000",
                "? [a]\n: b"
            })
    void refusesWhatIsNoMappingOrNoYaml(String yaml) {
        assertThat(refusal(yaml)).startsWith("line ");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(refusal(PAGE + "---\nid: x\n"))
                .isEqualTo("line 24: a second document starts here; accepted is one document");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title: &a Acme", "title: *a", "title: &a [1]", "title: {<<: *a}"})
    void refusesAnchorsAndAliases(String title) {
        assertThat(refusal("title: Acme data security", title))
                .isEqualTo("line 2: anchors and aliases are not accepted; accepted is the text written out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title: !!str Acme", "title: !x Acme", "title: !!set {a}", "title: !!java.net.URL [x]"})
    void refusesTags(String title) {
        assertThat(refusal("title: Acme data security", title))
                .isEqualTo("line 2: tags are not accepted; accepted are plain texts, numbers, lists and mappings");
    }

    @Test
    void refusesATreeOfAliasesBeforeItGrows() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(refusal(bomb.toString())).startsWith("line 1: anchors and aliases");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void refusesDeepNestingBeforeItFillsTheStack(String opening) {
        assertThat(refusal(opening.repeat(200_000))).contains("nested too deeply; accepted are up to 8 levels");
    }

    @Test
    void acceptsEightLevelsAndNoMore() {
        assertThat(refusal("x: " + "[".repeat(7) + "]".repeat(7))).doesNotContain("nested");
        assertThat(refusal("x: " + "[".repeat(8) + "]".repeat(8))).contains("nested too deeply");
    }

    @Test
    void readsAFileUpToTheLimitAndNoByteMore(@TempDir Path folder) throws IOException {
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
        String comment = "#".repeat(YamlSource.MAX_BYTES - page.length);
        Path file = folder.resolve("acme.yaml");
        Files.writeString(file, PAGE + comment);
        assertThat(SecurityPageReader.read(file).id()).isEqualTo("acme");
        Files.writeString(file, PAGE + comment + "#");
        assertThatExceptionOfType(PageFormatException.class)
                .isThrownBy(() -> SecurityPageReader.read(file))
                .withMessage(file + ", line 1: the file is too large; accepted are up to 1048576 bytes");
    }

    @Test
    void refusesBytesThatAreNoText(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("acme.yaml");
        Files.write(file, new byte[] {'a', ':', ' ', 'b', '\n', 'c', ':', (byte) 0xc3, '\n'});
        assertThatExceptionOfType(PageFormatException.class)
                .isThrownBy(() -> SecurityPageReader.read(file))
                .withMessage(file + ", line 2: the bytes are not text in UTF-8; accepted is nothing else");
    }

    @Test
    void acceptsAByteOrderMark() {
        assertThat(SecurityPageReader.parse("a", "\uFEFF" + PAGE).id()).isEqualTo("acme");
    }

    @Test
    void textsHaveAtMost2000Characters() {
        String title = "x".repeat(2_000);
        assertThat(SecurityPageReader.parse("a", PAGE.replace("Acme data security", title))
                        .title())
                .isEqualTo(title);
        assertThat(refusal("Acme data security", title + "x"))
                .isEqualTo("line 2: title has 2001 characters; accepted are 1 to 2000 characters");
    }

    @Test
    void refusesControlCharactersInTexts() {
        assertThat(refusal("title: Acme data security", "title: \"a\\x07b\""))
                .isEqualTo("line 2: title has a control character; accepted is text");
    }

    @Test
    void aMissingFileIsNoFormatError(@TempDir Path folder) {
        assertThatIOException().isThrownBy(() -> SecurityPageReader.read(folder.resolve("absent.yaml")));
    }
}
