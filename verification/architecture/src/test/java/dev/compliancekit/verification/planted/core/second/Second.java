package dev.compliancekit.verification.planted.core.second;

import dev.compliancekit.verification.planted.core.first.First;

/** One half of a circle. */
public interface Second {

    /** The other half. */
    First first();
}
