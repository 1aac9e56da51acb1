package dev.compliancekit.audit.view;

import dev.compliancekit.core.AuditEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** RFC 4180 with every field in quotes, and guarded against formulas. */
final class CsvView implements EventView {

    private static final List<String> COLUMNS = List.of(
            "sequence",
            "recordedAt",
            "occurredAt",
            "tenant",
            "actor",
            "action",
            "target",
            "outcome",
            "address",
            "deviceType",
            "attributes",
            "leafHash");

    /** Attributes with a column of their own. */
    private static final Set<String> OWN = Set.of(AuditEvent.ADDRESS, AuditEvent.DEVICE_TYPE);

    /**
     * What makes a spreadsheet take a cell for a formula (OWASP, CSV injection), in both widths, and the guard itself.
     */
    private static final String TRIGGERS = "=+-@'\uff1d\uff0b\uff0d\uff20";

    /** After these a spreadsheet that expects another separator begins a cell; blanks and quotes may come between. */
    private static final String SEPARATORS = ",;|\"";

    @Override
    public String header() {
        return row(COLUMNS);
    }

    @Override
    public String line(ViewedEvent viewed) {
        AuditEvent event = viewed.event();
        Map<String, String> rest = new TreeMap<>(event.attributes());
        rest.keySet().removeAll(OWN);
        List<String> fields = new ArrayList<>(COLUMNS.size());
        fields.add(Long.toString(viewed.sequence()));
        fields.add(viewed.recordedAt().toString());
        fields.add(event.occurredAt().toString());
        fields.add(event.tenant().value());
        fields.add(event.actor().toString());
        fields.add(event.action().value());
        fields.add(event.target());
        fields.add(event.outcome().code());
        fields.add(event.attributes().getOrDefault(AuditEvent.ADDRESS, ""));
        fields.add(event.attributes().getOrDefault(AuditEvent.DEVICE_TYPE, ""));
        fields.add(json(rest));
        fields.add(viewed.leafHash().hex());
        return row(fields);
    }

    private static String json(Map<String, String> attributes) {
        StringBuilder json = new StringBuilder("{");
        attributes.forEach((name, value) -> {
            json.append(json.length() > 1 ? "," : "");
            VisibleText.writeJson(json, name);
            json.append(':');
            VisibleText.writeJson(json, value);
        });
        return json.append('}').toString();
    }

    private static String row(List<String> fields) {
        return fields.stream().map(CsvView::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(String text) {
        StringBuilder field = new StringBuilder(text.length() + 2).append('"');
        boolean beginsCell = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (beginsCell && TRIGGERS.indexOf(c) >= 0) {
                field.append('\'');
            }
            beginsCell = SEPARATORS.indexOf(c) >= 0 || (beginsCell && Character.isSpaceChar(c));
            if (c == '"') {
                field.append("\"\"");
            } else if (c == '\\') {
                field.append("\\\\");
            } else if (VisibleText.isSteering(c)) {
                field.append(VisibleText.escape(c));
                beginsCell = true;
            } else {
                field.append(c);
            }
        }
        return field.append('"').toString();
    }
}
