package dev.compliancekit.crypto.key;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.KeyId;

/** An unwrapped key, ready for use. */
record DataKey(TenantId tenant, KeyId keyId, Aead aead) {}
