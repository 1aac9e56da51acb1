package dev.compliancekit.audit.incident;

import com.google.errorprone.annotations.Immutable;

/**
 * What a channel answers when it has taken a notice over.
 *
 * @param reference how to find it there, for example a message id; 1 to 256 characters
 */
@Immutable
public record NoticeReceipt(String reference) {

    /**
     * Checks the reference.
     *
     * @param reference 1 to 256 characters, not blank
     * @throws IllegalArgumentException if it is blank or too long
     */
    public NoticeReceipt {
        Incident.requireText("receipt", reference, 256);
    }
}
