package dev.compliancekit.retention.deadline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which days are no working days: Saturdays, Sundays and the public holidays named (Regulation 1182/71 Art. 2). The
 * name says which list and version it is and travels with every deadline. <em>Immutable.</em>
 *
 * @param name which list, with its version, for example {@code commission-2026}
 * @param holidays the public holidays; sorted, unmodifiable
 */
public record HolidayCalendar(String name, SortedSet<LocalDate> holidays) {

    private static final int LONGEST_CLOSURE = 60;

    /**
     * Copies the holidays.
     *
     * @param name which list, with its version; not blank
     * @param holidays the public holidays; copied
     * @throws IllegalArgumentException if the name is blank
     */
    public HolidayCalendar {
        if (name.isBlank()) {
            throw new IllegalArgumentException("holiday calendar has a blank name; accepted is a name with a version");
        }
        holidays = Collections.unmodifiableSortedSet(new TreeSet<>(holidays));
    }

    /**
     * A calendar that knows no public holiday, only Saturdays and Sundays.
     *
     * @return the calendar, named {@code weekends-only}
     */
    public static HolidayCalendar weekendsOnly() {
        return new HolidayCalendar("weekends-only", new TreeSet<>());
    }

    /**
     * Whether a day is a working day.
     *
     * @param day the day
     * @return false on Saturdays, Sundays and holidays
     */
    public boolean isWorkingDay(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        return weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY && !holidays.contains(day);
    }

    /**
     * The next working day.
     *
     * @param day where to start
     * @return {@code day} itself if it is one, else the first after it
     * @throws IllegalArgumentException if none of the next 60 days is one, so that the list cannot be right
     */
    public LocalDate workingDayFrom(LocalDate day) {
        for (int i = 0; i < LONGEST_CLOSURE; i++) {
            if (isWorkingDay(day.plusDays(i))) {
                return day.plusDays(i);
            }
        }
        throw new IllegalArgumentException("holiday calendar " + name + " has no working day in the " + LONGEST_CLOSURE
                + " days from " + day + "; accepted are calendars with a working day in any " + LONGEST_CLOSURE
                + " days");
    }
}
