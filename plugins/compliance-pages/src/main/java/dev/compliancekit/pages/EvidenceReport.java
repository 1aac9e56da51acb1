package dev.compliancekit.pages;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.compliancekit.core.promise.Attestations;
import dev.compliancekit.core.promise.ComplianceReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * The evidence report: how every promise stands, as one HTML file that anybody can open, mail or print. It needs no
 * network and runs no script, and the same input always gives the same bytes. All text from outside is escaped.
 * <em>Immutable.</em>
 */
public final class EvidenceReport {

    private final ReportParts parts;

    private EvidenceReport(ReportParts parts) {
        this.parts = parts;
    }

    /**
     * Starts a report.
     *
     * @param report how the promises stand
     * @return a builder whose title is {@code Compliance report}, whose zone is UTC and whose charts and lists are
     *     empty
     */
    public static Builder builder(ComplianceReport report) {
        return new Builder(report);
    }

    /** Collects what the report shows. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {
        private final ComplianceReport report;
        private String title = "Compliance report";
        private ZoneId zone = ZoneOffset.UTC;
        private Attestations attestations = Attestations.none();
        private List<Deletion> deletions = List.of();
        private List<RecordAge> recordAges = List.of();
        private List<DeviceSignIns> signIns = List.of();
        private List<KeyAge> keyAges = List.of();
        private List<HoldEntry> holds = List.of();
        private List<OverdueErasure> overdue = List.of();

        private Builder(ComplianceReport report) {
            this.report = Objects.requireNonNull(report, "report");
        }

        /**
         * Sets the title.
         *
         * @param text one line, for example the name of the company
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder title(String text) {
            Checks.text("title", text);
            this.title = text;
            return this;
        }

        /**
         * Sets the zone in which times are written.
         *
         * @param in the zone
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder zone(ZoneId in) {
            this.zone = Objects.requireNonNull(in, "in");
            return this;
        }

        /**
         * Sets the attestations from which the list of those due is made.
         *
         * @param all the attestations that the promises were assessed with
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder attestations(Attestations all) {
            this.attestations = Objects.requireNonNull(all, "all");
            return this;
        }

        /**
         * Sets the chart of deletions against their deadlines.
         *
         * @param all the deletions; copied
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder deletions(List<? extends Deletion> all) {
            this.deletions = List.copyOf(all);
            return this;
        }

        /**
         * Sets the chart of the oldest record of each class against its limit.
         *
         * @param perClass one for each class; copied
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder recordAges(List<RecordAge> perClass) {
            this.recordAges = List.copyOf(perClass);
            return this;
        }

        /**
         * Sets the chart of sign-ins by type of device.
         *
         * @param perDevice one for each type; copied
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder signIns(List<DeviceSignIns> perDevice) {
            this.signIns = List.copyOf(perDevice);
            return this;
        }

        /**
         * Sets the chart of the age of keys.
         *
         * @param perKey one for each key; copied
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder keyAges(List<KeyAge> perKey) {
            this.keyAges = List.copyOf(perKey);
            return this;
        }

        /**
         * Sets the list of legal holds in force.
         *
         * @param inForce the holds; copied
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder holds(List<HoldEntry> inForce) {
            this.holds = List.copyOf(inForce);
            return this;
        }

        /**
         * Sets the list of erasures that should have been done.
         *
         * @param all the erasures; copied
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder overdueErasures(List<OverdueErasure> all) {
            this.overdue = List.copyOf(all);
            return this;
        }

        /**
         * Makes the report.
         *
         * @return the report
         */
        public EvidenceReport build() {
            return new EvidenceReport(new ReportParts(
                    report, title, zone, attestations, deletions, recordAges, signIns, keyAges, holds, overdue));
        }
    }

    /**
     * The report as text.
     *
     * @return a whole HTML document
     */
    public String html() {
        return ReportDocument.of(parts);
    }

    /**
     * Writes the report. The file is there as a whole or not at all: it is written beside its place, forced to the disk
     * and moved there.
     *
     * @param file where to, in a folder that exists; a report that is there already is replaced
     * @throws IOException if it cannot be written; whatever was there before is still there
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, html().getBytes(StandardCharsets.UTF_8));
    }
}
