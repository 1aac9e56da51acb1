package dev.compliancekit.core.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssessmentTest {

    private static final Instant NOON = Instant.parse("1998-12-31T12:00:00Z");

    @Test
    void carriesReasonFiguresEvidenceAndDeadline() {
        Assessment assessment = Assessment.of(Standing.KEPT, "all deleted")
                .withFigure("records", "12")
                .withFigure("stores", "2")
                .withEvidence("entry 4")
                .withEvidence("entry 5")
                .withDeadline(NOON);
        assertThat(assessment.standing()).isEqualTo(Standing.KEPT);
        assertThat(assessment.reasons()).containsExactly("all deleted").isUnmodifiable();
        assertThat(assessment.figures())
                .containsExactly(new Figure("records", "12"), new Figure("stores", "2"))
                .isUnmodifiable();
        assertThat(assessment.evidence()).containsExactly("entry 4", "entry 5").isUnmodifiable();
        assertThat(assessment.deadline()).contains(NOON);
        assertThat(Assessment.of(Standing.KEPT, "x").deadline()).isEmpty();
        assertThat(assessment).hasToString("KEPT [all deleted]");
    }

    @Test
    void combinesToTheWorstWithEverythingSaid() {
        Assessment code = Assessment.of(Standing.KEPT, "measured")
                .withFigure("records", "12")
                .withEvidence("entry 4")
                .withDeadline(NOON.plusSeconds(1));
        Assessment people = Assessment.of(Standing.LAPSED, "ran out")
                .withFigure("reviews", "1")
                .withEvidence("register 4")
                .withDeadline(NOON);
        Assessment both = Assessment.combine(List.of(code, people));
        assertThat(both.standing()).isEqualTo(Standing.LAPSED);
        assertThat(both.reasons()).containsExactly("measured", "ran out");
        assertThat(both.figures()).containsExactly(new Figure("records", "12"), new Figure("reviews", "1"));
        assertThat(both.evidence()).containsExactly("entry 4", "register 4");
        assertThat(both.deadline()).contains(NOON);
        assertThat(Assessment.combine(List.of(people, code)).deadline()).contains(NOON);
    }

    @Test
    void combinesWithPartsThatHaveNoDeadline() {
        Assessment without = Assessment.of(Standing.KEPT, "measured");
        Assessment with = without.withDeadline(NOON);
        assertThat(Assessment.combine(List.of(with, without)).deadline()).contains(NOON);
        assertThat(Assessment.combine(List.of(without, with)).deadline()).contains(NOON);
        assertThat(Assessment.combine(List.of(without, without)).deadline()).isEmpty();
    }

    @Test
    void refusesToCombineNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Assessment.combine(List.of()))
                .withMessage("no assessment to combine; accepted is at least one");
    }

    @Test
    void refusesBlankTexts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Assessment.of(Standing.KEPT, " "))
                .withMessage("assessment has a blank reason; accepted is text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Assessment.of(Standing.KEPT, "x").withEvidence(""))
                .withMessage("assessment has a blank reference to evidence; accepted is text");
        assertThatIllegalArgumentException().isThrownBy(() -> new Figure(" ", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Figure("records", " "));
    }

    @Test
    void equalsInEveryPart() {
        Assessment plain = Assessment.of(Standing.KEPT, "x");
        Assessment full = plain.withFigure("a", "1").withEvidence("e").withDeadline(NOON);
        assertThat(full)
                .isEqualTo(plain.withFigure("a", "1").withEvidence("e").withDeadline(NOON))
                .hasSameHashCodeAs(plain.withFigure("a", "1").withEvidence("e").withDeadline(NOON))
                .isNotEqualTo(plain.withFigure("a", "2").withEvidence("e").withDeadline(NOON))
                .isNotEqualTo(plain.withFigure("a", "1").withEvidence("f").withDeadline(NOON))
                .isNotEqualTo(plain.withFigure("a", "1").withEvidence("e"))
                .isNotEqualTo("x");
        assertThat(plain)
                .isNotEqualTo(Assessment.of(Standing.BROKEN, "x"))
                .isNotEqualTo(Assessment.of(Standing.KEPT, "y"));
        assertThat(plain.hashCode()).isNotEqualTo(full.hashCode());
    }

    @Test
    void standingsHaveWords() {
        assertThat(Standing.values())
                .extracting(Standing::text)
                .containsExactly("kept", "at risk", "unproven", "lapsed", "broken");
    }
}
