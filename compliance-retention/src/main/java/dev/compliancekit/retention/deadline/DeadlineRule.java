package dev.compliancekit.retention.deadline;

/** A way to count a {@link TimeLimit}; each gives one {@link Reading} of a {@link Deadline}. */
public enum DeadlineRule {
    /** {@code java.time}: the same wall-clock time after the period. */
    WALL_CLOCK("the same wall-clock time after the period; the last day of a shorter month; in a gap later by the gap; "
            + "in an overlap the event's offset where valid, else the earlier"),
    /** The earlier of the two passes of an hour that the clocks repeat. */
    WALL_CLOCK_EARLIER("the wall-clock time occurs twice on that day: the first time"),
    /** The later of the two passes of an hour that the clocks repeat. */
    WALL_CLOCK_LATER("the wall-clock time occurs twice on that day: the second time"),
    /** A period of days counted as so many times 24 hours. */
    ELAPSED_DAYS("n times 24 hours from the event"),
    /** A duration counted in seconds. */
    EXACT("the exact duration from the event"),
    /** Regulation (EEC, Euratom) No 1182/71 Art. 3(1) and 3(2). */
    REG_1182_71("Regulation 1182/71 Art. 3(1), 3(2): the day or hour of the event is not counted; the period ends with "
            + "the last hour of the last day, or the last minute of the last hour"),
    /** Regulation (EEC, Euratom) No 1182/71 Art. 3(4) and 3(5): working days. */
    REG_1182_71_WORKING_DAY(
            "Regulation 1182/71 Art. 3(4), 3(5): an end on a Saturday, Sunday or public holiday moves to "
                    + "the end of the next working day; two days or more hold at least two working days"),
    /** Object store life cycles: so many times 24 hours, up to the next midnight UTC. What a tool does, not a law. */
    MIDNIGHT_UTC("n times 24 hours from the event, then up to the next midnight UTC");

    private final String text;

    DeadlineRule(String text) {
        this.text = text;
    }

    /**
     * The rule in words, for certificates and explanations.
     *
     * @return one sentence without a full stop
     */
    public String text() {
        return text;
    }

    /**
     * Whether readings of this rule may decide when to act. The whole-day rules only prolong: they end a day that has
     * begun, and where that day was skipped by the zone's clocks they would end before the period itself.
     */
    boolean bindsAction() {
        return switch (this) {
            case WALL_CLOCK, WALL_CLOCK_EARLIER, WALL_CLOCK_LATER, ELAPSED_DAYS, EXACT -> true;
            case REG_1182_71, REG_1182_71_WORKING_DAY, MIDNIGHT_UTC -> false;
        };
    }

    /** Whether readings of this rule can be defended against a regulator. */
    boolean isDefensible() {
        return this != MIDNIGHT_UTC;
    }
}
