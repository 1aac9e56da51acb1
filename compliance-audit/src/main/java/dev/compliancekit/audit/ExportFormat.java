package dev.compliancekit.audit;

import dev.compliancekit.audit.view.EventView;
import java.util.Locale;
import java.util.Optional;

/** In which form an export shows a tenant's events; the entries as they are stored are always there. */
public enum ExportFormat {
    /** The stored entries alone, one JSON object a line. */
    JSONL("entries.jsonl"),
    /** Rows for a spreadsheet beside them. */
    CSV("events.csv"),
    /** Events of the Open Cybersecurity Schema Framework beside them. */
    OCSF("events.ocsf.jsonl");

    private final String file;

    ExportFormat(String file) {
        this.file = file;
    }

    /**
     * The format of a name.
     *
     * @param code {@code jsonl}, {@code csv} or {@code ocsf}
     * @return the format
     * @throws IllegalArgumentException if it is none of the three
     */
    public static ExportFormat parse(String code) {
        for (ExportFormat format : values()) {
            if (format.code().equals(code)) {
                return format;
            }
        }
        throw new IllegalArgumentException("format is not known; accepted are jsonl, csv and ocsf");
    }

    /**
     * The name in events and proofs.
     *
     * @return {@code jsonl}, {@code csv} or {@code ocsf}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The file to read the events in. */
    String file() {
        return file;
    }

    /** What is shown beside the stored entries. */
    Optional<EventView> view() {
        return switch (this) {
            case JSONL -> Optional.empty();
            case CSV -> Optional.of(EventView.csv());
            case OCSF -> Optional.of(EventView.ocsf());
        };
    }
}
