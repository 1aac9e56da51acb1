package dev.compliancekit.audit;

import dev.compliancekit.audit.event.Attributes;
import dev.compliancekit.audit.tlog.EntryCheck;
import dev.compliancekit.audit.tlog.MinimumIndex;
import dev.compliancekit.audit.tlog.VerificationReport.Finding;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what a log pruned with what it says of it in its own entries. <em>Not thread-safe.</em> */
final class PrunedEntriesCheck implements EntryCheck {

    private final MinimumIndex minimum;
    private final EntryCheck next;
    private final List<Finding> findings = new ArrayList<>();
    private boolean seen;

    PrunedEntriesCheck(MinimumIndex minimum, EntryCheck next) {
        this.minimum = minimum;
        this.next = next;
    }

    @Override
    public Optional<String> check(long index, Bytes leafHash, byte[] entry) {
        if (index == minimum.eventIndex()) {
            TenantChains.parse(index, entry, stored -> {
                seen = true;
                if (!says(stored.event())) {
                    find("entry " + index + " is not the event of the pruning that the minimum index names");
                }
            });
        }
        return next.check(index, leafHash, entry);
    }

    private boolean says(AuditEvent event) {
        Map<String, String> expected = Map.of(
                Attributes.FROM_INDEX, Long.toString(minimum.fromIndex()),
                Attributes.MINIMUM_INDEX, Long.toString(minimum.index()),
                Attributes.ROOT, minimum.rootHash().hex(),
                Attributes.HEADS, minimum.headsDigest().hex());
        return event.action().equals(Action.LOG_PRUNED)
                && event.attributes().entrySet().containsAll(expected.entrySet());
    }

    private void find(String problem) {
        findings.add(new Finding(MinimumIndex.FILE, minimum.eventIndex(), problem));
    }

    /** To be asked after the walk. */
    List<Finding> findings() {
        if (!seen) {
            find("the log holds no event of the pruning at entry " + minimum.eventIndex());
        }
        return List.copyOf(findings);
    }
}
