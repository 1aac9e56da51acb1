package dev.compliancekit.audit;

import dev.compliancekit.audit.heads.HeadsPath;
import dev.compliancekit.core.TenantId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an export says of itself, and where its tenant stands; the file {@code export.proof}, see
 * {@code docs/formats/log-export.md}.
 *
 * @param tenant whose entries
 * @param from inclusive, by the log's clock; empty from the tenant's first entry on
 * @param until exclusive; empty up to the last
 * @param format how the events are shown
 * @param path where the tenant stands
 */
record ExportProof(
        TenantId tenant, Optional<Instant> from, Optional<Instant> until, ExportFormat format, HeadsPath path) {

    static final int MAX_CHARACTERS = 1 << 14;

    private static final String HEADER = "compliancekit/export@v1";
    private static final String TENANT = "tenant ";
    private static final String FROM = "from ";
    private static final String UNTIL = "until ";
    private static final String FORMAT = "format ";

    String text() {
        List<String> lines = new ArrayList<>(List.of(HEADER, TENANT + tenant));
        from.ifPresent(instant -> lines.add(FROM + instant));
        until.ifPresent(instant -> lines.add(UNTIL + instant));
        lines.add(FORMAT + format.code());
        lines.addAll(path.lines());
        return String.join("\n", lines) + "\n";
    }

    /**
     * Reads the file; nothing is verified yet.
     *
     * @throws IllegalArgumentException if it is not in exactly the form that {@link #text} writes
     */
    static ExportProof parse(String text) {
        if (text.length() > MAX_CHARACTERS || !text.endsWith("\n")) {
            throw new IllegalArgumentException(
                    "export.proof is cut or too long; accepted are at most " + MAX_CHARACTERS + " characters of lines");
        }
        List<String> lines =
                new ArrayList<>(List.of(text.substring(0, text.length() - 1).split("\n", -1)));
        if (!lines.remove(0).equals(HEADER)) {
            throw new IllegalArgumentException("export.proof is of another kind or version; accepted is " + HEADER);
        }
        TenantId tenant = new TenantId(take(lines, TENANT).orElseThrow(() -> missing(TENANT)));
        Optional<Instant> from = take(lines, FROM).map(ExportProof::time);
        Optional<Instant> until = take(lines, UNTIL).map(ExportProof::time);
        ExportFormat format = ExportFormat.parse(take(lines, FORMAT).orElseThrow(() -> missing(FORMAT)));
        ExportProof proof = new ExportProof(tenant, from, until, format, HeadsPath.parse(lines));
        if (!proof.text().equals(text)) {
            throw new IllegalArgumentException("export.proof is not in the one accepted form");
        }
        return proof;
    }

    private static Optional<String> take(List<String> lines, String start) {
        return !lines.isEmpty() && lines.get(0).startsWith(start)
                ? Optional.of(lines.remove(0).substring(start.length()))
                : Optional.empty();
    }

    private static IllegalArgumentException missing(String what) {
        return new IllegalArgumentException("export.proof has no " + what.strip() + " where it belongs");
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time in export.proof is not accepted; accepted is UTC", e);
        }
    }
}
