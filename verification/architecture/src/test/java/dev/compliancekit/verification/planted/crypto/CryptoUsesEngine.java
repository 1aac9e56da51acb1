package dev.compliancekit.verification.planted.crypto;

import org.bouncycastle.crypto.engines.AESPlanted;

/** Uses a library outside its home. */
interface CryptoUsesEngine {

    AESPlanted used();
}
