package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenantIdVectorsTest {

    @Test
    void corpusHasAtLeast343DifferentCodesAnd32Twins() {
        assertThat(TenantCodes.hostile()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(343);
        assertThat(TenantCodes.twins()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(32);
        assertThat(TenantCodes.hostile())
                .extracting(hostile -> hostile.code().length())
                .contains(0, 65, 255, 256, 1_000_000);
    }

    @Test
    void everyHostileCodeIsRefused() {
        List<TenantCodes.Hostile> accepted = TenantCodes.hostile().stream()
                .filter(hostile -> accepted(hostile.code()).isPresent())
                .toList();
        assertThat(accepted).isEmpty();
    }

    @Test
    void noRefusalRepeatsTheHostileCode() {
        for (TenantCodes.Hostile hostile : TenantCodes.hostile()) {
            assertThatThrownBy(() -> new TenantId(hostile.code()))
                    .as(hostile.kind())
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .message()
                    .startsWith("tenant code ")
                    .matches("[ -~]{1,160}")
                    .satisfies(message -> assertThat(hostile.code().length() > 8 && message.contains(hostile.code()))
                            .isFalse());
        }
    }

    @Test
    void twinsNeverMeanTheSameTenant() {
        for (TenantCodes.Twins twins : TenantCodes.twins()) {
            Optional<TenantId> left = accepted(twins.left());
            Optional<TenantId> right = accepted(twins.right());
            assertThat(twins.left()).as(twins.kind()).isNotEqualTo(twins.right());
            if (left.isPresent() && right.isPresent()) {
                assertThat(left.get()).isNotEqualTo(right.get());
                assertThat(left.get().compareTo(right.get())).isNotZero();
                assertThat(left.get().toString()).isNotEqualTo(right.get().toString());
            }
        }
    }

    @Test
    void someTwinsOfEveryOutcomeAreInTheCorpus() {
        assertThat(TenantCodes.twins())
                .extracting(twins -> accepted(twins.left()).stream().count()
                        + accepted(twins.right()).stream().count())
                .contains(0L, 1L, 2L);
    }

    @Test
    void twinsOfOneHashStayApartInMaps() {
        List<TenantCodes.Twins> sameHash = TenantCodes.twins().stream()
                .filter(twins -> twins.kind().equals("same-hash"))
                .toList();
        assertThat(sameHash).isNotEmpty();
        for (TenantCodes.Twins twins : sameHash) {
            TenantId left = new TenantId(twins.left());
            TenantId right = new TenantId(twins.right());
            assertThat(left).hasSameHashCodeAs(right);
            Map<TenantId, String> stores = new HashMap<>(Map.of(left, "left"));
            assertThat(stores).doesNotContainKey(right);
            stores.put(right, "right");
            assertThat(stores).containsEntry(left, "left").containsEntry(right, "right");
        }
    }

    @Test
    void twinsOfOtherKindsHaveDifferentHashes() {
        for (TenantCodes.Twins twins : TenantCodes.twins()) {
            if (!twins.kind().equals("same-hash")
                    && accepted(twins.left()).isPresent()
                    && accepted(twins.right()).isPresent()) {
                assertThat(new TenantId(twins.left()).hashCode())
                        .as(twins.left())
                        .isNotEqualTo(new TenantId(twins.right()).hashCode());
            }
        }
    }

    private static Optional<TenantId> accepted(String code) {
        try {
            return Optional.of(new TenantId(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
