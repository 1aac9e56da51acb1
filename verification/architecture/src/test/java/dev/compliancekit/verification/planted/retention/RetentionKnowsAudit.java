package dev.compliancekit.verification.planted.retention;

import dev.compliancekit.verification.planted.audit.Audit;

/** Knows what it must not know. */
interface RetentionKnowsAudit {

    Audit known();
}
