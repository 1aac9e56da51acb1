package dev.compliancekit.retention.contradiction;

import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.retention.backup.RotationPeriod;
import dev.compliancekit.retention.backup.RotationPolicy;
import dev.compliancekit.retention.contradiction.Contradiction.Kind;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Generations of backups against promises that no backup holds erased data. */
final class RotationAgainstPromise {

    private static final TimeLimit HOUR = TimeLimit.parse("PT1H");
    private static final TimeLimit NIGHT = TimeLimit.of(Period.ofDays(1));
    private static final int MOST = 400;

    /** Hours, days, weeks and months, in the numbers that operators choose most often. */
    private static final RotationPolicy USUAL = RotationPolicy.builder()
            .keep(RotationPeriod.HOURLY, 24)
            .keep(RotationPeriod.DAILY, 7)
            .keep(RotationPeriod.WEEKLY, 4)
            .keep(RotationPeriod.MONTHLY, 12)
            .build();

    private RotationAgainstPromise() {}

    static void find(SecurityPage page, List<Contradiction> found) {
        List<ErasurePromise> all = ErasurePromise.of(page);
        List<ErasurePromise> erasures =
                all.stream().filter(ErasurePromise::reachesBackups).toList();
        for (Promise backups : page.promises()) {
            if (!backups.control().equals("backup-schedule")) {
                continue;
            }
            TimeLimit pace = pace(backups);
            Optional<RotationPolicy> stated = PageParameters.rotation(backups);
            List<ErasurePromise> strict = erasures.stream()
                    .filter(erasure -> !erasure.trigger().equals("immediate"))
                    .toList();
            for (ErasurePromise erasure : strict) {
                RotationCase rotation = new RotationCase(page, backups, pace, erasure, erasure.production(all));
                (stated.isPresent() ? outlived(rotation, stated.get()) : unstated(rotation)).ifPresent(found::add);
            }
            if (strict.isEmpty() && stated.isEmpty()) {
                found.add(unstatedAlone(page, backups, pace));
            }
        }
    }

    /** Every night as a calendar day; a pace that is none of those known is looked at as hourly. */
    private static TimeLimit pace(Promise backups) {
        TimeLimit cadence = PageParameters.limit(backups, "cadence").orElse(HOUR);
        return cadence instanceof TimeLimit.Exact || cadence.equals(NIGHT) ? cadence : NIGHT;
    }

    private static Optional<Contradiction> outlived(RotationCase rotation, RotationPolicy policy) {
        if (rotation.fits(policy)) {
            return Optional.empty();
        }
        RotationCase.Example example = rotation.example(policy);
        return Optional.of(new Contradiction(
                rotation.page().id(),
                Kind.ROTATION_OUTLIVES_PROMISE,
                List.of(rotation.backups().id(), rotation.erasure().id()),
                rotation.backups().id() + " keeps " + policy + " and "
                        + rotation.erasure().id() + " lets no backup hold " + "erased data longer than "
                        + rotation.erasure().limit() + ": " + example.text(),
                example.late()));
    }

    private static Optional<Contradiction> unstated(RotationCase rotation) {
        RotationPeriod period = RotationPeriod.DAILY;
        int most = 0;
        while (most < MOST && rotation.fits(daily(period, most + 1))) {
            most++;
        }
        RotationPolicy longer =
                rotation.pace().equals(NIGHT) || most >= MOST ? daily(period, most + 1) : usualOr(rotation, most);
        RotationCase.Example example = rotation.example(longer);
        return Optional.of(new Contradiction(
                rotation.page().id(),
                Kind.ROTATION_UNSTATED,
                List.of(rotation.backups().id(), rotation.erasure().id()),
                rotation.backups().id() + " does not say how many copies are kept and "
                        + rotation.erasure().id()
                        + " lets no backup hold erased data longer than "
                        + rotation.erasure().limit() + ": "
                        + (most == 0 ? "not even one daily copy fits" : "at most " + most + " daily copies fit")
                        + ", and with " + longer + " " + example.text(),
                example.late()));
    }

    private static RotationPolicy usualOr(RotationCase rotation, int most) {
        return rotation.fits(USUAL) ? daily(RotationPeriod.DAILY, most + 1) : USUAL;
    }

    private static RotationPolicy daily(RotationPeriod period, int count) {
        return RotationPolicy.builder().keep(period, count).build();
    }

    private static Contradiction unstatedAlone(SecurityPage page, Promise backups, TimeLimit pace) {
        RotationPolicy.Builder builder = RotationPolicy.builder();
        List<String> generations = new ArrayList<>(PageParameters.names(backups, "rotation"));
        generations.forEach(
                name -> RotationPeriod.named(name).ifPresent(period -> builder.keep(period, usual(period))));
        RotationPolicy policy = generations.isEmpty() ? USUAL : builder.build();
        RotationCase.Example example = RotationCase.longestLife(page, policy, pace);
        return new Contradiction(
                page.id(),
                Kind.ROTATION_UNSTATED,
                List.of(backups.id()),
                backups.id() + " does not say how many copies of each generation are kept: with " + policy + " "
                        + example.text(),
                example.late());
    }

    private static int usual(RotationPeriod period) {
        return USUAL.counts().getOrDefault(period, 1);
    }
}
