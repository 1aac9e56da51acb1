package dev.compliancekit.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Contenders that take turns in short rounds on one thread, so that whatever disturbs the machine disturbs all of them
 * alike. Counted is the CPU time of the thread, not the time on the clock, and what the thread allocates.
 *
 * <p><em>Not thread-safe: confine to one thread.</em>
 */
final class Race {

    /** Short enough that many rounds run undisturbed, long enough for the clock of CPU time. */
    private static final long ROUND_NANOS = 4_000_000;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String title;
    private final List<Lane> lanes = new ArrayList<>();

    Race(String title) {
        this.title = title;
    }

    /** One operation of a contender; what it returns is used, so that the compiler cannot leave it out. */
    interface Operation {
        int run() throws Exception;
    }

    Race with(String name, Operation operation) {
        lanes.add(new Lane(name, operation));
        return this;
    }

    /** Warms up and runs the rounds, then prints what each took. */
    Race run(int rounds) throws Exception {
        for (int i = 0; i < 3; i++) {
            for (Lane lane : lanes) {
                lane.calibrate();
            }
        }
        for (int i = 0; i < rounds; i++) {
            for (Lane lane : lanes) {
                lane.round();
            }
        }
        System.out.printf("%n%s%n", title);
        for (Lane lane : lanes) {
            System.out.printf(
                    "  %-34s best %9.1f  median %9.1f ns  %7.0f B%n",
                    lane.name, lane.best(), lane.median(), lane.bytes());
        }
        return this;
    }

    /** How many times as fast the first is as the second. */
    void ratio(String goal, String first, String second) {
        Lane one = lane(first);
        Lane other = lane(second);
        System.out.printf(
                "  %-52s %6.2fx best  %6.2fx median   goal %s%n",
                first + " : " + second, other.best() / one.best(), other.median() / one.median(), goal);
    }

    private Lane lane(String name) {
        return lanes.stream().filter(lane -> lane.name.equals(name)).findFirst().orElseThrow();
    }

    /** One contender and its rounds. */
    private static final class Lane {

        private final String name;
        private final Operation operation;
        private final List<Double> nanos = new ArrayList<>();
        private double bytes = Double.MAX_VALUE;
        private int times = 1;
        private int used;

        Lane(String name, Operation operation) {
            this.name = name;
            this.operation = operation;
        }

        /** Runs long enough for the compiler, and finds how many operations make a round. */
        void calibrate() throws Exception {
            long spent = 0;
            long done = 0;
            while (spent < 60 * ROUND_NANOS) {
                spent += repeat(times);
                done += times;
                times = (int) Math.max(1, Math.min(done * ROUND_NANOS / Math.max(spent, 1), 1 << 20));
            }
        }

        void round() throws Exception {
            long allocated =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            nanos.add((double) repeat(times) / times);
            allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
            bytes = Math.min(bytes, (double) allocated / times);
        }

        private long repeat(int count) throws Exception {
            long before = THREADS.getCurrentThreadCpuTime();
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += operation.run();
            }
            used += sum;
            return THREADS.getCurrentThreadCpuTime() - before;
        }

        double best() {
            return Collections.min(nanos);
        }

        double median() {
            return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
        }

        double bytes() {
            return bytes;
        }

        @Override
        public String toString() {
            return name + " " + used;
        }
    }
}
