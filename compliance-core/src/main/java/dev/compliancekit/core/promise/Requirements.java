package dev.compliancekit.core.promise;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What requirements make of the occurrences of an attestation. */
final class Requirements {

    private Requirements() {}

    static Requirement cadence(String text) {
        try {
            return new Requirement.Cadence(Period.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("parameter cadence is not a period; accepted is one such as P6M", e);
        }
    }

    static Requirement vendors(String text) {
        try {
            return new Requirement.DistinctVendors(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("parameter distinctVendors is not a number; accepted is 1 or more", e);
        }
    }

    /** Why the occurrences do not meet a requirement at any time, or empty if they do at some time. */
    static Optional<String> shortcoming(List<Requirement> requirements, List<Occurrence> occurrences) {
        return requirements.stream()
                .flatMap(requirement -> shortcoming(requirement, occurrences).stream())
                .findFirst();
    }

    private static Optional<String> shortcoming(Requirement requirement, List<Occurrence> occurrences) {
        if (requirement instanceof Requirement.DistinctVendors vendors) {
            long found = occurrences.stream().map(Occurrence::by).distinct().count();
            return found >= vendors.atLeast()
                    ? Optional.empty()
                    : Optional.of(
                            "the attestation names " + found + " different vendors, promised are " + vendors.atLeast());
        }
        return occurrences.isEmpty()
                ? Optional.of("the attestation names no occasion on which it was done")
                : Optional.empty();
    }

    /** The given end, or the day by whose start the next occurrence is due, whichever comes first. */
    static LocalDate end(LocalDate end, List<Requirement> requirements, List<Occurrence> occurrences) {
        LocalDate earliest = end;
        for (Requirement requirement : requirements) {
            if (requirement instanceof Requirement.Cadence cadence && !occurrences.isEmpty()) {
                earliest = Periods.earlier(earliest, last(occurrences).plus(cadence.atMost()));
            }
        }
        return earliest;
    }

    private static LocalDate last(List<Occurrence> occurrences) {
        return Collections.max(occurrences.stream().map(Occurrence::on).toList());
    }
}
