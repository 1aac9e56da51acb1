package dev.compliancekit.verification.planted.audit;

import org.bouncycastle.crypto.engines.AESPlanted;

/** Uses a library outside its home. */
interface AuditUsesBouncyCastle {

    AESPlanted used();
}
