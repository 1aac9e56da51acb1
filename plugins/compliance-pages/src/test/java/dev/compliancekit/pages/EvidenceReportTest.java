package dev.compliancekit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EvidenceReportTest {

    @Test
    void writesTheSample() throws IOException {
        ReportSample.filled().write(Path.of("target", "report.html"));
        assertThat(Path.of("target", "report.html")).isNotEmptyFile();
    }
}
