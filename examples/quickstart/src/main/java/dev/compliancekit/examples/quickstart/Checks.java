package dev.compliancekit.examples.quickstart;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
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
    @FormatMethod
    void check(String name, boolean passed, @FormatString String format, Object... seen) {
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
