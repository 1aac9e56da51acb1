package dev.compliancekit.pages;

import java.time.Instant;

/** The checks that the figures of the report share. */
final class Checks {

    private Checks() {}

    static void text(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is blank; accepted is text");
        }
    }

    static void notNegative(String what, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(what + " is " + number + "; accepted is 0 or more");
        }
    }

    static void deletion(String label, Instant requestedAt, Instant due) {
        text("label of a deletion", label);
        if (!due.isAfter(requestedAt)) {
            throw new IllegalArgumentException(
                    "deletion is due before the time begins to run; accepted is a later instant");
        }
    }
}
