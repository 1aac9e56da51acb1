/**
 * The evidence: RFC 9162 Merkle trees in the C2SP formats tlog-tiles, checkpoint and signed-note, useful without our
 * log. Start from {@link dev.compliancekit.audit.tlog.LogVerifier}, which walks a whole log directory,
 * {@link dev.compliancekit.audit.tlog.SignedCheckpoint} and {@link dev.compliancekit.audit.tlog.InclusionProof}.
 */
@NullMarked
package dev.compliancekit.audit.tlog;

import org.jspecify.annotations.NullMarked;
