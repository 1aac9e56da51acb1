package dev.compliancekit.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.promise.Attestations;
import dev.compliancekit.core.promise.ComplianceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceReportTest {

    private static final Instant NOON = Instant.parse("1998-12-31T12:00:00Z");
    private static final String HTML = ReportSample.filled().html();

    private static List<String> all(String html, String regex) {
        return Pattern.compile(regex)
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static EvidenceReport.Builder empty() {
        return EvidenceReport.builder(
                ComplianceReport.assess(List.of(), promise -> Optional.empty(), Attestations.none(), NOON));
    }

    @Test
    void beginsWithTheHeadline() {
        assertThat(HTML)
                .contains("<p class=\"headline\">93 promises: 16 kept, 2 at risk, 73 unproven, 1 lapsed, 1 broken</p>")
                .contains("1 statement of the pages promises nothing about security, listed apart and not counted.");
    }

    @Test
    void hasARowForEveryPromiseAndTheStatementApart() {
        String pages = HTML.substring(HTML.indexOf("class=\"page\""), HTML.indexOf("id=\"charts\""));
        assertThat(all(pages, "<div><span class=\"id\">([JMB][0-9]+)</span>"))
                .hasSize(93)
                .doesNotHaveDuplicates()
                .doesNotContain("J28");
        assertThat(all(pages, "<li><span class=\"id\">([JMB][0-9]+)</span>")).containsExactly("J28");
    }

    @Test
    void saysWhatNeedsAttentionWorstFirst() {
        String attention = HTML.substring(HTML.indexOf("id=\"attention\""), HTML.indexOf("id=\"glance\""));
        assertThat(all(attention, "<span class=\"id\">([JMB][0-9]+)</span>")).containsExactly("B6", "M4", "B23", "J8");
        assertThat(attention)
                .contains("<time datetime=\"1999-01-03T00:00:00Z\">1999-01-03 00:00</time>"
                        + "<span class=\"distance\">in 2 days</span>")
                .contains("77 days ago");
    }

    @Test
    void needsNeitherScriptNorNetwork() {
        assertThat(HTML)
                .contains("content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;\"")
                .doesNotContain("<script")
                .doesNotContain("@import")
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(all(HTML, "(?:href|src)=\"([^\"]*)\"")).allMatch(target -> target.startsWith("#"));
        assertThat(all(HTML, "url\\(([^)]*)\\)")).containsOnly("#open");
        assertThat(all(HTML, "\\s(on[a-z]+)=")).isEmpty();
    }

    @Test
    void isTheSameBytesForTheSameInput() {
        assertThat(ReportSample.filled().html()).isEqualTo(HTML);
    }

    @Test
    void closesEveryElementInOrder() {
        List<String> open = new ArrayList<>();
        List<MatchResult> tags = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\\s[^<>]*)?>")
                .matcher(HTML)
                .results()
                .toList();
        for (MatchResult tag : tags) {
            String name = tag.group(2);
            if (!tag.group(1).isEmpty()) {
                assertThat(open.remove(open.size() - 1)).isEqualTo(name);
            } else if (!name.equals("meta")) {
                open.add(name);
            }
        }
        assertThat(open).isEmpty();
        assertThat(tags).hasSizeGreaterThan(1_000);
    }

    @Test
    void everyIdIsUniqueAndEveryReferenceHasAnId() {
        List<String> ids = all(HTML, "\\sid=\"([^\"]*)\"");
        assertThat(ids).doesNotHaveDuplicates();
        List<String> references = new ArrayList<>(all(HTML, "href=\"#([^\"]*)\""));
        all(HTML, "aria-labelledby=\"([^\"]*)\"").forEach(value -> references.addAll(List.of(value.split(" "))));
        assertThat(references).hasSizeGreaterThan(50);
        assertThat(ids).containsAll(references);
    }

    @Test
    void hasLandmarksALanguageAndHeadingsInOrder() {
        assertThat(HTML)
                .contains("<html lang=\"en\">")
                .contains("<header>")
                .contains("<nav aria-label=\"Contents\">")
                .contains("<main id=\"main\"")
                .contains("<footer>")
                .contains("<a class=\"skip\" href=\"#main\">Skip to the report</a>");
        List<Integer> levels =
                all(HTML, "<h([1-6])[ >]").stream().map(Integer::valueOf).toList();
        assertThat(levels).startsWith(1).filteredOn(level -> level == 1).hasSize(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i)).isLessThanOrEqualTo(levels.get(i - 1) + 1);
        }
    }

    @Test
    void everyHeaderOfATableHasAScopeAndEveryTableACaption() {
        assertThat(all(HTML, "(<th[ >][^>]*>)"))
                .filteredOn(tag -> !tag.startsWith("<thead"))
                .isNotEmpty()
                .allMatch(tag -> tag.contains("scope=\"col\"") || tag.contains("scope=\"row\""));
        assertThat(all(HTML, "(<table[ >])")).hasSameSizeAs(all(HTML, "(<caption>[^<]+)"));
    }

    @Test
    void everyChartHasATitleADescriptionAndATable() {
        assertThat(all(HTML, "<figure id=\"chart-([a-z-]+)\""))
                .containsExactly("deletions", "ages", "sign-ins", "keys");
        for (String figure : all(HTML, "(?s)(<figure .*?</figure>)")) {
            assertThat(figure)
                    .containsPattern("<svg role=\"img\" class=\"chart\" [^>]*aria-labelledby=\"(\\S+)-t \\1-d\"")
                    .containsPattern("<title id=[^>]*>[^<]+</title><desc id=[^>]*>[^<]+</desc>")
                    .contains("<table role=\"table\"");
        }
    }

    @Test
    void standingsAreWordsBesideTheirColour() {
        assertThat(all(HTML, "<span class=\"badge [a-z-]+\"><svg [^>]*><use [^>]*></use></svg>([^<]+)</span>"))
                .hasSizeGreaterThan(93)
                .contains("kept", "at risk", "unproven", "lapsed", "broken");
        assertThat(HTML).doesNotContainPattern("class=\"badge[^>]*></span>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</style><script>alert(1)</script>",
                "</title></svg></td></table><h1>owned</h1>",
                "<!-- ",
                "]]>",
                "&lt;b&gt;",
                "a\u0000b\u001b[31m\u202egnp.exe\u2066\ud800"
            })
    void hostileTextStaysText(String text) {
        String html = HostileReport.report(text).html();
        String harmless = HostileReport.report("harmless").html();
        assertThat(all(html, "<([a-zA-Z/!][a-zA-Z0-9]*)")).isEqualTo(all(harmless, "<([a-zA-Z/!][a-zA-Z0-9]*)"));
        assertThat(all(html, "\\s([a-z-]+)=\"")).isEqualTo(all(harmless, "\\s([a-z-]+)=\""));
        assertThat(html.chars()).noneMatch(c -> c == 0 || c == 0x1b || c == 0x202e || c == 0x2066 || c == 0xd800);
    }

    @Test
    void textIsEscapedOnceAndNotLost() {
        assertThat(HostileReport.report("a<b>&\"c'").html()).contains("<h1>a&lt;b&gt;&amp;&quot;c&#39;</h1>");
        assertThat(HostileReport.report("caf\u00e9 \ud83d\ude00").html()).contains("<h1>caf\u00e9 \ud83d\ude00</h1>");
    }

    @Test
    void aReportAboutNothingSaysSo() {
        String html = empty().build().html();
        assertThat(html)
                .contains("0 promises: 0 kept, 0 at risk, 0 unproven, 0 lapsed, 0 broken")
                .contains("No promise is broken, lapsed or at risk.")
                .contains("No legal hold is in force.")
                .contains("No erasure is overdue.")
                .contains("No attestation is due for renewal.")
                .doesNotContain("statement of the pages");
        assertThat(all(html, "(No figures were given to this report)")).hasSize(4);
    }

    @Test
    void writesTimesInTheZoneAskedFor() {
        assertThat(empty().zone(ZoneId.of("Australia/Sydney")).build().html())
                .contains("<time datetime=\"1998-12-31T23:00:00+11:00\">1998-12-31 23:00 Australia/Sydney</time>");
        assertThat(empty().build().html())
                .contains("<time datetime=\"1998-12-31T12:00:00Z\">1998-12-31 12:00 UTC</time>");
    }

    @Test
    void showsTheDeletionsClosestToTheirDeadlineAndCountsAll() {
        List<Deletion> deletions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Instant requested = NOON.minusSeconds(86_400 * 10);
            deletions.add(new Deletion.Done(
                    "request " + i, requested, NOON, requested.plusSeconds(1_000L + 86_400L * i / 9)));
        }
        deletions.add(new Deletion.Open("request open", NOON.minusSeconds(100), NOON.plusSeconds(900)));
        String html = empty().deletions(deletions).build().html();
        assertThat(html)
                .contains("101 deletions: 100 done, 1 open, 10 of all late. Shown are 12 of 101.")
                .contains(">request 99</text>")
                .contains("done, late by 1 day")
                .doesNotContain("request 87<")
                .doesNotContain("request open");
    }

    @Test
    void marksDeletionsByTheirState() {
        Instant due = NOON.plusSeconds(1_000);
        assertThat(empty().deletions(List.of(new Deletion.Done("x", NOON.minusSeconds(1_000), due, NOON)))
                        .build()
                        .html())
                .contains("done, 50 % of the time")
                .contains("class=\"bar good\"");
        assertThat(empty().deletions(List.of(new Deletion.Open("x", NOON.minusSeconds(3_000), due)))
                        .build()
                        .html())
                .contains("open, 75 % of the time")
                .contains("width=\"60.00%\" height=\"12\" rx=\"3\" class=\"bar open\"");
        assertThat(empty().deletions(List.of(new Deletion.Done("x", NOON.minusSeconds(9), NOON, NOON)))
                        .build()
                        .html())
                .contains("0 of all late")
                .contains("class=\"bar good\"");
        assertThat(empty().deletions(
                                List.of(new Deletion.Done("x", NOON.minusSeconds(9), NOON, NOON.plusSeconds(7_200))))
                        .build()
                        .html())
                .contains("done, late by 2 hours")
                .contains("class=\"bar bad\"");
    }

    @Test
    void tellsRecordsBeyondTheirLimit() {
        String html = empty().recordAges(List.of(new RecordAge("log", 365, 365), new RecordAge("mail", 31, 30)))
                .build()
                .html();
        assertThat(html)
                .contains("2 record classes, 1 with a record older than its limit.")
                .contains("over: 31 of 30 days")
                .contains(">365 of 365 days</text>");
    }

    @Test
    void countsSignInsAndKeys() {
        String html = empty().signIns(List.of(new DeviceSignIns("phone", 1), new DeviceSignIns("desktop", 1_999)))
                .keyAges(List.of(new KeyAge("k1", 1), new KeyAge("k2", 40)))
                .build()
                .html();
        assertThat(html)
                .contains("2,000 sign-ins from 2 types of device.")
                .contains("1,999 (100 %)")
                .contains("2 keys, the oldest 40 days old.")
                .contains(">1 day</text>");
        assertThat(html.indexOf(">desktop</text>")).isLessThan(html.indexOf(">phone</text>"));
        assertThat(html.indexOf(">k2</text>")).isLessThan(html.indexOf(">k1</text>"));
        assertThat(empty().signIns(List.of(new DeviceSignIns("phone", 0)))
                        .build()
                        .html())
                .contains("0 (0 %)");
    }

    @Test
    void shortensLongLabelsInChartsOnly() {
        String label = "k".repeat(40);
        assertThat(empty().keyAges(List.of(new KeyAge(label, 1))).build().html())
                .contains(">" + "k".repeat(33) + "\u2026</text>")
                .contains(">" + label + "</div>");
        assertThat(empty().keyAges(List.of(new KeyAge("k".repeat(34), 1)))
                        .build()
                        .html())
                .contains(">" + "k".repeat(34) + "</text>");
    }

    @Test
    void listsFailedControlsByTypeAndUnmatchedAttestations() {
        assertThat(HTML)
                .contains("Controls that failed to answer")
                .contains("java.lang.IllegalStateException")
                .doesNotContain("log is unreachable");
        assertThat(HostileReport.report("X9").html()).contains("Attestations that no promise asks for");
        assertThat(HTML).doesNotContain("Attestations that no promise asks for");
    }

    @Test
    void replacesAReportAndLeavesNothingBeside(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        Files.writeString(file, "old");
        ReportSample.filled().write(file);
        assertThat(file).hasContent(HTML.strip());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aReportThatCannotBeWrittenLeavesWhatWasThere(@TempDir Path folder) throws IOException {
        Path occupied = Files.createDirectories(folder.resolve("report.html/inside"));
        assertThatIOException().isThrownBy(() -> ReportSample.filled().write(folder.resolve("report.html")));
        assertThat(occupied).isDirectory();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("report.html"));
        }
        assertThatIOException().isThrownBy(() -> ReportSample.filled().write(folder.resolve("absent/report.html")));
        assertThatIOException().isThrownBy(() -> ReportSample.filled().write(Path.of("/")));
    }

    @Test
    void refusesFiguresThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordAge("log", -1, 1))
                .withMessage("age of the oldest record is -1; accepted is 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordAge("log", 0, 0))
                .withMessage("limit is 0 days; accepted is 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceSignIns(" ", 1))
                .withMessage("device type is blank; accepted is text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceSignIns("phone", -1))
                .withMessage("count of sign-ins is -1; accepted is 0 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyAge("k", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyAge("", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordAge("", 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deletion.Open("x", NOON, NOON))
                .withMessage("deletion is due before the time begins to run; accepted is a later instant");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deletion.Done("x", NOON, NOON.plusSeconds(1), NOON.minusNanos(1)))
                .withMessage("deletion was done before it was requested; accepted is at that instant or later");
        assertThatIllegalArgumentException().isThrownBy(() -> new Deletion.Done(" ", NOON, NOON.plusSeconds(1), NOON));
        assertThatIllegalArgumentException().isThrownBy(() -> new HoldEntry("", "x", "x", NOON));
        assertThatIllegalArgumentException().isThrownBy(() -> new HoldEntry("x", "", "x", NOON));
        assertThatIllegalArgumentException().isThrownBy(() -> new HoldEntry("x", "x", "", NOON));
        assertThatIllegalArgumentException().isThrownBy(() -> new OverdueErasure("", "x", NOON, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new OverdueErasure("x", "", NOON, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new OverdueErasure("x", "x", NOON, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> empty().title(" "))
                .withMessage("title is blank; accepted is text");
    }
}
