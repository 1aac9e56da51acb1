package dev.compliancekit.pages;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The charts: each an image with a title, a description, and a table of the same numbers below it. */
final class ChartSection {

    /** More rows than this say nothing at a glance; what is left out is counted in the text. */
    static final int MAX_ROWS = 12;

    /** No bar is drawn longer than this many limits; the text beside it says how long it is. */
    private static final double MAX_LIMITS = 3;

    private final Html html;
    private final ReportParts parts;

    ChartSection(Html html, ReportParts parts) {
        this.html = html;
        this.parts = parts;
    }

    void write() {
        html.open("section", "aria-labelledby", "charts");
        html.element("h2", "Charts", "id", "charts").open("div", "class", "charts");
        new DeletionChart(html, parts.deletions(), parts.times()).write();
        recordAges();
        signIns();
        keyAges();
        html.close().closeLine();
    }

    private void recordAges() {
        List<RecordAge> worst = parts.recordAges().stream()
                .sorted(Comparator.comparingDouble(ChartSection::share)
                        .reversed()
                        .thenComparing(RecordAge::recordClass))
                .limit(MAX_ROWS)
                .toList();
        long over = parts.recordAges().stream()
                .filter(age -> age.oldestDays() > age.limitDays())
                .count();
        String text = Times.counted(parts.recordAges().size(), "record class").replace("classs", "classes") + ", "
                + Times.grouped(over) + " with a record older than its limit."
                + shown(worst.size(), parts.recordAges());
        figure("ages", "Oldest record against its limit", text, worst.isEmpty(), () -> {
            double full =
                    scale(worst.stream().mapToDouble(ChartSection::share).max().orElse(0));
            chart("ages", "Oldest record against its limit", text)
                    .write(html, worst.stream().map(ChartSection::bar).toList(), full, 1, "limit");
            TableWriter table = TableWriter.open(
                    html, "Oldest record against its limit", "rows", List.of("Record class", "Oldest", "Limit"));
            worst.forEach(age -> table.row(List.<Consumer<Html>>of(
                    TableWriter.text(age.recordClass()),
                    TableWriter.text(Times.counted(age.oldestDays(), "day")),
                    TableWriter.text(Times.counted(age.limitDays(), "day")))));
            table.close();
        });
    }

    private static double share(RecordAge age) {
        return (double) age.oldestDays() / age.limitDays();
    }

    private static BarChart.Bar bar(RecordAge age) {
        boolean over = age.oldestDays() > age.limitDays();
        String value = Times.grouped(age.oldestDays()) + " of " + Times.counted(age.limitDays(), "day");
        return new BarChart.Bar(age.recordClass(), share(age), over ? "over: " + value : value, over ? "bad" : "plain");
    }

    private void signIns() {
        List<DeviceSignIns> most = parts.signIns().stream()
                .sorted(Comparator.comparingLong(DeviceSignIns::count)
                        .reversed()
                        .thenComparing(DeviceSignIns::deviceType))
                .limit(MAX_ROWS)
                .toList();
        long total = parts.signIns().stream().mapToLong(DeviceSignIns::count).sum();
        String text = Times.counted(total, "sign-in") + " from "
                + Times.counted(parts.signIns().size(), "type") + " of device." + shown(most.size(), parts.signIns());
        figure("sign-ins", "Sign-ins by type of device", text, most.isEmpty(), () -> {
            double full = most.stream().mapToLong(DeviceSignIns::count).max().orElse(0);
            chart("sign-ins", "Sign-ins by type of device", text)
                    .write(html, most.stream().map(row -> bar(row, total)).toList(), Math.max(1, full));
            TableWriter table =
                    TableWriter.open(html, "Sign-ins by type of device", "rows", List.of("Type of device", "Sign-ins"));
            most.forEach(row -> table.row(
                    List.<Consumer<Html>>of(TableWriter.text(row.deviceType()), TableWriter.number(row.count()))));
            table.close();
        });
    }

    private static BarChart.Bar bar(DeviceSignIns row, long total) {
        long percent = total == 0 ? 0 : Math.round(100.0 * row.count() / total);
        return new BarChart.Bar(
                row.deviceType(), row.count(), Times.grouped(row.count()) + " (" + percent + " %)", "plain");
    }

    private void keyAges() {
        List<KeyAge> oldest = parts.keyAges().stream()
                .sorted(Comparator.comparingLong(KeyAge::ageDays).reversed().thenComparing(KeyAge::keyId))
                .limit(MAX_ROWS)
                .toList();
        String text = Times.counted(parts.keyAges().size(), "key")
                + (oldest.isEmpty()
                        ? "."
                        : ", the oldest " + Times.counted(oldest.get(0).ageDays(), "day") + " old.")
                + shown(oldest.size(), parts.keyAges());
        figure("keys", "Age of keys", text, oldest.isEmpty(), () -> {
            double full = oldest.stream().mapToLong(KeyAge::ageDays).max().orElse(0);
            chart("keys", "Age of keys", text)
                    .write(html, oldest.stream().map(ChartSection::bar).toList(), Math.max(1, full));
            TableWriter table = TableWriter.open(html, "Age of keys", "rows", List.of("Key", "Age"));
            oldest.forEach(key -> table.row(List.<Consumer<Html>>of(
                    TableWriter.text(key.keyId()), TableWriter.text(Times.counted(key.ageDays(), "day")))));
            table.close();
        });
    }

    private static BarChart.Bar bar(KeyAge key) {
        return new BarChart.Bar(key.keyId(), key.ageDays(), Times.counted(key.ageDays(), "day"), "plain");
    }

    private static BarChart chart(String id, String title, String text) {
        return new BarChart("image-" + id, title, text);
    }

    private void figure(String id, String title, String text, boolean empty, Runnable content) {
        figure(html, id, title, text, empty, content);
    }

    static void figure(Html html, String id, String title, String text, boolean empty, Runnable content) {
        html.open("figure", "id", "chart-" + id, "aria-labelledby", "figure-" + id);
        html.element("h3", title, "id", "figure-" + id);
        if (empty) {
            html.element("p", "No figures were given to this report.", "class", "note");
        } else {
            html.element("p", text, "class", "note");
            content.run();
        }
        html.closeLine();
    }

    /** What of all is shown, if it is not all. */
    static String shown(int shown, List<?> all) {
        return shown == all.size() ? "" : " Shown are " + shown + " of " + Times.grouped(all.size()) + ".";
    }

    /** The length of the scale in limits: somewhat beyond the limit, up to the longest bar. */
    static double scale(double longest) {
        return Math.min(MAX_LIMITS, Math.max(1.25, longest));
    }
}
