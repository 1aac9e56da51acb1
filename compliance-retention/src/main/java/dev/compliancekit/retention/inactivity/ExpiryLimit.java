package dev.compliancekit.retention.inactivity;

import com.google.errorprone.annotations.Immutable;

/**
 * How many accounts one run may expire before somebody has to look: a share, and a number that is always allowed so
 * that few accounts are no obstacle.
 *
 * @param share of all accounts that may expire at all, from 0 to 1
 * @param always so many may expire whatever share they are, at least 0
 */
@Immutable
public record ExpiryLimit(double share, int always) {

    /** One account in a hundred; up to ten whatever share they are. */
    public static final ExpiryLimit CAUTIOUS = new ExpiryLimit(0.01, 10);

    /**
     * Checks the numbers.
     *
     * @param share of all accounts, from 0 to 1
     * @param always so many may expire whatever share they are
     * @throws IllegalArgumentException if the share is not from 0 to 1 or the number is negative
     */
    public ExpiryLimit {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share of accounts is " + share + "; accepted are 0 to 1");
        }
        if (always < 0) {
            throw new IllegalArgumentException("number of accounts is " + always + "; accepted are 0 and more");
        }
    }

    boolean isExceededBy(int expiring, int accounts) {
        return expiring > always && expiring > share * accounts;
    }
}
