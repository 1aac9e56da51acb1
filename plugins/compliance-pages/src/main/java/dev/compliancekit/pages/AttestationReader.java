package dev.compliancekit.pages;

import dev.compliancekit.core.promise.Attestation;
import dev.compliancekit.core.promise.Occurrence;
import dev.compliancekit.core.promise.Validity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads attestations from YAML, see {@code docs/formats/security-page.md}. Whatever the format does not know is
 * refused, never skipped. Time and memory are bounded as in {@link SecurityPageReader}. <em>Thread-safe.</em>
 */
public final class AttestationReader {

    private static final List<String> FILE_KEYS = List.of("zone", "leadTime", "attestations");
    private static final List<String> ATTESTATION_KEYS = List.of(
            "promise", "attestor", "statement", "evidence", "from", "expires", "nextReview", "leadTime", "occurrences");
    private static final List<String> OCCURRENCE_KEYS = List.of("on", "by", "evidence");

    private AttestationReader() {}

    /**
     * Reads attestations from a file.
     *
     * @param file the file, in UTF-8
     * @return the attestations in the order of the file, unmodifiable
     * @throws PageFormatException if it is not as the format asks; the message is one sentence with file, line and what
     *     is accepted
     * @throws IOException if the file cannot be read
     */
    public static List<Attestation> read(Path file) throws IOException {
        return attestations(YamlSource.read(file).mapping());
    }

    /**
     * Reads attestations from text.
     *
     * @param name what messages call the text, for example a file name
     * @param yaml the text
     * @return the attestations in the order of the text, unmodifiable
     * @throws PageFormatException if it is not as the format asks; the message is one sentence with name, line and what
     *     is accepted
     */
    public static List<Attestation> parse(String name, String yaml) {
        return attestations(
                YamlSource.of(name, yaml.getBytes(StandardCharsets.UTF_8)).mapping());
    }

    private static List<Attestation> attestations(YamlMapping file) {
        file.accept(FILE_KEYS);
        ZoneId zone = file.required("zone").zone();
        Period leadTime = file.required("leadTime").period();
        List<Attestation> attestations = new ArrayList<>();
        for (YamlValue item : file.required("attestations").list()) {
            attestations.add(attestation(item.mapping(), zone, leadTime));
        }
        return List.copyOf(attestations);
    }

    private static Attestation attestation(YamlMapping row, ZoneId zone, Period leadTime) {
        row.accept(ATTESTATION_KEYS);
        return Checked.build(row, () -> {
            Validity validity = new Validity(
                    row.required("from").date(),
                    row.required("expires").date(),
                    row.required("nextReview").date(),
                    row.optional("leadTime").map(YamlValue::period).orElse(leadTime),
                    zone);
            Attestation.Builder builder = Attestation.builder(
                            row.required("promise").text(), validity)
                    .attestor(row.required("attestor").text())
                    .statement(row.required("statement").text())
                    .evidence(row.required("evidence").text());
            row.optional("occurrences")
                    .ifPresent(list -> list.list().forEach(item -> builder.occurrence(occurrence(item.mapping()))));
            return builder.build();
        });
    }

    private static Occurrence occurrence(YamlMapping row) {
        row.accept(OCCURRENCE_KEYS);
        return new Occurrence(
                row.required("on").date(),
                row.required("by").text(),
                row.required("evidence").text());
    }
}
