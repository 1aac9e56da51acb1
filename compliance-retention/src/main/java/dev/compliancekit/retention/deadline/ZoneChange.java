package dev.compliancekit.retention.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a new release of the time zone database changed in one zone, so that only deadlines that it touches are computed
 * again. <em>Immutable.</em>
 */
public final class ZoneChange {

    private static final Instant FROM = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2200-01-01T00:00:00Z");

    /** More than clocks are ever put forward or back at once. */
    private static final Duration MARGIN = Duration.ofHours(26);

    private final NavigableMap<Instant, Instant> spans;

    private ZoneChange(NavigableMap<Instant, Instant> spans) {
        this.spans = spans;
    }

    /**
     * A stretch of time.
     *
     * @param from the first instant in it
     * @param toExclusive the first instant after it
     */
    public record Span(Instant from, Instant toExclusive) {}

    /**
     * Compares the rules of one zone in two releases, from 1900 to 2200.
     *
     * @param before the rules that deadlines were computed with
     * @param after the rules now
     * @return where they differ
     */
    public static ZoneChange between(ZoneRules before, ZoneRules after) {
        TreeSet<Instant> borders = new TreeSet<>(List.of(FROM, TO));
        addTransitions(borders, before);
        addTransitions(borders, after);
        NavigableMap<Instant, Instant> spans = new TreeMap<>();
        Instant from = FROM;
        for (Instant to : borders.tailSet(FROM, false)) {
            if (!before.getOffset(from).equals(after.getOffset(from))) {
                var last = spans.lastEntry();
                boolean joins = last != null && last.getValue().equals(from);
                spans.put(joins ? last.getKey() : from, to);
            }
            from = to;
        }
        return new ZoneChange(spans);
    }

    private static void addTransitions(Set<Instant> borders, ZoneRules rules) {
        ZoneOffsetTransition next = rules.nextTransition(FROM);
        while (next != null && next.getInstant().isBefore(TO)) {
            borders.add(next.getInstant());
            next = rules.nextTransition(next.getInstant());
        }
    }

    /**
     * Where the zone's offset is another one now.
     *
     * @return the stretches, the earliest first, unmodifiable; none if nothing changed
     */
    public List<Span> spans() {
        List<Span> list = new ArrayList<>();
        spans.forEach((from, to) -> list.add(new Span(from, to)));
        return List.copyOf(list);
    }

    /**
     * Whether a deadline may have changed: its event or an end of it lies where the offset changed, or within 26 hours
     * of it. Every other deadline is the same as before.
     *
     * @param event when the period started
     * @param end an end of it as it was computed with the rules before
     * @return true if it has to be computed again
     */
    public boolean touches(Instant event, Instant end) {
        return meets(event, event.plusNanos(1)) || meets(end.minus(MARGIN), end.plus(MARGIN));
    }

    private boolean meets(Instant from, Instant toExclusive) {
        var span = spans.lowerEntry(toExclusive);
        return span != null && span.getValue().isAfter(from);
    }
}
