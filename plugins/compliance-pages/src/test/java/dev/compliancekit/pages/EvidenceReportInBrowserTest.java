package dev.compliancekit.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EvidenceReportInBrowserTest {

    // A browser may still be writing to its profile when it has ended, so the folder is left to the system.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path scratch;

    private Path page;

    @BeforeEach
    void writeTheReport() throws IOException {
        page = scratch.resolve("report.html");
        ReportSample.filled().write(page);
    }

    private ChromiumBrowser browser() {
        Optional<ChromiumBrowser> found = ChromiumBrowser.find(scratch);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(found).as("Chromium or Chrome is on the PATH").isPresent();
        }
        assumeTrue(found.isPresent(), "neither Chromium nor Chrome is on the PATH, so the report is not looked at");
        return found.orElseThrow();
    }

    @Test
    void showsTheHeadlineAndAsksForNothing() throws IOException, InterruptedException {
        ChromiumBrowser.Visit visit = browser().visit(page);
        assertThat(visit.document())
                .contains(">" + ReportSample.report().headline() + "</p>")
                .contains("</footer>");
        assertThat(visit.console()).isEmpty();
        assertThat(visit.initiators()).isEmpty();
    }

    @Test
    void theCheckWouldSeeAMessageAndARequest() throws IOException, InterruptedException {
        Path noisy = scratch.resolve("noisy.html");
        Files.writeString(
                noisy, "<img src='http://example.invalid/x.png' alt=''><script>console.log('hello')</script>");
        ChromiumBrowser.Visit visit = browser().visit(noisy);
        assertThat(visit.console()).singleElement().asString().contains("hello");
        assertThat(visit.initiators()).isNotEmpty();
    }

    @Test
    void hostileTextRunsNothingAndAsksForNothing() throws IOException, InterruptedException {
        Path hostile = scratch.resolve("hostile.html");
        HostileReport.report("<script>console.log('owned')</script><img src=http://example.invalid/x onerror=alert(1)>")
                .write(hostile);
        ChromiumBrowser.Visit visit = browser().visit(hostile);
        assertThat(visit.console()).isEmpty();
        assertThat(visit.initiators()).isEmpty();
    }

    @Test
    void looksDifferentInLightAndDark() throws IOException, InterruptedException {
        ChromiumBrowser browser = browser();
        Path light = browser.screenshot(page, "light.png", "--window-size=1280,900");
        Path dark = browser.screenshot(
                page, "dark.png", "--window-size=1280,900", "--blink-settings=preferredColorScheme=0");
        assertThat(Files.readAllBytes(light)).hasSizeGreaterThan(50_000).startsWith(0x89, 'P', 'N', 'G');
        assertThat(Files.readAllBytes(dark)).hasSizeGreaterThan(50_000).isNotEqualTo(Files.readAllBytes(light));
    }

    @Test
    void printsOnSeveralSheetsOfA4() throws IOException, InterruptedException {
        String paper = Files.readString(browser().print(page), StandardCharsets.ISO_8859_1);
        assertThat(paper).startsWith("%PDF-");
        assertThat(paper.split("/MediaBox \\[0 0 59[45][0-9.]* 84[12]", -1)).hasSizeBetween(8, 25);
    }
}
