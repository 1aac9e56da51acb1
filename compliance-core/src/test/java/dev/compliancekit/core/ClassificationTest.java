package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassificationTest {

    @Test
    void runsFromPublicToRestricted() {
        assertThat(Classification.values())
                .containsExactly(
                        Classification.PUBLIC,
                        Classification.INTERNAL,
                        Classification.CONFIDENTIAL,
                        Classification.RESTRICTED);
    }

    @Test
    void isAtLeastItselfAndEverythingBelow() {
        assertThat(Classification.CONFIDENTIAL.isAtLeast(Classification.PUBLIC)).isTrue();
        assertThat(Classification.CONFIDENTIAL.isAtLeast(Classification.INTERNAL))
                .isTrue();
        assertThat(Classification.CONFIDENTIAL.isAtLeast(Classification.CONFIDENTIAL))
                .isTrue();
        assertThat(Classification.CONFIDENTIAL.isAtLeast(Classification.RESTRICTED))
                .isFalse();
    }
}
