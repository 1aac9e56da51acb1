package dev.compliancekit.retention.hold;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.spi.LegalHoldSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A register of legal holds whose state is in the audit log: each hold that is placed or released is an event there,
 * and the register is built from those events when it is opened. A hold protects from before its event is durable; a
 * release counts only after. <em>Thread-safe.</em>
 */
public final class LegalHoldRegister implements LegalHoldSource {

    private final AuditSink audit;
    private final Map<String, LegalHold> holds = new LinkedHashMap<>();

    private LegalHoldRegister(AuditSink audit) {
        this.audit = Objects.requireNonNull(audit, "audit");
    }

    /**
     * Opens the register.
     *
     * @param audit where holds are logged from now on
     * @param history what is in the log, oldest first; events of other actions are passed over
     * @return the register
     * @throws IllegalArgumentException if an event of a hold was not written by a register, or releases a hold that was
     *     not placed: a register that cannot be read protects nothing and is not opened
     */
    public static LegalHoldRegister open(AuditSink audit, Iterable<AuditEvent> history) {
        LegalHoldRegister register = new LegalHoldRegister(audit);
        for (AuditEvent event : history) {
            if (event.action().equals(Action.HOLD_PLACED)) {
                LegalHold hold = HoldEvent.parse(event);
                register.holds.put(hold.id(), hold);
            } else if (event.action().equals(Action.HOLD_RELEASED)) {
                LegalHold hold = register.known(HoldEvent.idOf(event));
                register.holds.put(hold.id(), hold.released(HoldEvent.releasedAt(event)));
            }
        }
        return register;
    }

    /**
     * Places a hold. If the log does not take the event, the hold protects all the same until the register is opened
     * again, and placing it again is safe.
     *
     * @param hold the hold, not released
     * @param by who places it
     * @return where it stands in the audit log
     * @throws IllegalArgumentException if it is released, or another hold has its id
     * @throws dev.compliancekit.core.ComplianceException if the audit log cannot be written
     */
    public AuditReceipt place(LegalHold hold, Actor by) {
        if (hold.releasedAt().isPresent()) {
            throw new IllegalArgumentException(
                    "legal hold " + hold.id() + " is released already; accepted is one that is not");
        }
        synchronized (holds) {
            @Nullable LegalHold before = holds.putIfAbsent(hold.id(), hold);
            if (before != null && !before.equals(hold)) {
                throw new IllegalArgumentException(
                        "another legal hold has the id " + hold.id() + "; accepted is a new id for each hold");
            }
        }
        return audit.append(HoldEvent.placed(hold, by));
    }

    /**
     * Releases a hold. What it protected is erased in the first run after its delay is over.
     *
     * @param id the hold's id
     * @param at from when it no longer applies, its delay apart
     * @param by who releases it
     * @param reason why, one sentence; no personal data
     * @return where it stands in the audit log
     * @throws IllegalArgumentException if no such hold was placed, it was released before, or {@code at} is before it
     *     was placed
     * @throws dev.compliancekit.core.ComplianceException if the audit log cannot be written; the hold goes on
     */
    public AuditReceipt release(String id, Instant at, Actor by, String reason) {
        synchronized (holds) {
            LegalHold hold = known(id);
            if (hold.releasedAt().isPresent()) {
                throw new IllegalArgumentException(
                        "legal hold " + hold.id() + " was released before; accepted is one that was not");
            }
            LegalHold released = hold.released(at);
            AuditReceipt receipt = audit.append(HoldEvent.released(hold, at, by, reason));
            holds.put(id, released);
            return receipt;
        }
    }

    private LegalHold known(String id) {
        @Nullable LegalHold hold = holds.get(id);
        if (hold == null) {
            throw new IllegalArgumentException("legal hold to release was not placed; accepted are ids of holds");
        }
        return hold;
    }

    @Override
    public List<LegalHold> holdsOn(TenantId tenant) {
        return all().stream()
                .filter(hold -> hold.scope().tenant().equals(tenant))
                .toList();
    }

    /**
     * Every hold that ever was placed.
     *
     * @return a copy, in the order of placing, released ones too
     */
    public List<LegalHold> all() {
        synchronized (holds) {
            return List.copyOf(holds.values());
        }
    }
}
