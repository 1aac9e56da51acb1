package dev.compliancekit.retention.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What deletes a record: the closest and then shortest delete action, and the duty that is due first. */
final class DeleteActions {

    private final @Nullable RetentionRule decisive;
    private final int actions;
    private final int equallyClose;
    private final @Nullable ErasureDuty duty;

    private DeleteActions(@Nullable RetentionRule decisive, int actions, int equallyClose, @Nullable ErasureDuty duty) {
        this.decisive = decisive;
        this.actions = actions;
        this.equallyClose = equallyClose;
        this.duty = duty;
    }

    static DeleteActions of(DecisionFacts facts) {
        RetentionRule decisive = null;
        int actions = 0;
        int equallyClose = 0;
        for (int i = 0; i < facts.rules().size(); i++) {
            RetentionRule rule = facts.rules().get(i);
            if (rule.action().deletes()) {
                actions++;
                int closer = decisive == null ? -1 : rule.scope().compareTo(decisive.scope());
                if (closer < 0) {
                    equallyClose = 0;
                }
                if (closer <= 0) {
                    equallyClose++;
                    if (decisive == null || closer < 0 || rule.end().isBefore(decisive.end())) {
                        decisive = rule;
                    }
                }
            }
        }
        ErasureDuty first = null;
        for (int i = 0; i < facts.duties().size(); i++) {
            ErasureDuty duty = facts.duties().get(i);
            if (first == null || isEarlier(duty, first)) {
                first = duty;
            }
        }
        return new DeleteActions(decisive, actions, equallyClose, first);
    }

    private static boolean isEarlier(ErasureDuty duty, ErasureDuty other) {
        int due = duty.due().compareTo(other.due());
        return due < 0 || (due == 0 && duty.from().isBefore(other.from()));
    }

    @Nullable
    RetentionRule decisive() {
        return decisive;
    }

    @Nullable
    ErasureDuty duty() {
        return duty;
    }

    private boolean dutyComesFirst() {
        return duty != null && (decisive == null || !duty.from().isAfter(decisive.end()));
    }

    /** When the record is to go if nothing keeps it, or null if nothing deletes it. */
    @Nullable
    Instant target() {
        if (duty != null && dutyComesFirst()) {
            return duty.from();
        }
        return decisive == null ? null : decisive.end();
    }

    DecisionLevel level() {
        if (dutyComesFirst()) {
            return DecisionLevel.OBLIGATION;
        }
        if (actions == 1) {
            return DecisionLevel.SINGLE;
        }
        return equallyClose > 1 ? DecisionLevel.SHORTEST : DecisionLevel.EXPLICIT;
    }

    String decidedBy() {
        if (duty != null && dutyComesFirst()) {
            return duty.id();
        }
        return decisive == null ? "" : decisive.id();
    }
}
