package dev.compliancekit.retention.backup;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Whose rules rotate: those of a backup program in a version, to the letter, or our own strict ones. */
public enum RotationProfile {
    /**
     * restic 0.14: rules are independent; a copy's day is that of its own stored offset; months overflow (a month
     * before 31 March is 3 March).
     */
    RESTIC_0_14("restic-0.14"),
    /**
     * restic 0.16 to 0.19: as 0.14, and a rule that is not used up keeps the oldest copy too; counts may be unlimited.
     */
    RESTIC_0_19("restic-0.19"),
    /**
     * borg 1.2: rules apply in order and count only what no earlier rule kept; days are those of the zone in which
     * pruning runs; a rule that is not used up keeps the oldest copy too.
     */
    BORG_1_2("borg-1.2"),
    /**
     * Our own: rules are independent; every copy's day is that of the declared zone, whatever offset it came with;
     * months end at their last day; no rule keeps a copy beyond its own count or span; copies from the future and
     * rotations that would leave nothing are refused.
     */
    STRICT("strict");

    private final String text;

    RotationProfile(String text) {
        this.text = text;
    }

    /**
     * The profile of a name.
     *
     * @param text for example {@code restic-0.19}
     * @return the profile
     * @throws IllegalArgumentException if there is none of that name
     */
    public static RotationProfile parse(String text) {
        return Arrays.stream(values())
                .filter(profile -> profile.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("rotation profile is unknown; accepted are "
                        + Arrays.stream(values()).map(RotationProfile::text).collect(Collectors.joining(", "))));
    }

    /**
     * The name, as the command line takes it.
     *
     * @return for example {@code restic-0.19}
     */
    public String text() {
        return text;
    }

    boolean keepsOldest() {
        return this == RESTIC_0_19 || this == BORG_1_2;
    }

    boolean isRestic() {
        return this == RESTIC_0_14 || this == RESTIC_0_19;
    }

    /** Refuses what the program has no word for, so that a policy never means less than it says. */
    void requireUnderstands(RotationPolicy policy) {
        if (isRestic()) {
            refuseIf(
                    policy.has(RotationPeriod.SECONDLY) || policy.has(RotationPeriod.MINUTELY),
                    "secondly and minutely rules",
                    "last, hourly, daily, weekly, monthly and yearly");
        }
        if (this == RESTIC_0_14) {
            refuseIf(policy.hasUnlimited(), "unlimited counts", "numbers");
        }
        if (this == BORG_1_2) {
            refuseIf(policy.has(RotationPeriod.LAST), "last rule", "secondly to yearly");
            refuseIf(!policy.tags().isEmpty(), "tags", "within and secondly to yearly");
            refuseIf(!policy.withins().isEmpty(), "within rules by period", "within and secondly to yearly");
            refuseIf(
                    policy.within().filter(RotationSpan::hasCalendarParts).isPresent(),
                    "calendar spans",
                    "spans in hours");
        }
    }

    private void refuseIf(boolean unknown, String what, String accepted) {
        if (unknown) {
            throw new IllegalArgumentException(
                    "rotation profile " + text + " has no " + what + "; accepted are " + accepted);
        }
    }
}
