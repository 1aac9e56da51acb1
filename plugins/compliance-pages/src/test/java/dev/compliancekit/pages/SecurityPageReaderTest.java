package dev.compliancekit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.promise.PromiseKind;
import dev.compliancekit.core.promise.SecurityPage;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
