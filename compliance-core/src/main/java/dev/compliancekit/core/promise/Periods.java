package dev.compliancekit.core.promise;

import java.time.LocalDate;
import java.time.Period;

/** Arithmetic on days. */
final class Periods {

    private Periods() {}

    static void requirePositive(String what, Period period) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException(
                    what + " is " + period + "; accepted is a period longer than zero such as P30D, no part negative");
        }
    }

    static LocalDate earlier(LocalDate first, LocalDate second) {
        return first.isBefore(second) ? first : second;
    }
}
