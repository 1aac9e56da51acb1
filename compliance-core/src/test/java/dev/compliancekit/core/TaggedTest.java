package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class TaggedTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Tag TAG = tagOf(ACME);

    private final Tagged<String> tagged = Tagged.of(TAG, "jane@example.org");

    @Test
    void givesTheValueInsideItsTenantsScope() {
        try (TenantScope scope = TenantScope.enter(ACME)) {
            assertThat(tagged.get()).isEqualTo("jane@example.org");
            assertThat(tagged.map(String::length).get()).isEqualTo(16);
            assertThat(tagged.map(String::length).tag()).isEqualTo(TAG);
        }
    }

    @Test
    void refusesTheValueInAnotherTenantsScope() {
        try (TenantScope scope = TenantScope.enter(new TenantId("globex"))) {
            assertThatExceptionOfType(TenantMismatchException.class).isThrownBy(tagged::get);
            assertThatExceptionOfType(TenantMismatchException.class)
                    .isThrownBy(() -> tagged.map(value -> {
                        throw new AssertionError("the value was shown");
                    }));
        }
    }

    @Test
    void refusesTheValueWithNoTenantBound() {
        assertThatExceptionOfType(NoTenantException.class).isThrownBy(tagged::get);
        assertThatExceptionOfType(NoTenantException.class)
                .isThrownBy(() -> tagged.map(value -> {
                    throw new AssertionError("the value was shown");
                }));
    }

    @Test
    void showsItsTagAnywhereAndItsValueNever() {
        assertThat(tagged.tag()).isEqualTo(TAG);
        assertThat(tagged).hasToString("Tagged[" + TAG + "]");
    }

    @Test
    void isEqualIfTagAndValueAre() {
        assertThat(tagged)
                .isEqualTo(Tagged.of(TAG, "jane@example.org"))
                .hasSameHashCodeAs(Tagged.of(TAG, "jane@example.org"))
                .isNotEqualTo(Tagged.of(TAG, "john@example.org"))
                .isNotEqualTo(Tagged.of(tagOf(new TenantId("globex")), "jane@example.org"))
                .isNotEqualTo("jane@example.org");
        assertThat(tagged.hashCode())
                .isNotEqualTo(Tagged.of(TAG, "john@example.org").hashCode())
                .isNotEqualTo(Tagged.of(tagOf(new TenantId("globex")), "jane@example.org")
                        .hashCode());
    }

    @Test
    void refusesMissingPartsByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> Tagged.of(Absent.reference(), "value"))
                .withMessage("tag");
        assertThatNullPointerException()
                .isThrownBy(() -> Tagged.of(TAG, Absent.reference()))
                .withMessage("value");
    }

    private static Tag tagOf(TenantId tenant) {
        return new Tag(tenant, SubjectId.ACCOUNT, new RecordClass("customer"), Classification.CONFIDENTIAL);
    }
}
