package dev.compliancekit.audit.incident;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which tenants and persons an incident touches, read from a log up to a checkpoint. Whoever has the log computes the
 * same again from the same query and checkpoint; {@link #digest()} tells in 32 bytes whether two are the same, see
 * {@code docs/formats/incident-scope.md}. <em>Immutable.</em>
 */
public final class IncidentScope {

    private static final String LABEL = "compliancekit incident scope v1";

    private final IncidentQuery query;
    private final SignedCheckpoint checkpoint;
    private final long firstIndex;
    private final long undecided;
    private final List<AffectedTenant> tenants;
    private final Bytes digest;

    private IncidentScope(
            IncidentQuery query,
            SignedCheckpoint checkpoint,
            long firstIndex,
            long undecided,
            List<AffectedTenant> tenants) {
        this.query = query;
        this.checkpoint = checkpoint;
        this.firstIndex = firstIndex;
        this.undecided = undecided;
        this.tenants = List.copyOf(tenants);
        this.digest = Bytes.copyOf(ScopeTally.sha256().digest(form()));
    }

    /**
     * Reads the log, which is an event of the operator.
     *
     * @param log the open log
     * @param reader in whose name it is read
     * @param query what is looked for
     * @param upTo a checkpoint of the log; later entries are left out
     * @return what it touches
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if the checkpoint is not the log's, or what is stored
     *     does not fit its hash
     * @throws dev.compliancekit.audit.AuditStoreException if the log cannot be read
     */
    public static IncidentScope read(AuditLog log, Actor reader, IncidentQuery query, SignedCheckpoint upTo) {
        Checkpoint checkpoint = upTo.verify(log.vkey());
        ScopeTally tally = new ScopeTally();
        log.readAcrossTenants(reader, "scope of an incident", entry -> {
            if (entry.index() < checkpoint.treeSize()) {
                tally.take(entry, query);
            }
        });
        return new IncidentScope(
                query, upTo, Math.min(tally.firstIndex(), checkpoint.treeSize()), tally.undecided(), tally.done());
    }

    /**
     * What was looked for.
     *
     * @return the query
     */
    public IncidentQuery query() {
        return query;
    }

    /**
     * Up to where the log was read, signed by it.
     *
     * @return the checkpoint
     */
    public SignedCheckpoint checkpoint() {
        return checkpoint;
    }

    /**
     * The first entry that was there to be read.
     *
     * @return 0, or the minimum index of a pruned log: what happened before is not in this scope
     */
    public long firstIndex() {
        return firstIndex;
    }

    /**
     * How many entries in the window have parts that nobody can read any more and that could have held what was looked
     * for; they are in no tenant's count. Their tenants or persons were erased.
     *
     * @return from 0
     */
    public long undecided() {
        return undecided;
    }

    /**
     * Who is touched.
     *
     * @return by the tenants' codes, unmodifiable
     */
    public List<AffectedTenant> tenants() {
        return tenants;
    }

    /**
     * How many entries match.
     *
     * @return from 0
     */
    public long entries() {
        return tenants.stream().mapToLong(AffectedTenant::entries).sum();
    }

    /**
     * A digest of all this: query, checkpoint, and every tenant with all that is listed.
     *
     * @return SHA-256, 32 bytes
     */
    public Bytes digest() {
        return digest;
    }

    private byte[] form() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Checkpoint signed = checkpoint.unverified();
            text(out, LABEL);
            text(out, signed.origin());
            out.writeLong(signed.treeSize());
            out.write(signed.rootHash().toByteArray());
            out.writeLong(firstIndex);
            out.writeLong(undecided);
            text(out, query.text());
            out.writeInt(tenants.size());
            for (AffectedTenant each : tenants) {
                write(out, each);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
    }

    private static void write(DataOutputStream out, AffectedTenant each) throws IOException {
        text(out, each.tenant().value());
        out.writeLong(each.entries());
        text(out, each.first().toString());
        text(out, each.last().toString());
        out.writeInt(each.actions().size());
        for (var action : each.actions().entrySet()) {
            text(out, action.getKey().value());
            out.writeLong(action.getValue());
        }
        out.writeInt(each.touched().size());
        for (String what : each.touched()) {
            text(out, what);
        }
        out.writeBoolean(each.listedAll());
        out.write(each.evidenceDigest().toByteArray());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
