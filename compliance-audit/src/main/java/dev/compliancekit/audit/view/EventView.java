package dev.compliancekit.audit.view;

/**
 * Shows events as lines of text, one record each. Whatever an event holds, no line has a character below U+0020 inside,
 * nor one that a terminal or a text editor takes for a command or a line end: only the record separators are such,
 * which stand at the end of each line. <em>Immutable and thread-safe.</em>
 */
public sealed interface EventView permits CsvView, OcsfView {

    /**
     * Rows for a spreadsheet, with a first row of names; see {@code docs/formats/log-export.md}.
     *
     * @return the view
     */
    static EventView csv() {
        return new CsvView();
    }

    /**
     * Events of the Open Cybersecurity Schema Framework, one JSON object a line.
     *
     * @return the view
     */
    static EventView ocsf() {
        return new OcsfView();
    }

    /**
     * What stands before the first event.
     *
     * @return a line with its end, or nothing
     */
    String header();

    /**
     * Shows an event.
     *
     * @param event the event
     * @return a line with its end
     */
    String line(ViewedEvent event);
}
