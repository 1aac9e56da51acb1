package dev.compliancekit.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.file.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class TenantKeysProperties {

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static final TenantKeys[] KEYS = new TenantKeys[1];

    @BeforeContainer
    static void open() throws IOException {
        Path folder = Files.createTempDirectory("keys");
        TestKeys test = new TestKeys(folder);
        KEYS[0] = test.keys();
        OPEN.add(test);
        OPEN.add(() -> {
            for (Path file : FileTrees.filesIn(folder)) {
                Files.delete(file);
            }
        });
    }

    @AfterContainer
    static void close() throws Exception {
        for (AutoCloseable each : OPEN) {
            each.close();
        }
    }

    private static FieldPath path(String tenant, String recordClass, String id, String field, int version) {
        return new FieldPath(
                new TenantId(tenant),
                SubjectId.ACCOUNT,
                new RecordClass(recordClass),
                new RecordId(id),
                field,
                version);
    }

    /** Names of which pairs join to the same text, for the case that lengths were forgotten. */
    private static List<FieldPath> places() {
        List<FieldPath> places = new ArrayList<>();
        for (String tenant : List.of("a", "ab")) {
            for (String recordClass : List.of("b", "bc")) {
                for (String id : List.of("c", "cd", "1")) {
                    for (String field : List.of("d", "de", "1")) {
                        for (int version : new int[] {1, 11}) {
                            places.add(path(tenant, recordClass, id, field, version));
                        }
                    }
                }
            }
        }
        return places;
    }

    @Property(tries = 200)
    void openUndoesSeal(@ForAll @Size(max = 500) byte[] plaintext) {
        FieldPath path = path("a", "b", "c", "d", 1);
        Opened opened = KEYS[0].open(path, KEYS[0].seal(path, plaintext));
        assertThat(opened).isInstanceOf(Opened.Plaintext.class);
        assertThat(((Opened.Plaintext) opened).plaintext()).isEqualTo(plaintext);
    }

    @Property(tries = 1)
    void everyPairwiseSwapOfPlacesIsRefused() {
        List<FieldPath> places = places();
        for (FieldPath place : places) {
            byte[] sealed = KEYS[0].seal(place, new byte[] {1, 2, 3});
            for (FieldPath other : places) {
                if (place.equals(other)) {
                    assertThat(KEYS[0].open(other, sealed)).isInstanceOf(Opened.Plaintext.class);
                } else if (place.tenant().equals(other.tenant())) {
                    assertThatThrownBy(() -> KEYS[0].open(other, sealed)).isInstanceOf(DecryptionException.class);
                } else {
                    assertThat(KEYS[0].open(other, sealed)).isInstanceOf(Opened.KeyMissing.class);
                }
            }
        }
    }

    @Property(tries = 20)
    void everyBitFlipAndProperPrefixIsRefused(@ForAll @Size(max = 30) byte[] plaintext) {
        FieldPath path = path("a", "b", "c", "d", 1);
        byte[] sealed = KEYS[0].seal(path, plaintext);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            if (bit / 8 >= 1 && bit / 8 < 5) {
                // the key id: it names a key that the tenant does not have
                assertThat(KEYS[0].open(path, changed)).isInstanceOf(Opened.KeyMissing.class);
            } else {
                assertThatThrownBy(() -> KEYS[0].open(path, changed)).isInstanceOf(DecryptionException.class);
            }
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> KEYS[0].open(path, cut)).isInstanceOf(DecryptionException.class);
        }
    }
}
