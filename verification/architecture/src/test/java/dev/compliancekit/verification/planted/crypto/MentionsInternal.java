package dev.compliancekit.verification.planted.crypto;

import dev.compliancekit.verification.planted.crypto.internal.Hidden;

/** An API that mentions what is nobody's API. */
public interface MentionsInternal {

    /** Cannot be used by anybody. */
    Hidden hidden();
}
