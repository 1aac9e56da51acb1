package dev.compliancekit.retention.spi;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.LegalHold;
import java.util.List;

/**
 * The register of legal holds.
 *
 * <p>Promises of an implementation:
 *
 * <ul>
 *   <li>A hold is in the answer from when its placing was acknowledged to whoever placed it.
 *   <li>A released hold stays in the answer while its delay after the release runs.
 *   <li>A register that cannot be asked throws; it never answers with an empty list.
 *   <li>The method may be called from several threads at a time.
 * </ul>
 */
@FunctionalInterface
public interface LegalHoldSource {

    /**
     * The holds on a tenant or on subjects of it.
     *
     * @param tenant the tenant
     * @return the holds in any order, those that are released and over may be missing
     * @throws RuntimeException if the register cannot be asked; nothing is erased then
     */
    List<LegalHold> holdsOn(TenantId tenant);
}
