package dev.compliancekit.retention.inactivity;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Objects;

/**
 * What a channel answers when it has taken a warning over.
 *
 * @param reference how to find it there, for example a message id; 1 to 256 characters
 * @param takenOverAt when it was taken over for the first time
 */
@Immutable
public record WarningReceipt(String reference, Instant takenOverAt) {

    private static final int MAX_REFERENCE = 256;

    /**
     * Checks the reference.
     *
     * @param reference how to find it there, 1 to 256 characters, not blank
     * @param takenOverAt when it was taken over for the first time
     * @throws IllegalArgumentException if the reference is blank or too long
     */
    public WarningReceipt {
        Objects.requireNonNull(takenOverAt, "takenOverAt");
        if (reference.isBlank() || reference.length() > MAX_REFERENCE) {
            throw new IllegalArgumentException(
                    "receipt of a warning is blank or too long; accepted are 1 to " + MAX_REFERENCE + " characters");
        }
    }
}
