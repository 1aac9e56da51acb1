package dev.compliancekit.verification.planted.crypto;

import dev.compliancekit.verification.planted.retention.Retention;

/** Knows what it must not know. */
interface CryptoKnowsRetention {

    Retention known();
}
