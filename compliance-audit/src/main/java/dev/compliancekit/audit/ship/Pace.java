package dev.compliancekit.audit.ship;

import java.time.Duration;

/**
 * When a shipper that works by itself does the next step.
 *
 * @param every after it found nothing more to ship
 * @param first after the first failure
 * @param longest after many
 */
record Pace(Duration every, Duration first, Duration longest) {

    static final Pace STANDARD = new Pace(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(30));

    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofDays(1);
    private static final int MAX_DOUBLINGS = 30;

    Pace every(Duration other) {
        return new Pace(require("every", other), first, longest);
    }

    Pace retry(Duration otherFirst, Duration otherLongest) {
        if (otherLongest.compareTo(otherFirst) < 0) {
            throw new IllegalArgumentException(
                    "longest is " + otherLongest + "; accepted is " + otherFirst + " or more");
        }
        return new Pace(every, require("first", otherFirst), require("longest", otherLongest));
    }

    Duration pause(boolean more) {
        return more ? Duration.ZERO : every;
    }

    Duration afterFailures(long failures) {
        Duration pause = first.multipliedBy(1L << Math.min(MAX_DOUBLINGS, failures - 1));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    private static Duration require(String what, Duration value) {
        if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(what + " is " + value + "; accepted are 1 millisecond to 1 day");
        }
        return value;
    }
}
