package dev.compliancekit.crypto.control;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.crypto.key.KeySummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers the promise that data are encrypted with approved algorithms only: counts what is still encrypted with what,
 * at risk a stated time before an approval ends, broken from its end on.
 *
 * <p>As thread-safe as the inventory and the counts.
 */
public final class AlgorithmApproval implements Control {

    private final Supplier<List<KeySummary>> inventory;
    private final @Nullable Supplier<? extends Collection<KeyUse>> counts;
    private final AlgorithmRegister register;
    private final Duration warning;

    private AlgorithmApproval(
            Supplier<List<KeySummary>> inventory,
            @Nullable Supplier<? extends Collection<KeyUse>> counts,
            AlgorithmRegister register,
            Duration warning) {
        this.inventory = Objects.requireNonNull(inventory, "inventory");
        this.counts = counts;
        this.register = Objects.requireNonNull(register, "register");
        this.warning = warning;
    }

    /**
     * The control over an inventory. Without counts every key that is not destroyed is taken to protect something.
     *
     * @param inventory all keys, for example {@code keys::inventory}; called at each assessment
     * @param register what is approved until when
     * @param warning how long before the end of an approval the promise is at risk; zero or more
     * @return the control, as thread-safe as the inventory
     * @throws IllegalArgumentException if the duration is negative
     */
    public static AlgorithmApproval of(
            Supplier<List<KeySummary>> inventory, AlgorithmRegister register, Duration warning) {
        if (warning.isNegative()) {
            throw new IllegalArgumentException(
                    "warning before the end of an approval is " + warning + "; accepted are durations from zero");
        }
        return new AlgorithmApproval(inventory, null, register, warning);
    }

    /**
     * The same with the number of values under each key. Keys that seal nothing new and protect no value any more are
     * then left out, so that the promise can be kept before old keys are destroyed.
     *
     * @param counts every key that protects a value, backups too; a key that is not among them is taken to protect
     *     something unless it is counted with 0 values; called at each assessment
     * @return the control, as thread-safe as both suppliers
     */
    public AlgorithmApproval counting(Supplier<? extends Collection<KeyUse>> counts) {
        return new AlgorithmApproval(inventory, Objects.requireNonNull(counts, "counts"), register, warning);
    }

    /**
     * How the promise stands.
     *
     * @param asOf the instant to answer for
     * @return the standing of the algorithm in use that stands worst, with the earliest end of an approval as deadline;
     *     unproven if there is no key, or if values are under keys that nobody knows
     */
    @Override
    public Assessment assess(Instant asOf) {
        List<KeySummary> keys = inventory.get();
        AlgorithmCount count = counts == null ? AlgorithmCount.of(keys) : AlgorithmCount.of(keys, counts.get());
        if (count.isEmpty()) {
            return Assessment.of(Standing.UNPROVEN, "There is no key that protects anything.");
        }
        List<Assessment> parts = new ArrayList<>();
        count.inUse().forEach(line -> parts.add(assess(line, asOf)));
        if (count.valuesOfUnknownKeys() > 0) {
            parts.add(Assessment.of(
                    Standing.UNPROVEN,
                    count.valuesOfUnknownKeys() + " values are under keys that are not in the inventory."));
        }
        parts.sort((a, b) -> b.standing().compareTo(a.standing()));
        return Assessment.combine(parts);
    }

    private Assessment assess(AlgorithmCount.Line line, Instant asOf) {
        String code = line.algorithm().code();
        Optional<AlgorithmRegister.Approval> approval = register.approval(line.algorithm());
        if (approval.isEmpty()) {
            return line.figures(Assessment.of(
                    Standing.BROKEN, line.inWords() + " use " + code + ", which the register does not approve."));
        }
        Optional<Instant> end = approval.get().end();
        String sentence = line.inWords() + " use " + code + ", approved "
                + end.map(instant -> "until " + instant).orElse("without end") + ".";
        Assessment assessment = line.figures(Assessment.of(
                        end.map(instant -> standing(instant, asOf)).orElse(Standing.KEPT), sentence))
                .withEvidence(code + ": " + approval.get().source());
        return end.isPresent() ? assessment.withDeadline(end.get()) : assessment;
    }

    private Standing standing(Instant end, Instant asOf) {
        if (!asOf.isBefore(end)) {
            return Standing.BROKEN;
        }
        return asOf.isBefore(end.minus(warning)) ? Standing.KEPT : Standing.AT_RISK;
    }
}
