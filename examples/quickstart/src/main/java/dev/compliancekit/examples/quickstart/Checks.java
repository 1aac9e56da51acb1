package dev.compliancekit.examples.quickstart;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the job checked about itself. <em>Not thread-safe: confine to one thread.</em> */
final class Checks {

    /** One check, with what was seen. */
    record Check(String name, boolean passed, String seen) {}

    private final List<Check> all = new ArrayList<>();

    /** Notes one check. */
    void check(String name, boolean passed, String format, Object... seen) {
        all.add(new Check(name, passed, String.format(Locale.ROOT, format, seen)));
    }

    List<Check> all() {
        return List.copyOf(all);
    }

    boolean allPassed() {
        return all.stream().allMatch(Check::passed);
    }

    long failed() {
        return all.stream().filter(check -> !check.passed()).count();
    }

    void print(PrintStream out) {
        for (Check check : all) {
            out.printf(Locale.ROOT, "  %s  %s: %s%n", check.passed() ? "PASS" : "FAIL", check.name(), check.seen());
        }
    }
}
