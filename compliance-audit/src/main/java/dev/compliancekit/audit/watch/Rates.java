package dev.compliancekit.audit.watch;

/**
 * Events per second by hour of the week. An hour of the week leans on the same hour of all days, and that on the whole,
 * by as much as a few events weigh, so a sparse tenant is not judged by one odd hour; between the middles of two hours
 * the rate runs straight. The hour under way is not yet in it. <em>Not thread-safe: confine to one thread.</em>
 */
final class Rates {

    private static final int HOUR = 3600;
    private static final int DAY_HOURS = 24;
    private static final int WEEK_HOURS = 168;

    /** What remains of an hour after a week, and after a day: they count for about three weeks and ten days. */
    private static final float WEEK_KEPT = 0.7f;

    private static final float DAY_KEPT = 0.9f;

    /** The coarser rate weighs as much beside the finer one as the time in which so many events come on the whole. */
    private static final double DAY_LEAN_EVENTS = 2;

    private static final double WEEK_LEAN_EVENTS = 20;

    private static final float ALL_KEPT = 1 - 1f / WEEK_HOURS;

    private final float[] dayEvents = new float[DAY_HOURS];
    private final float[] daySeconds = new float[DAY_HOURS];
    private final float[] weekEvents = new float[WEEK_HOURS];
    private final float[] weekSeconds = new float[WEEK_HOURS];
    private double allEvents;
    private double allSeconds;
    private int open = -1;
    private double openEvents;
    private double openSeconds;

    /** Takes in that so many events came in so many seconds up to an instant, which lie in one hour. */
    void learn(long epochSecond, double events, double seconds) {
        int hour = hour(epochSecond);
        if (hour != open) {
            close();
            open = hour;
        }
        openEvents += events;
        openSeconds += seconds;
    }

    private void close() {
        if (openSeconds > 0) {
            int day = open % DAY_HOURS;
            weekEvents[open] = (float) (WEEK_KEPT * weekEvents[open] + openEvents);
            weekSeconds[open] = (float) (WEEK_KEPT * weekSeconds[open] + openSeconds);
            dayEvents[day] = (float) (DAY_KEPT * dayEvents[day] + openEvents);
            daySeconds[day] = (float) (DAY_KEPT * daySeconds[day] + openSeconds);
            allEvents = ALL_KEPT * allEvents + openEvents;
            allSeconds = ALL_KEPT * allSeconds + openSeconds;
        }
        openEvents = 0;
        openSeconds = 0;
    }

    /** Events per second at an instant, straight between the middles of two hours; over 0. */
    double at(long epochSecond) {
        long middle = epochSecond - HOUR / 2;
        double share = (double) Math.floorMod(middle, (long) HOUR) / HOUR;
        int before = hour(middle);
        return (1 - share) * ofHour(before) + share * ofHour((before + 1) % WEEK_HOURS);
    }

    /** The rate of the whole hour that an instant lies in: what holds if rates change on the hour; over 0. */
    double ofWholeHour(long epochSecond) {
        return ofHour(hour(epochSecond));
    }

    private double ofHour(int hour) {
        int day = hour % DAY_HOURS;
        // an action never seen is expected once in a week
        double all = (allEvents + 1) / (allSeconds + WEEK_HOURS * HOUR);
        double dayLean = DAY_LEAN_EVENTS / all;
        double weekLean = WEEK_LEAN_EVENTS / all;
        double ofDay = (dayEvents[day] + all * dayLean) / (daySeconds[day] + dayLean);
        return (weekEvents[hour] + ofDay * weekLean) / (weekSeconds[hour] + weekLean);
    }

    private static int hour(long epochSecond) {
        return (int) (Math.floorMod(epochSecond, (long) WEEK_HOURS * HOUR) / HOUR);
    }

    void save(StateWriter out) {
        out.numbers(dayEvents);
        out.numbers(daySeconds);
        out.numbers(weekEvents);
        out.numbers(weekSeconds);
        out.number(allEvents);
        out.number(allSeconds);
        out.number(open);
        out.number(openEvents);
        out.number(openSeconds);
    }

    static Rates restore(StateReader in) {
        Rates rates = new Rates();
        in.amounts(rates.dayEvents);
        in.amounts(rates.daySeconds);
        in.amounts(rates.weekEvents);
        in.amounts(rates.weekSeconds);
        rates.allEvents = in.real(0);
        rates.allSeconds = in.real(0);
        rates.open = in.number(-1, WEEK_HOURS - 1);
        rates.openEvents = in.real(0);
        rates.openSeconds = in.real(0);
        return rates;
    }
}
