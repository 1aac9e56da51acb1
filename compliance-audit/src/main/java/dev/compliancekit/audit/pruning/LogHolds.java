package dev.compliancekit.audit.pruning;

import dev.compliancekit.core.TenantId;
import java.util.List;

/**
 * Says which legal holds keep log entries of a tenant. Wire it to your register of holds, for example to the source
 * that erasure asks. Promises of an implementation:
 *
 * <ul>
 *   <li>A hold is in the answer from the moment its placing was acknowledged.
 *   <li>If the register cannot be asked, it throws: nothing is pruned then.
 *   <li>It may be asked by several threads at once: implementations are <em>thread-safe</em>.
 * </ul>
 */
@FunctionalInterface
public interface LogHolds {

    /**
     * The holds on a tenant's entries.
     *
     * @param tenant whose
     * @return the holds in force, empty if there is none
     * @throws RuntimeException if the register cannot be asked
     */
    List<LogHold> on(TenantId tenant);
}
