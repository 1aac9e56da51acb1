package dev.compliancekit.verification.planted.crypto.spi;

import dev.compliancekit.verification.planted.crypto.internal.Hidden;

/** An SPI that sees what is nobody's API. */
interface SpiKnowsInternal {

    Hidden hidden();
}
