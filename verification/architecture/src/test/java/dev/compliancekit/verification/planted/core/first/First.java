package dev.compliancekit.verification.planted.core.first;

import dev.compliancekit.verification.planted.core.second.Second;

/** One half of a circle. */
public interface First {

    /** The other half. */
    Second second();
}
