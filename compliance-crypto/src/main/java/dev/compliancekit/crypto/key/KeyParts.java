package dev.compliancekit.crypto.key;

import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.KeyStore;

/** What all that handles keys works with. */
record KeyParts(
        KeyStore keyStore,
        EpochStore epochStore,
        EpochKeys epochs,
        KeyReader reader,
        KeyEvents events,
        KeyCache cache,
        KeyLocks locks,
        Primitives primitives,
        KeyRefresh refresh,
        SubjectKeys subjectKeys) {}
