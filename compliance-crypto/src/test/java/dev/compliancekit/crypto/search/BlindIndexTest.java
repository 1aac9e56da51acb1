package dev.compliancekit.crypto.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.SecretBytes;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlindIndexTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final RecordClass CUSTOMER = new RecordClass("customer");
    private static final IndexedField EMAIL = field(ACME, CUSTOMER, "email", Normalization.CASELESS, 32);

    private static IndexedField field(
            TenantId tenant, RecordClass recordClass, String name, Normalization normalization, int bits) {
        return new IndexedField(tenant, recordClass, name, normalization, bits);
    }

    private static SecretBytes key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return SecretBytes.copyOf(bytes);
    }

    private static Bytes indexOf(int key, IndexedField field, String value) {
        try (BlindIndex index = BlindIndex.open(key(key), field)) {
            return index.of(value);
        }
    }

    @Test
    void equalValuesHaveEqualIndexes() {
        assertThat(indexOf(7, EMAIL, "Ann@Example.com "))
                .isEqualTo(indexOf(7, EMAIL, "ann@example.com"))
                .isNotEqualTo(indexOf(7, EMAIL, "bob@example.com"));
    }

    @Test
    void everyPartOfTheColumnAndTheKeyChangesTheIndex() {
        Set<String> beginnings = new HashSet<>();
        List<IndexedField> fields = List.of(
                field(ACME, CUSTOMER, "email", Normalization.EXACT, 64),
                field(new TenantId("bolt"), CUSTOMER, "email", Normalization.EXACT, 64),
                field(ACME, new RecordClass("user"), "email", Normalization.EXACT, 64),
                field(ACME, CUSTOMER, "mail", Normalization.EXACT, 64),
                field(ACME, CUSTOMER, "email", Normalization.CASELESS, 64),
                field(ACME, CUSTOMER, "email", Normalization.EXACT, 65));
        for (IndexedField each : fields) {
            beginnings.add(indexOf(7, each, "ann@example.com").hex().substring(0, 16));
        }
        beginnings.add(indexOf(8, fields.get(0), "ann@example.com").hex().substring(0, 16));
        assertThat(beginnings).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 12, 15, 16, 17, 31, 32, 33, 63, 64, 255, 256})
    void hasExactlyTheBitsThatWereAsked(int bits) {
        IndexedField field = field(ACME, CUSTOMER, "email", Normalization.EXACT, bits);
        byte[] all = new byte[(bits + 7) / 8];
        try (BlindIndex index = BlindIndex.open(key(7), field)) {
            for (int i = 0; i < 200; i++) {
                byte[] bytes = index.of("value " + i).toByteArray();
                assertThat(bytes).hasSize(all.length);
                for (int at = 0; at < all.length; at++) {
                    all[at] |= bytes[at];
                }
            }
        }
        byte[] expected = new byte[all.length];
        Arrays.fill(expected, (byte) 0xff);
        expected[all.length - 1] = (byte) (0xff << (8 * all.length - bits));
        assertThat(all).as("bits that were ever set").isEqualTo(expected);
    }

    @Test
    void findsAsManyFalseMatchesAsItSays() {
        IndexedField field = field(ACME, CUSTOMER, "email", Normalization.EXACT, 10);
        int others = 200_000;
        long found = 0;
        try (BlindIndex index = BlindIndex.open(key(7), field)) {
            Bytes wanted = index.of("wanted");
            for (int i = 0; i < others; i++) {
                found += index.of("other " + i).equals(wanted) ? 1 : 0;
            }
        }
        // 195.3 expected, standard deviation 14; key and values are fixed, so this never varies
        assertThat(field.falseMatches(others)).isEqualTo(195.3125);
        assertThat((double) found).isBetween(195.3 - 45, 195.3 + 45);
    }

    @Test
    void openedValuesTellTrueMatchesFromFalseOnes() {
        try (BlindIndex index = BlindIndex.open(key(7), EMAIL)) {
            Predicate<String> same = index.sameAs(" Ann@example.com");
            assertThat(List.of("ann@EXAMPLE.com", "bob@example.com", "ann@example.com "))
                    .filteredOn(same)
                    .containsExactly("ann@EXAMPLE.com", "ann@example.com ");
        }
    }

    @Test
    void isWipedOnClose() {
        SecretBytes key = key(7);
        BlindIndex index = BlindIndex.open(key, EMAIL);
        Bytes before = index.of("a");
        index.close();
        index.close();
        assertThatThrownBy(() -> index.of("a")).isInstanceOf(IllegalStateException.class);
        try (BlindIndex again = BlindIndex.open(key, EMAIL)) {
            assertThat(again.of("a")).as("the caller's key lives on").isEqualTo(before);
        }
    }

    @Test
    void usesTheProviderThatWasGiven() {
        Provider sunJce = Objects.requireNonNull(Security.getProvider("SunJCE"));
        try (BlindIndex index = BlindIndex.open(key(7), EMAIL, sunJce)) {
            assertThat(index.of("a")).isEqualTo(indexOf(7, EMAIL, "a"));
        }
        Provider sun = Objects.requireNonNull(Security.getProvider("SUN"));
        assertThatThrownBy(() -> BlindIndex.open(key(7), EMAIL, sun)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesKeysOfTheWrongSize() {
        for (int size : new int[] {1, 31, 33, 64}) {
            SecretBytes key = SecretBytes.copyOf(new byte[size]);
            assertThatThrownBy(() -> BlindIndex.open(key, EMAIL))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("key has " + size + " bytes; accepted are 32");
        }
    }

    @Test
    void refusesColumnsItCannotName() {
        for (String name : List.of("", "a b", "\u00e9", "a\u007f", "x".repeat(65))) {
            assertThatThrownBy(() -> field(ACME, CUSTOMER, name, Normalization.EXACT, 8))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int bits : new int[] {-1, 0, 7, 257}) {
            assertThatThrownBy(() -> field(ACME, CUSTOMER, "a", Normalization.EXACT, bits))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("index has " + bits + " bits; accepted are 8 to 256");
        }
        assertThat(field(ACME, CUSTOMER, "!" + "~".repeat(63), Normalization.EXACT, 8)
                        .falseMatches(256))
                .isEqualTo(1.0);
        assertThat(EMAIL.falseMatches(0)).isZero();
        assertThatThrownBy(() -> EMAIL.falseMatches(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsTheColumnAndNotTheKey() {
        try (BlindIndex index = BlindIndex.open(key(0x5a), EMAIL)) {
            assertThat(index.toString())
                    .startsWith("BlindIndex[")
                    .contains("acme", "email")
                    .doesNotContain("5a5a");
            assertThat(index.field()).isEqualTo(EMAIL);
        }
    }

    @Test
    void manyThreadsGetTheSameIndexes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(24);
        try (BlindIndex index = BlindIndex.open(key(7), EMAIL)) {
            Callable<List<Bytes>> work = () -> {
                List<Bytes> seen = new ArrayList<>();
                for (int i = 0; i < 500; i++) {
                    seen.add(index.of("value " + i));
                }
                return seen;
            };
            List<Bytes> expected = work.call();
            for (Future<List<Bytes>> seen : threads.invokeAll(Collections.nCopies(48, work))) {
                assertThat(seen.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
