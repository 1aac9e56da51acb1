package dev.compliancekit.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The rows of an oracle file; its README beside it says where they come from. */
@SuppressWarnings("exports") // read by the tests of this module only
public final class OracleRows {

    private OracleRows() {}

    public static List<JsonNode> of(String file) {
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(OracleRows.class.getResourceAsStream("oracles/" + file), file),
                StandardCharsets.UTF_8))) {
            List<JsonNode> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(json.readTree(line));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<JsonNode> ofKind(String file, String kind) {
        return of(file).stream()
                .filter(row -> row.path("kind").asText().equals(kind))
                .toList();
    }
}
