package dev.compliancekit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LegalHoldTest {

    private static final TenantId TENANT = new TenantId("store-1");
    private static final Scope WHOLE = Scope.of(TENANT);
    private static final Scope CUSTOMER = Scope.of(TENANT, new SubjectId("c-7"));
    private static final RecordClass INVOICE = new RecordClass("invoice");
    private static final RecordClass PROFILE = new RecordClass("profile");
    private static final Instant PLACED = Instant.parse("2024-05-01T00:00:00Z");
    private static final Instant RELEASED = Instant.parse("2024-06-01T00:00:00Z");
    private static final LegalHold HOLD = LegalHold.place("case-1", CUSTOMER, "lawsuit", PLACED);

    @Test
    void isActiveFromItsPlacingUntilItsRelease() {
        LegalHold released = HOLD.released(RELEASED);
        assertThat(released.isActive(PLACED.minusNanos(1))).isFalse();
        assertThat(released.isActive(PLACED)).isTrue();
        assertThat(released.isActive(RELEASED.minusNanos(1))).isTrue();
        assertThat(released.isActive(RELEASED)).isFalse();
        assertThat(HOLD.isActive(RELEASED.plus(Duration.ofDays(9999)))).isTrue();
    }

    @Test
    void protectsUntilTheDelayAfterTheReleaseIsOver() {
        LegalHold delayed = HOLD.withDelay(Duration.ofDays(30)).released(RELEASED);
        assertThat(delayed.protectsUntil()).contains(Instant.parse("2024-07-01T00:00:00Z"));
        assertThat(delayed.isActive(Instant.parse("2024-06-30T23:59:59Z"))).isTrue();
        assertThat(delayed.isActive(Instant.parse("2024-07-01T00:00:00Z"))).isFalse();
        assertThat(HOLD.protectsUntil()).isEmpty();
    }

    @Test
    void protectsOnlyItsRecordClassesOnceNarrowed() {
        LegalHold narrow = HOLD.onlyFor(Set.of(INVOICE));
        assertThat(narrow.protects(CUSTOMER, Set.of(INVOICE, PROFILE), PLACED)).isTrue();
        assertThat(narrow.protects(CUSTOMER, Set.of(PROFILE), PLACED)).isFalse();
        assertThat(HOLD.protects(CUSTOMER, Set.of(PROFILE), PLACED)).isTrue();
    }

    @Test
    void protectsAStoreWhoseClassesAreNotKnown() {
        assertThat(HOLD.onlyFor(Set.of(INVOICE)).protects(CUSTOMER, Set.of(), PLACED))
                .isTrue();
    }

    @Test
    void aHoldOnOneSubjectProtectsAgainstErasingTheWholeTenant() {
        assertThat(HOLD.protects(WHOLE, Set.of(INVOICE), PLACED)).isTrue();
        assertThat(HOLD.protects(Scope.of(TENANT, new SubjectId("c-8")), Set.of(INVOICE), PLACED))
                .isFalse();
        assertThat(LegalHold.place("case-2", WHOLE, "lawsuit", PLACED).protects(CUSTOMER, Set.of(), PLACED))
                .isTrue();
        assertThat(HOLD.protects(Scope.of(new TenantId("store-2")), Set.of(INVOICE), PLACED))
                .isFalse();
    }

    @Test
    void protectsNothingWhileItIsNotActive() {
        assertThat(HOLD.protects(CUSTOMER, Set.of(), PLACED.minusNanos(1))).isFalse();
    }

    @Test
    void saysWhatItIs() {
        LegalHold hold = HOLD.released(RELEASED);
        assertThat(hold.id()).isEqualTo("case-1");
        assertThat(hold.scope()).isEqualTo(CUSTOMER);
        assertThat(hold.reason()).isEqualTo("lawsuit");
        assertThat(hold.placedAt()).isEqualTo(PLACED);
        assertThat(hold.releasedAt()).contains(RELEASED);
        assertThat(HOLD.releasedAt()).isEmpty();
        assertThat(hold).hasToString("case-1 on store-1/c-7");
    }

    @Test
    void equalsByAllItsParts() {
        assertThat(HOLD)
                .isEqualTo(LegalHold.place("case-1", CUSTOMER, "lawsuit", PLACED))
                .hasSameHashCodeAs(LegalHold.place("case-1", CUSTOMER, "lawsuit", PLACED))
                .isNotEqualTo(LegalHold.place("case-2", CUSTOMER, "lawsuit", PLACED))
                .isNotEqualTo(LegalHold.place("case-1", WHOLE, "lawsuit", PLACED))
                .isNotEqualTo(LegalHold.place("case-1", CUSTOMER, "audit", PLACED))
                .isNotEqualTo(LegalHold.place("case-1", CUSTOMER, "lawsuit", RELEASED))
                .isNotEqualTo(HOLD.released(RELEASED))
                .isNotEqualTo(HOLD.withDelay(Duration.ofDays(1)))
                .isNotEqualTo(HOLD.onlyFor(Set.of(INVOICE)))
                .isNotEqualTo("case-1");
    }

    @Test
    void refusesWhatCannotBeRight() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LegalHold.place(" ", CUSTOMER, "lawsuit", PLACED))
                .withMessageContaining("visible ASCII");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LegalHold.place("c".repeat(129), CUSTOMER, "lawsuit", PLACED));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LegalHold.place("case-1", CUSTOMER, " ", PLACED))
                .withMessageContaining("no reason");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HOLD.released(PLACED.minusNanos(1)))
                .withMessageContaining("before it was placed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HOLD.withDelay(Duration.ofNanos(-1)))
                .withMessageContaining("negative delay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HOLD.onlyFor(Set.of()))
                .withMessageContaining("no record class");
        assertThat(HOLD.released(PLACED).isActive(PLACED)).isFalse();
    }
}
