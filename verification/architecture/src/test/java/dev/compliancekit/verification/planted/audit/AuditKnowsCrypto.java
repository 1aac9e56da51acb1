package dev.compliancekit.verification.planted.audit;

import dev.compliancekit.verification.planted.crypto.Crypto;

/** Knows what it must not know. */
interface AuditKnowsCrypto {

    Crypto known();
}
