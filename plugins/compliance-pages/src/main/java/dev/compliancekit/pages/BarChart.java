package dev.compliancekit.pages;

import java.util.List;
import java.util.Locale;

/**
 * Writes horizontal bars as SVG. Widths are shares of whatever width there is, heights and letters keep their size, so
 * the chart fits a phone and a sheet of paper alike.
 */
final class BarChart {

    /**
     * One bar.
     *
     * @param label what it stands for
     * @param length its length in the unit of the chart
     * @param value the same in words
     * @param style {@code good}, {@code bad}, {@code open} or {@code plain}
     */
    record Bar(String label, double length, String value, String style) {}

    private static final int ROW = 44;
    private static final int MAX_LABEL = 34;

    private final String id;
    private final String title;
    private final String description;

    BarChart(String id, String title, String description) {
        this.id = id;
        this.title = title;
        this.description = description;
    }

    /** Bars on a scale from 0 to {@code full}. */
    void write(Html html, List<Bar> bars, double full) {
        start(html, bars.size() * ROW);
        bars(html, bars, full);
        html.closeLine();
    }

    /** Bars on a scale from 0 to {@code full}, each with a mark at {@code limit}. */
    void write(Html html, List<Bar> bars, double full, double limit, String limitLabel) {
        int height = bars.size() * ROW;
        start(html, height + 16);
        bars(html, bars, full);
        String x = percent(limit / full);
        for (int y = 0; y < height; y += ROW) {
            String top = Integer.toString(y + 19);
            String bottom = Integer.toString(y + 36);
            html.open("line", "x1", x, "x2", x, "y1", top, "y2", bottom, "class", "limit")
                    .close();
        }
        html.open("text", "x", x, "y", Integer.toString(height + 8), "class", "limit-label", "text-anchor", "middle");
        html.text(limitLabel).close();
        html.closeLine();
    }

    private void start(Html html, int height) {
        html.open(
                "svg",
                "role",
                "img",
                "class",
                "chart",
                "width",
                "100%",
                "height",
                Integer.toString(height),
                "aria-labelledby",
                id + "-t " + id + "-d");
        html.element("title", title, "id", id + "-t").element("desc", description, "id", id + "-d");
    }

    private static void bars(Html html, List<Bar> bars, double full) {
        int y = 0;
        for (Bar bar : bars) {
            html.open("text", "x", "0", "y", Integer.toString(y + 14), "class", "label");
            html.text(shortened(bar.label())).close();
            html.open("text", "x", "100%", "y", Integer.toString(y + 14), "class", "value", "text-anchor", "end");
            html.text(bar.value()).close();
            rect(html, y, "100%", "track");
            rect(html, y, percent(Math.min(1, bar.length() / full)), "bar " + bar.style());
            html.verbatim("\n");
            y += ROW;
        }
    }

    private static void rect(Html html, int y, String width, String style) {
        html.open(
                        "rect",
                        "x",
                        "0",
                        "y",
                        Integer.toString(y + 21),
                        "width",
                        width,
                        "height",
                        "12",
                        "rx",
                        "3",
                        "class",
                        style)
                .close();
    }

    private static String shortened(String label) {
        int[] points = label.codePoints().limit(MAX_LABEL + 1L).toArray();
        return points.length <= MAX_LABEL ? label : new String(points, 0, MAX_LABEL - 1) + "\u2026";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }
}
