package dev.compliancekit.pages;

import java.util.List;
import java.util.function.Consumer;

/**
 * Writes a table whose rows turn into cards on a narrow screen. The roles are written out because a style sheet that
 * lays a table out as blocks takes them away in some browsers.
 */
final class TableWriter {

    private final Html html;
    private final List<String> columns;

    private TableWriter(Html html, List<String> columns) {
        this.html = html;
        this.columns = columns;
    }

    static TableWriter open(Html html, String caption, String cssClass, List<String> columns) {
        html.open("div", "class", "scroll").open("table", "role", "table", "class", cssClass);
        html.element("caption", caption);
        html.open("thead", "role", "rowgroup").open("tr", "role", "row");
        columns.forEach(column -> html.element("th", column, "scope", "col", "role", "columnheader"));
        html.close().close().verbatim("\n").open("tbody", "role", "rowgroup");
        return new TableWriter(html, columns);
    }

    /** Writes a row: the first cell is its header, every cell writes its own content. */
    void row(List<Consumer<Html>> cells) {
        html.open("tr", "role", "row");
        for (int i = 0; i < cells.size(); i++) {
            String label = columns.get(i);
            if (i == 0) {
                html.open("th", "scope", "row", "role", "rowheader", "data-label", label);
            } else {
                html.open("td", "role", "cell", "data-label", label);
            }
            html.open("div");
            cells.get(i).accept(html);
            html.close().close();
        }
        html.closeLine();
    }

    void close() {
        html.close().close().closeLine();
    }

    static Consumer<Html> text(String text) {
        return html -> html.text(text);
    }

    static Consumer<Html> number(long number) {
        return html -> html.element("span", Times.grouped(number), "class", number == 0 ? "num zero" : "num");
    }
}
