/**
 * Where data may be: {@link dev.compliancekit.core.residency.StoreDirectory} knows which store holds which tenant, in
 * which region and for what use; {@link dev.compliancekit.core.residency.ResidencyPolicy} decides whether a write,
 * backup or export may go there; {@link dev.compliancekit.core.residency.ResidencyGuard} refuses and logs;
 * {@link dev.compliancekit.core.residency.StoreSurvey} shows how the directory stands against what was promised.
 */
@NullMarked
package dev.compliancekit.core.residency;

import org.jspecify.annotations.NullMarked;
