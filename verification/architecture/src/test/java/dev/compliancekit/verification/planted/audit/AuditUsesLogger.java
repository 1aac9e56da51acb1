package dev.compliancekit.verification.planted.audit;

import org.slf4j.Logger;

/** Uses a library outside its home. */
interface AuditUsesLogger {

    Logger used();
}
