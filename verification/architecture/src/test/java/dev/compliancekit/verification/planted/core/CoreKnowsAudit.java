package dev.compliancekit.verification.planted.core;

import dev.compliancekit.verification.planted.audit.Audit;

/** Knows what it must not know. */
interface CoreKnowsAudit {

    Audit known();
}
