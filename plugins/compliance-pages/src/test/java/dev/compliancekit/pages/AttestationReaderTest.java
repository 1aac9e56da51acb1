package dev.compliancekit.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.promise.Attestation;
import dev.compliancekit.core.promise.Occurrence;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttestationReaderTest {

    private static final String FILE = """
            zone: Europe/Berlin
            leadTime: P30D
            attestations:
              - promise: A2
                attestor: head of operations
                statement: Two vendors tested the servers.
                evidence: register 4
                from: 1998-10-15
                expires: 1999-10-15
                nextReview: 1999-04-15
                leadTime: P14D
                occurrences:
                  - on: 1998-03-20
                    by: Northern Testing
                    evidence: report 1
                  - {on: 1998-09-25, by: Southern Testing, evidence: report 2}
              - promise: A3
                attestor: head of people
                statement: All staff took the course.
                evidence: register 5
                from: 1998-01-01
                expires: 1999-01-01
                nextReview: 1999-01-01
            """;

    @Test
    void readsAttestationsInOrder() {
        List<Attestation> attestations = AttestationReader.parse("a.yaml", FILE);
        assertThat(attestations).hasSize(2).isUnmodifiable();
        Attestation first = attestations.get(0);
        assertThat(first.promiseId()).isEqualTo("A2");
        assertThat(first.attestor()).isEqualTo("head of operations");
        assertThat(first.statement()).isEqualTo("Two vendors tested the servers.");
        assertThat(first.evidence()).isEqualTo("register 4");
        assertThat(first.validity().from()).isEqualTo(LocalDate.of(1998, 10, 15));
        assertThat(first.validity().expires()).isEqualTo(LocalDate.of(1999, 10, 15));
        assertThat(first.validity().nextReview()).isEqualTo(LocalDate.of(1999, 4, 15));
        assertThat(first.validity().leadTime()).isEqualTo(Period.ofDays(14));
        assertThat(first.validity().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(first.occurrences())
                .containsExactly(
                        new Occurrence(LocalDate.of(1998, 3, 20), "Northern Testing", "report 1"),
                        new Occurrence(LocalDate.of(1998, 9, 25), "Southern Testing", "report 2"));
        assertThat(attestations.get(1).validity().leadTime()).isEqualTo(Period.ofDays(30));
        assertThat(attestations.get(1).occurrences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leadTime: P30D|lead: P30D|line 2: lead is not known here; accepted are zone, leadTime, attestations",
                "leadTime: P30D|leadTime: P-1D|line 2: leadTime is not a period that can pass; accepted is ISO 8601 longer than zero and up to 200 years, such as P30D or P1M",
                "promise: A2|promises: A2|line 4: promises is not known here; accepted are promise, attestor, statement, evidence, from, expires, nextReview, leadTime, occurrences",
                "expires: 1999-10-15|expires: 1998-10-15|line 4: validity from 1998-10-15 ends before it starts (expires 1998-10-15, next review 1999-04-15); accepted are later days",
                "expires: 1999-10-15|expires: never|line 9: expires is not a day of the calendar; accepted is one such as 2026-01-31",
                "on: 1998-03-20|on: 1998-10-16|line 4: attestation of A2 from 1998-10-15 names an occurrence on 1998-10-16; accepted are days up to its first",
                "by: Northern Testing|who: Northern Testing|line 14: who is not known here; accepted are on, by, evidence",
                "attestor: head of people|attestor: 7|line 18: attestor is a number or a truth value; accepted is text (in quotes if it looks like something else)"
            })
    void saysInOneSentenceWhereWhatAndWhatIsAccepted(String text, String replacement, String message) {
        assertThat(FILE).contains(text);
        assertThatExceptionOfType(PageFormatException.class)
                .isThrownBy(() -> AttestationReader.parse("a.yaml", FILE.replace(text, replacement)))
                .withMessage("a.yaml, " + message);
    }

    @ParameterizedTest
    @CsvSource({"zone, 1", "attestor, 4", "statement, 4", "evidence, 4", "from, 4", "expires, 4", "nextReview, 4"})
    void refusesAMissingField(String key, int line) {
        assertThatExceptionOfType(PageFormatException.class)
                .isThrownBy(() -> AttestationReader.parse("a.yaml", FILE.replaceFirst("(?m)^ *" + key + ":.*\\n", "")))
                .withMessage("a.yaml, line %d: %s is missing; accepted is a line %s: with a value", line, key, key);
    }

    @Test
    void refusesAnEmptyList() {
        assertThatExceptionOfType(PageFormatException.class)
                .isThrownBy(() -> AttestationReader.parse("a.yaml", "zone: UTC\nleadTime: P1D\nattestations: []\n"))
                .withMessage("a.yaml, line 3: attestations is an empty list; accepted is at least one entry");
    }
}
