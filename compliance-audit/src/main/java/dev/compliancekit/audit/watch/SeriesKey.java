package dev.compliancekit.audit.watch;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;

/** Which series of which tenant: {@code action sign-in}, {@code failed sign-in} or {@code measure latency}. */
record SeriesKey(TenantId tenant, String name) implements Comparable<SeriesKey> {

    static final int MAX_NAME_BYTES = 128;

    private static final String FAILED = "failed ";
    private static final Comparator<SeriesKey> ORDER =
            Comparator.comparing(SeriesKey::tenant).thenComparing(SeriesKey::name);

    static SeriesKey of(AuditEvent event) {
        return new SeriesKey(
                event.tenant(),
                (event.outcome() == Outcome.SUCCESS ? "action " : FAILED)
                        + event.action().value());
    }

    static SeriesKey measure(TenantId tenant, String measure) {
        return new SeriesKey(tenant, "measure " + measure);
    }

    /** That failures become fewer is no alarm. */
    boolean onlySpikes() {
        return name.startsWith(FAILED);
    }

    Alert alert(CountDetector.Finding finding, Instant now) {
        AlertKind kind = finding.isSpike() ? AlertKind.SPIKE : finding.isSilence() ? AlertKind.SILENCE : AlertKind.DIP;
        Instant from = Instant.ofEpochSecond(finding.from());
        String explanation = String.format(
                Locale.ROOT, "%.0f events since %s, expected about %.4g", finding.count(), from, finding.mean());
        return new Alert(tenant, kind, name, explanation, from, now);
    }

    @Override
    public int compareTo(SeriesKey other) {
        return ORDER.compare(this, other);
    }
}
