package dev.compliancekit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.promise.Attestation;
import dev.compliancekit.core.promise.ComplianceReport;
import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.PromiseKind;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.core.promise.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamplePagesTest {

    private static final Pattern FIRST_CELL = Pattern.compile("^\\| ((?:`[A-Za-z-]+`(?:, )?)+) \\|", Pattern.MULTILINE);

    @ParameterizedTest
    @CsvSource({"justuno, J, 28", "joomag, M, 30", "jomablue, B, 36"})
    void everyClaimOfThePageIsARow(String name, String letter, int rows) {
        List<String> ids = IntStream.rangeClosed(1, rows)
                .mapToObj(number -> letter + number)
                .toList();
        assertThat(ReportSample.page(name).promises()).extracting(Promise::id).containsExactlyElementsOf(ids);
    }

    @Test
    void onlyTheAdvertIsNoPromise() {
        assertThat(ReportSample.pages().stream()
                        .flatMap(page -> page.statements().stream())
                        .map(Promise::id))
                .containsExactly("J28");
    }

    @Test
    void theThreePagesMake93Promises() {
        ComplianceReport report = ComplianceReport.assess(
                ReportSample.pages(), promise -> Optional.empty(), ReportSample.attestations(), ReportSample.AS_OF);
        assertThat(report.promises()).hasSize(93);
        assertThat(report.unmatchedAttestations()).isEmpty();
    }

    @Test
    void everyControlIsDocumented() throws IOException {
        assertThat(documented()).containsAll(used(Promise::control));
    }

    @Test
    void everyParameterOfTheVocabularyIsDocumented() throws IOException {
        assertThat(documented()).containsAll(ParameterName.accepted());
    }

    @Test
    void noDocumentedControlIsUnused() throws IOException {
        Set<String> names = documented();
        names.removeAll(used(Promise::control));
        names.removeAll(ParameterName.accepted());
        assertThat(names).containsExactlyInAnyOrder("by-code", "partly", "organisational", "statement");
    }

    @Test
    void noTwoClaimsAreTheSame() {
        assertThat(ReportSample.pages().stream().flatMap(page -> page.promises().stream()))
                .extracting(Promise::claim)
                .doesNotHaveDuplicates()
                .allMatch(claim -> claim.endsWith("."));
    }

    @Test
    void theSampleAttestationsAreMarkedAsSamples() throws IOException {
        assertThat(Files.readString(ReportSample.examples().resolve("attestations.yaml")))
                .startsWith("# SAMPLES.");
        assertThat(ReportSample.attestations().all())
                .extracting(Attestation::attestor)
                .allMatch(attestor -> attestor.endsWith("(sample)"));
    }

    @ParameterizedTest
    @CsvSource({"J4, KEPT", "J8, AT_RISK", "M4, LAPSED", "M17, KEPT", "B18, KEPT", "B31, UNPROVEN", "B13, UNPROVEN"})
    void theSamplesShowEveryStandingOfAnAttestation(String id, Standing standing) {
        ComplianceReport report = ComplianceReport.assess(
                ReportSample.pages(), promise -> Optional.empty(), ReportSample.attestations(), ReportSample.AS_OF);
        assertThat(report.promises())
                .filteredOn(row -> row.promise().id().equals(id))
                .singleElement()
                .satisfies(row -> assertThat(row.assessment().standing()).isEqualTo(standing));
    }

    @Test
    void everyOrganisationalPromiseAsksForAnAttestation() {
        for (SecurityPage page : ReportSample.pages()) {
            assertThat(page.promises())
                    .filteredOn(promise -> promise.kind() == PromiseKind.ORGANISATIONAL)
                    .isNotEmpty()
                    .allMatch(promise -> promise.control().equals(Promise.ATTESTATION));
        }
    }

    private static Set<String> used(Function<Promise, String> part) {
        return ReportSample.pages().stream()
                .flatMap(page -> page.promises().stream())
                .map(part)
                .collect(Collectors.toSet());
    }

    private static Set<String> documented() throws IOException {
        String text = Files.readString(ReportSample.examples()
                .resolve("../../docs/formats/security-page.md")
                .normalize());
        return FIRST_CELL
                .matcher(text)
                .results()
                .flatMap(row -> List.of(row.group(1).replace("`", "").split(", ")).stream())
                .collect(Collectors.toSet());
    }
}
