package dev.compliancekit.audit.incident;

import dev.compliancekit.audit.AuditEntry;
import dev.compliancekit.audit.event.Attributes;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects what matching entries say, tenant by tenant. Memory grows with the tenants touched, and with the targets and
 * subjects up to a bound for all together. <em>Not thread-safe.</em>
 */
final class ScopeTally {

    /** How many targets and subjects are listed in all. */
    static final int MAX_TOUCHED = 100_000;

    static final int MAX_EVIDENCE = 256;

    private final TreeMap<String, Of> tenants = new TreeMap<>();
    private int listed;
    private long firstIndex = Long.MAX_VALUE;
    private long undecided;

    /** What was seen of one tenant. */
    private final class Of {
        private final TenantId tenant;
        private final TreeMap<Action, Long> actions = new TreeMap<>();
        private final TreeSet<String> touched = new TreeSet<>();
        private final List<AffectedTenant.Evidence> evidence = new ArrayList<>();
        private final MessageDigest digest = sha256();
        private long entries;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        private boolean listedAll = true;

        Of(TenantId tenant) {
            this.tenant = tenant;
        }

        void add(AuditEntry entry) {
            AuditEvent event = entry.event();
            entries++;
            first = event.occurredAt().isBefore(first) ? event.occurredAt() : first;
            last = event.occurredAt().isAfter(last) ? event.occurredAt() : last;
            actions.merge(event.action(), 1L, Long::sum);
            touch(event.target());
            String subject = event.attributes().get(Attributes.SUBJECT);
            if (subject != null) {
                touch("subject/" + subject);
            }
            if (evidence.size() < MAX_EVIDENCE) {
                evidence.add(new AffectedTenant.Evidence(entry.index(), entry.leafHash()));
            }
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, entry.index()));
            digest.update(entry.leafHash().toByteArray());
        }

        private void touch(String what) {
            if (touched.contains(what)) {
                return;
            }
            if (listed == MAX_TOUCHED) {
                listedAll = false;
                return;
            }
            touched.add(what);
            listed++;
        }

        AffectedTenant done() {
            return new AffectedTenant(
                    tenant,
                    entries,
                    first,
                    last,
                    actions,
                    List.copyOf(touched),
                    listedAll,
                    evidence,
                    Bytes.copyOf(digest.digest()));
        }
    }

    void take(AuditEntry entry, IncidentQuery query) {
        firstIndex = Math.min(firstIndex, entry.index());
        if (query.matches(entry)) {
            add(entry);
        } else if (query.leavesOpen(entry)) {
            undecided++;
        }
    }

    long firstIndex() {
        return firstIndex;
    }

    long undecided() {
        return undecided;
    }

    private void add(AuditEntry entry) {
        TenantId tenant = entry.event().tenant();
        Objects.requireNonNull(tenants.computeIfAbsent(tenant.value(), value -> new Of(tenant)))
                .add(entry);
    }

    /** By the tenants' codes; once. */
    List<AffectedTenant> done() {
        return tenants.values().stream().map(Of::done).toList();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java platform must have", e);
        }
    }
}
