package dev.compliancekit.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Deletions against their deadlines: how much of the time allowed each has taken. */
final class DeletionChart {

    private static final String TITLE = "Deletions against their deadline";

    private final Html html;
    private final List<Deletion> all;
    private final Times times;

    DeletionChart(Html html, List<Deletion> all, Times times) {
        this.html = html;
        this.all = all;
        this.times = times;
    }

    void write() {
        List<Deletion> worst = all.stream()
                .sorted(Comparator.comparingDouble(this::share).reversed().thenComparing(Deletion::label))
                .limit(ChartSection.MAX_ROWS)
                .toList();
        String text = summary() + ChartSection.shown(worst.size(), all);
        ChartSection.figure(html, "deletions", TITLE, text, worst.isEmpty(), () -> {
            double full = ChartSection.scale(
                    worst.stream().mapToDouble(this::share).max().orElse(0));
            new BarChart("image-deletions", TITLE, text)
                    .write(html, worst.stream().map(this::bar).toList(), full, 1, "deadline");
            table(worst);
        });
    }

    private String summary() {
        long late = all.stream().filter(this::isLate).count();
        long open = all.stream().filter(Deletion.Open.class::isInstance).count();
        return Times.counted(all.size(), "deletion") + ": " + Times.grouped(all.size() - open) + " done, "
                + Times.grouped(open) + " open, " + Times.grouped(late) + " of all late.";
    }

    /** Until it was done, or until the instant of the report while it is open. */
    private Instant end(Deletion deletion) {
        return deletion instanceof Deletion.Done done ? done.doneAt() : times.asOf();
    }

    private boolean isLate(Deletion deletion) {
        return end(deletion).isAfter(deletion.due());
    }

    private double share(Deletion deletion) {
        double allowed =
                Duration.between(deletion.requestedAt(), deletion.due()).toMillis();
        double taken = Duration.between(deletion.requestedAt(), end(deletion)).toMillis();
        return Math.max(0, taken) / Math.max(1, allowed);
    }

    private BarChart.Bar bar(Deletion deletion) {
        String state = deletion instanceof Deletion.Done ? "done" : "open";
        String late = isLate(deletion)
                ? ", late by " + Times.length(Duration.between(deletion.due(), end(deletion)))
                : ", " + Math.round(100 * share(deletion)) + " % of the time";
        String style = isLate(deletion) ? "bad" : deletion instanceof Deletion.Done ? "good" : "open";
        return new BarChart.Bar(deletion.label(), share(deletion), state + late, style);
    }

    private void table(List<Deletion> worst) {
        TableWriter table = TableWriter.open(html, TITLE, "rows", List.of("Deletion", "Requested", "Due", "Done"));
        for (Deletion deletion : worst) {
            Consumer<Html> done = deletion instanceof Deletion.Done at
                    ? cell -> times.write(cell, at.doneAt())
                    : TableWriter.text("open");
            table.row(List.of(
                    TableWriter.text(deletion.label()),
                    cell -> times.write(cell, deletion.requestedAt()),
                    cell -> times.write(cell, deletion.due()),
                    done));
        }
        table.close();
    }
}
