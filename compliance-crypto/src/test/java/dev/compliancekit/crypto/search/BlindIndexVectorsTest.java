package dev.compliancekit.crypto.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.Json;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.internal.engine.Hkdf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The vectors of {@code docs/formats/blind-index.md}. */
class BlindIndexVectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void makesIndexesExactlyAsDocumented() throws IOException {
        Map<String, Object> file = read();
        byte[] key = HEX.parseHex(Json.string(file, "key"));
        for (Object each : Json.list(file, "indexes")) {
            Map<String, Object> vector = Json.asObject(each);
            IndexedField field = fieldOf(vector);
            String value = text(vector, "value");
            assertThat(field.normalization().normalize(value)).isEqualTo(text(vector, "normalized"));
            assertThat(HEX.formatHex(Hkdf.SHA_256.expand(key, field.derivation(), 32)))
                    .isEqualTo(Json.string(vector, "fieldKey"));
            try (BlindIndex index = BlindIndex.open(SecretBytes.copyOf(key), field)) {
                assertThat(index.of(value).hex()).isEqualTo(Json.string(vector, "index"));
            }
        }
        assertThat(Json.list(file, "indexes")).hasSize(15);
    }

    private static String text(Map<String, Object> vector, String name) {
        return new String(HEX.parseHex(Json.string(vector, name)), StandardCharsets.UTF_8);
    }

    private static IndexedField fieldOf(Map<String, Object> vector) {
        Normalization normalization = Arrays.stream(Normalization.values())
                .filter(each -> each.code().equals(Json.string(vector, "normalization")))
                .findFirst()
                .orElseThrow();
        return new IndexedField(
                new TenantId(Json.string(vector, "tenant")),
                new RecordClass(Json.string(vector, "recordClass")),
                Json.string(vector, "field"),
                normalization,
                Integer.parseInt(Json.string(vector, "bits")));
    }

    private static Map<String, Object> read() throws IOException {
        try (InputStream in = BlindIndexVectorsTest.class.getResourceAsStream("vectors/blind-index.json")) {
            return Json.parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
