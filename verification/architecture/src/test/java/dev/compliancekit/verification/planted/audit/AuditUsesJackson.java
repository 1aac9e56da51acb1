package dev.compliancekit.verification.planted.audit;

import com.fasterxml.jackson.planted.Jackson;

/** Uses a library outside its home. */
interface AuditUsesJackson {

    Jackson used();
}
