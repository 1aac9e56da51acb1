package dev.compliancekit.verification.planted.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.function.Supplier;

/** Reads the clock in every way there is. */
@SuppressWarnings({"JavaTimeDefaultTimeZone", "JavaUtilDate", "TimeInStaticInitializer", "unused"}) // planted
final class ReadsClocks {

    private ReadsClocks() {}

    static Object[] all() {
        Supplier<ZonedDateTime> reference = ZonedDateTime::now;
        return new Object[] {
            Instant.now(),
            LocalDate.now(),
            Clock.systemUTC(),
            InstantSource.system(),
            System.currentTimeMillis(),
            System.nanoTime(),
            new Date(),
            reference
        };
    }
}
