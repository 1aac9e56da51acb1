package dev.compliancekit.retention.erasure;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Actor;
import java.time.Instant;
import java.util.Objects;

/**
 * A second person's word that one plan, and nothing else, may be executed although it is above the limits. The
 * application must know that the approver is who they say.
 *
 * @param planToken the {@link ErasurePlan#token} that was approved
 * @param requestedBy who asked for it
 * @param approvedBy who approved: a member of staff, never who asked
 * @param at when
 */
@Immutable
public record ErasureApproval(String planToken, Actor requestedBy, Actor approvedBy, Instant at) {

    /**
     * Checks the parts.
     *
     * @param planToken the token of the plan
     * @param requestedBy who asked for it
     * @param approvedBy who approved
     * @param at when
     * @throws IllegalArgumentException if the token is none, or the approver is who asked or no member of staff
     */
    public ErasureApproval {
        Objects.requireNonNull(requestedBy, "requestedBy");
        Objects.requireNonNull(at, "at");
        if (!planToken.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("plan token is none; accepted are the 64 digits that a plan gives");
        }
        if (approvedBy.kind() != Actor.Kind.STAFF || approvedBy.equals(requestedBy)) {
            throw new IllegalArgumentException(
                    "erasure is approved by who asked for it or by no member of staff; accepted is another member");
        }
    }
}
