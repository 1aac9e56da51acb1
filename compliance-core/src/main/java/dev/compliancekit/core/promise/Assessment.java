package dev.compliancekit.core.promise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a promise stands at an instant, and why: reasons, figures, references to evidence, and by when somebody must act.
 * <em>Immutable.</em>
 */
public final class Assessment {

    private final Standing standing;
    private final List<String> reasons;
    private final List<Figure> figures;
    private final List<String> evidence;
    private final @Nullable Instant deadline;

    private Assessment(
            Standing standing,
            List<String> reasons,
            List<Figure> figures,
            List<String> evidence,
            @Nullable Instant deadline) {
        this.standing = Objects.requireNonNull(standing, "standing");
        this.reasons = List.copyOf(reasons);
        this.figures = List.copyOf(figures);
        this.evidence = List.copyOf(evidence);
        this.deadline = deadline;
    }

    /**
     * A standing with its reason.
     *
     * @param standing how the promise stands
     * @param reason why, one sentence
     * @return the assessment, without figures, evidence or deadline
     * @throws IllegalArgumentException if the reason is blank
     */
    public static Assessment of(Standing standing, String reason) {
        Texts.requireText("assessment", "reason", reason);
        return new Assessment(standing, List.of(reason), List.of(), List.of(), null);
    }

    /**
     * Several controls of one promise taken together: the worst standing, all reasons, figures and evidence, the
     * earliest deadline. The order of the parts changes nothing but the order of the lists.
     *
     * @param parts at least one
     * @return their sum
     * @throws IllegalArgumentException if there is none
     */
    public static Assessment combine(List<Assessment> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no assessment to combine; accepted is at least one");
        }
        Assessment sum = parts.get(0);
        for (Assessment part : parts.subList(1, parts.size())) {
            sum = sum.plus(part);
        }
        return sum;
    }

    private Assessment plus(Assessment other) {
        return new Assessment(
                standing.worse(other.standing),
                concat(reasons, other.reasons),
                concat(figures, other.figures),
                concat(evidence, other.evidence),
                earlier(deadline, other.deadline));
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static @Nullable Instant earlier(@Nullable Instant first, @Nullable Instant second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first.isBefore(second) ? first : second;
    }

    /**
     * The same with one more figure.
     *
     * @param name what was measured
     * @param value the number with its unit
     * @return the changed copy
     * @throws IllegalArgumentException if one is blank
     */
    public Assessment withFigure(String name, String value) {
        return new Assessment(standing, reasons, concat(figures, List.of(new Figure(name, value))), evidence, deadline);
    }

    /**
     * The same with one more reference to evidence.
     *
     * @param reference where to look, for example {@code log example.com/audit entries 40-57} or a digest
     * @return the changed copy
     * @throws IllegalArgumentException if the reference is blank
     */
    public Assessment withEvidence(String reference) {
        Texts.requireText("assessment", "reference to evidence", reference);
        return new Assessment(standing, reasons, figures, concat(evidence, List.of(reference)), deadline);
    }

    /**
     * The same with the instant by which somebody must act.
     *
     * @param by the instant; in time means at or before it
     * @return the changed copy
     */
    public Assessment withDeadline(Instant by) {
        return new Assessment(standing, reasons, figures, evidence, Objects.requireNonNull(by, "by"));
    }

    /**
     * How the promise stands.
     *
     * @return the standing
     */
    public Standing standing() {
        return standing;
    }

    /**
     * Why, one sentence each.
     *
     * @return at least one, unmodifiable
     */
    public List<String> reasons() {
        return reasons;
    }

    /**
     * What was measured.
     *
     * @return the figures in the order they were added, unmodifiable
     */
    public List<Figure> figures() {
        return figures;
    }

    /**
     * Where to look.
     *
     * @return the references in the order they were added, unmodifiable
     */
    public List<String> evidence() {
        return evidence;
    }

    /**
     * By when somebody must act next.
     *
     * @return the instant, or empty if nothing is due
     */
    public Optional<Instant> deadline() {
        return Optional.ofNullable(deadline);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Assessment that
                && standing == that.standing
                && reasons.equals(that.reasons)
                && figures.equals(that.figures)
                && evidence.equals(that.evidence)
                && Objects.equals(deadline, that.deadline);
    }

    @Override
    public int hashCode() {
        return Objects.hash(standing, reasons, figures, evidence, deadline);
    }

    /** The standing and the reasons. */
    @Override
    public String toString() {
        return standing + " " + reasons;
    }
}
