/**
 * The register of legal holds that lives in the audit log: {@link dev.compliancekit.retention.hold.LegalHoldRegister}.
 */
@NullMarked
package dev.compliancekit.retention.hold;

import org.jspecify.annotations.NullMarked;
