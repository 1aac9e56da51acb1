package dev.compliancekit.crypto.key;

import static dev.compliancekit.crypto.key.TestKeys.ACME;
import static dev.compliancekit.crypto.key.TestKeys.ANN;
import static dev.compliancekit.crypto.key.TestKeys.BOLT;
import static dev.compliancekit.crypto.key.TestKeys.STAFF;
import static dev.compliancekit.crypto.key.TestKeys.bytes;
import static dev.compliancekit.crypto.key.TestKeys.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.LookupTags;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.ShreddedException;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.search.BlindIndex;
import dev.compliancekit.crypto.search.IndexedField;
import dev.compliancekit.crypto.search.Normalization;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantTagsTest {

    private static final RecordClass ENTRY = new RecordClass("audit-entry");

    @TempDir
    Path folder;

    private TestKeys test;
    private LookupTags tags;

    @BeforeEach
    void open() {
        test = new TestKeys(folder);
        tags = test.use(test.builder().subjectKeys(SubjectKeys.EACH)).tags();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private Bytes tag(TenantId tenant, String field, String value) {
        return tags.tag(tenant, ENTRY, field, value);
    }

    @Test
    void equalValuesOfAColumnHaveEqualTagsAndNothingElseHas() {
        Set<Bytes> seen = new HashSet<>();
        for (String value : List.of("ann", "Ann", " ann", "")) {
            seen.add(tag(ACME, "actor", value));
            seen.add(tag(ACME, "target", value));
            seen.add(tag(BOLT, "actor", value));
        }
        assertThat(seen).hasSize(12).allMatch(tag -> tag.size() == LookupTags.BYTES);
        assertThat(seen).contains(tag(ACME, "actor", "ann"));
        assertThat(test.builder().build().tags().tag(ACME, ENTRY, "actor", "ann"))
                .isEqualTo(tag(ACME, "actor", "ann"));
    }

    @Test
    void theyAreTheBlindIndexThatIsDocumented() {
        try (BlindIndex index =
                test.keys().blindIndex(new IndexedField(ACME, ENTRY, "actor", Normalization.EXACT, 128))) {
            assertThat(tag(ACME, "actor", "customer:ann")).isEqualTo(index.of("customer:ann"));
        }
    }

    @Test
    void afterARotationTheOldTagIsStillKnown() {
        Bytes old = tag(ACME, "actor", "ann");
        test.keys().rotate(new KeyName(ACME, SubjectId.ACCOUNT, KeyPurpose.SEARCH));
        assertThat(tag(ACME, "actor", "ann")).isNotEqualTo(old);
        assertThat(tags.everyTag(ACME, ENTRY, "actor", "ann"))
                .containsExactlyInAnyOrder(old, tag(ACME, "actor", "ann"));
    }

    @Test
    void withoutTheTenantsKeyNothingIsTagged() {
        assertThat(tags.everyTag(ACME, ENTRY, "actor", "ann")).isEmpty();
        tag(ACME, "actor", "ann");
        test.keys().shred(ACME, STAFF, "cancelled");
        assertThatThrownBy(() -> tag(ACME, "actor", "ann")).isInstanceOf(ShreddedException.class);
        assertThat(tags.everyTag(ACME, ENTRY, "actor", "ann")).isEmpty();
        assertThatThrownBy(() -> test.builder().build().tags().tag(ACME, ENTRY, "actor", "ann"))
                .isInstanceOf(ShreddedException.class);
    }

    @Test
    void theLogOfKeysNamesNoPerson() {
        test.keys().seal(path(ACME, ANN), bytes("x"));
        test.keys().shred(ACME, ANN, STAFF, "asked for erasure");
        assertThat(test.audit.events())
                .filteredOn(event -> event.action().equals(Action.KEY_DESTROYED))
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.attributes()).containsEntry("keySubject", "person"));
        assertThat(test.audit.events())
                .noneMatch(event ->
                        event.target().contains("ann") || event.attributes().containsValue("ann"));
    }
}
