package dev.compliancekit.verification.planted.audit;

import com.github.benmanes.caffeine.planted.Caffeine;

/** Uses a library outside its home. */
interface AuditUsesCaffeine {

    Caffeine used();
}
