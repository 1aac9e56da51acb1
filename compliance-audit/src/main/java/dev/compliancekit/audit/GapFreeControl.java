package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogVerifier;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Follows the entries of every tenant through the stored bytes. */
record GapFreeControl(AuditLog log) implements Control {

    @Override
    public Assessment assess(Instant asOf) {
        TenantChains chains = new TenantChains();
        List<String> problems = new ArrayList<>();
        VerificationReport report;
        try {
            report = LogVerifier.of(log.vkey()).verify(log.directory(), (index, leafHash, entry) -> {
                Optional<String> problem = chains.check(index, leafHash, entry);
                problem.filter(first -> problems.isEmpty()).ifPresent(problems::add);
                return problem;
            });
        } catch (UncheckedIOException e) {
            return Assessment.of(Standing.UNPROVEN, "The log could not be read: " + e.getMessage() + ".");
        }
        return assessment(report, chains.tenants(), problems)
                .withFigure("tenants in the log", number(chains.tenants()))
                .withFigure("entries followed", number(report.entries()));
    }

    private static Assessment assessment(VerificationReport report, int tenants, List<String> problems) {
        if (!problems.isEmpty()) {
            return Assessment.of(
                    Standing.BROKEN, "The entries of a tenant do not follow each other: " + problems.get(0) + ".");
        }
        if (!report.isIntact()) {
            return Assessment.of(
                    Standing.BROKEN,
                    "The log does not verify: " + report.findings().get(0) + ".");
        }
        return tenants == 0
                ? Assessment.of(Standing.UNPROVEN, "The log holds no entry yet.")
                : Assessment.of(
                        Standing.KEPT,
                        "The entries of each tenant are numbered without a gap, each linked to the one before it.");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
