package dev.compliancekit.audit.watch;

/**
 * One alarm per episode of a counted series: another one only after {@link #STEPS} closed steps and {@link #SECONDS}
 * without anything extraordinary in the same direction. <em>Not thread-safe: confine to one thread.</em>
 */
final class Calm {

    static final int STEPS = 3;
    static final long SECONDS = 6 * 3600;

    private int calmSteps = STEPS;
    private long lastSecond = Long.MIN_VALUE / 2;
    private boolean disturbed;

    /** Takes in that something extraordinary was seen; whether that is an alarm. */
    boolean alarm(long now) {
        boolean alarm = calmSteps >= STEPS && now - lastSecond >= SECONDS;
        disturbed = true;
        calmSteps = 0;
        lastSecond = now;
        return alarm;
    }

    /** Whether the step that ends was disturbed. */
    boolean closeStep() {
        boolean was = disturbed;
        calmSteps = was ? 0 : Math.min(calmSteps + 1, STEPS);
        disturbed = false;
        return was;
    }

    void save(StateWriter out) {
        out.number(calmSteps);
        out.number(lastSecond);
        out.number(disturbed ? 1 : 0);
    }

    static Calm restore(StateReader in) {
        Calm calm = new Calm();
        calm.calmSteps = in.number(0, STEPS);
        calm.lastSecond = in.number();
        calm.disturbed = in.number(0, 1) == 1;
        return calm;
    }
}
