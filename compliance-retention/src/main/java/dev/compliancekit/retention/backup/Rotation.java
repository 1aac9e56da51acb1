package dev.compliancekit.retention.backup;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * Decides which copies rotation keeps, and why. Pure: the same copies and the same instant give the same decision.
 * <em>Immutable.</em>
 */
public final class Rotation {

    private final RotationProfile profile;
    private final RotationPolicy policy;
    private final ZoneId zone;

    private Rotation(RotationProfile profile, RotationPolicy policy, ZoneId zone) {
        this.profile = Objects.requireNonNull(profile, "profile");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.zone = Objects.requireNonNull(zone, "zone");
        profile.requireUnderstands(policy);
    }

    /**
     * A rotation.
     *
     * @param profile whose rules
     * @param policy which copies to keep
     * @param zone where the rotation runs; what it decides depends on the profile
     * @return the rotation
     * @throws IllegalArgumentException if the policy says what the profile has no word for
     */
    public static Rotation of(RotationProfile profile, RotationPolicy policy, ZoneId zone) {
        return new Rotation(profile, policy, zone);
    }

    /**
     * Whose rules.
     *
     * @return the profile
     */
    public RotationProfile profile() {
        return profile;
    }

    /**
     * Which copies are kept.
     *
     * @return the policy
     */
    public RotationPolicy policy() {
        return policy;
    }

    /**
     * Where the rotation runs.
     *
     * @return the zone
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Whether decisions depend on the instant at which the rotation runs, and not only on the copies.
     *
     * @return true if a rule goes by age, and always for {@link RotationProfile#STRICT}
     */
    public boolean dependsOnNow() {
        return profile == RotationProfile.STRICT || policy.countsByAge();
    }

    /**
     * Decides about copies of one group: of one source, made for one purpose.
     *
     * @param snapshots the copies, in any order
     * @param now when the rotation runs
     * @return what stays and what goes
     * @throws IllegalArgumentException with {@link RotationProfile#STRICT}, if a copy is from after {@code now}, or
     *     copies would go and none stay
     */
    public RotationDecision decide(List<Snapshot> snapshots, Instant now) {
        Objects.requireNonNull(now, "now");
        return switch (profile) {
            case RESTIC_0_14, RESTIC_0_19 -> new ResticRotation(profile, policy, zone).decide(snapshots, now);
            case BORG_1_2 -> new BorgRotation(policy, zone).decide(snapshots, now);
            case STRICT ->
                new StrictRotation(policy, zone).decide(snapshots, now).requireSomethingKept();
        };
    }
}
