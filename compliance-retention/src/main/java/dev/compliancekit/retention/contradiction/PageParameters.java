package dev.compliancekit.retention.contradiction;

import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.retention.backup.RotationPeriod;
import dev.compliancekit.retention.backup.RotationPolicy;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of promises as values of this module. */
final class PageParameters {

    private static final Pattern GENERATION = Pattern.compile("(\\d{1,5})-([a-z]+)");
    private static final String KEEPS = "keeps";

    private PageParameters() {}

    static List<String> names(Promise promise, String parameter) {
        return promise.parameter(parameter)
                .map(text -> List.of(text.split(",", -1)))
                .orElse(List.of());
    }

    static Optional<TimeLimit> limit(Promise promise, String parameter) {
        return promise.parameter(parameter).map(text -> {
            try {
                return TimeLimit.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "promise " + promise.id() + ", " + parameter + ": " + e.getMessage(), e);
            }
        });
    }

    static ZoneId zone(SecurityPage page, Promise promise) {
        try {
            return promise.parameter("zone").map(ZoneId::of).orElse(page.zone());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "promise " + promise.id() + " has no zone of the time zone database; accepted is for example "
                            + "Europe/Berlin",
                    e);
        }
    }

    /** The copies that a promise says are kept, such as {@code 24-hourly,7-daily}. */
    static Optional<RotationPolicy> rotation(Promise promise) {
        return promise.parameter(KEEPS).map(text -> {
            RotationPolicy.Builder builder = RotationPolicy.builder();
            for (String generation : names(promise, KEEPS)) {
                Matcher parts = GENERATION.matcher(generation);
                Optional<RotationPeriod> period =
                        parts.matches() ? RotationPeriod.named(parts.group(2)) : Optional.empty();
                if (period.isEmpty()) {
                    throw new IllegalArgumentException("promise " + promise.id()
                            + " keeps what is no generation of backups; accepted are counts such as 24-hourly, with "
                            + "last, hourly, daily, weekly, monthly and yearly");
                }
                builder.keep(period.get(), Integer.parseInt(parts.group(1)));
            }
            return builder.build();
        });
    }

    /** When something happens in a case that is made up: at noon of the day that the page bears. */
    static Instant anyDay(SecurityPage page) {
        return page.date().atTime(12, 0).atZone(page.zone()).toInstant();
    }

    static Instant end(SecurityPage page, Instant from, TimeLimit limit) {
        return DeadlineRules.in(page.zone()).deadline(from, limit).actBy();
    }
}
