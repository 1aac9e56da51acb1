package dev.compliancekit.audit;

import dev.compliancekit.audit.event.EventRules;
import dev.compliancekit.audit.internal.FolderLock;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.access.AccessGuard;
import dev.compliancekit.core.access.AccessRequest;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A durable, tamper-evident audit log in a directory, which is at the same time a complete tlog-tiles read API for a
 * static file server. An event is durable when its receipt is returned; a checkpoint signs all events so far.
 *
 * <p>One process writes a log at a time. After a failed write nothing is acknowledged before the files were read again
 * and hold all that was acknowledged; every call tries that, so the log goes on once a full disk has room. Interrupts
 * neither close the log nor end a wait.
 *
 * <p>An event with an {@link AuditEvent#EVENT_ID} that is appended again is no second entry as long as the log
 * remembers it: the receipt is that of the first.
 *
 * <p>Reading is for one tenant at a time, and only while that tenant is bound by {@link TenantScope}; the one way
 * around that, {@link #readAcrossTenants}, is itself an event.
 *
 * <p><em>Thread-safe.</em>
 */
public final class AuditLog implements AuditSink, AutoCloseable {

    private final LogFiles files;
    private final ReentrantLock pruning = new ReentrantLock();
    private final EventRules rules;
    private final EntryForms forms;
    private final FolderLock lock;
    private final QueueRoom room;
    private final Upkeep upkeep;
    private final @Nullable WitnessedLevel witnesses;
    private final GroupCommit commits;
    private final RecoveryReport recovery;
    private final TenantIndex index;

    AuditLog(
            LogFiles files,
            EventRules rules,
            FolderLock lock,
            LogFiles.Opened opened,
            QueueRoom room,
            Upkeep upkeep,
            @Nullable WitnessedLevel witnesses) {
        this.files = files;
        this.rules = rules;
        this.forms = files.forms();
        this.lock = lock;
        this.recovery = opened.report();
        this.index = new TenantIndex(files.directory(), files.key());
        this.room = room;
        this.upkeep = upkeep;
        this.commits = new GroupCommit(new ResumingWriter(files, opened.writer()), room, upkeep, witnesses);
        this.witnesses = witnesses;
    }

    /**
     * Starts the settings of a log.
     *
     * @param directory where the log lies or shall lie; created if missing
     * @param key the log's key, whose name is the log's origin
     * @param clock where the time of recording comes from
     * @return a builder
     */
    public static AuditLogBuilder builder(Path directory, LogKey key, InstantSource clock) {
        return new AuditLogBuilder(directory, key, clock);
    }

    /**
     * Appends one event.
     *
     * @param event what happened
     * @return where it stands; the event is durable
     * @throws IllegalArgumentException if the rules refuse the event, it takes more than 65,535 bytes as an entry, its
     *     time lies outside the years 0000 to 9999, its id is that of another event or, with sealing, no UUID, or it
     *     holds personal parts of somebody whose keys were destroyed
     * @throws dev.compliancekit.core.ComplianceException if the keys for its personal parts cannot be reached
     * @throws AuditStoreException if it could not be made durable
     * @throws AuditQueueFullException if the queue has no room, and the action fails closed
     * @throws IllegalStateException if the log is closed
     */
    @Override
    public AuditReceipt append(AuditEvent event) {
        return commits.append(List.of(form(event))).get(0);
    }

    /**
     * Leaves an event to the executor of the log. When this returns, the event is in memory only; the pending append
     * tells when it is durable. A log that is closed appends first what is waiting.
     *
     * @param event what happened
     * @return the event on its way
     * @throws IllegalArgumentException if the event is not accepted, see {@link #append}; that its id is that of
     *     another event is told by the pending append
     * @throws AuditQueueFullException if the queue has no room, and the action fails closed
     * @throws IllegalStateException if the log was given no executor
     */
    public PendingAppend submit(AuditEvent event) {
        upkeep.executor();
        return commits.submit(form(event));
    }

    /**
     * Appends several events with one sync for every 4 MiB of them, or for as many as the queue holds; events of other
     * threads may stand between those parts. If this throws, a prefix of whole parts may have been appended.
     *
     * @param events what happened, oldest first; read once; none is appended if one is not accepted
     * @return a receipt for each, in the same order
     * @throws IllegalArgumentException if an event is not accepted, see {@link #append}
     * @throws AuditStoreException if an event could not be made durable
     * @throws AuditQueueFullException if the queue has no room, and an action among them fails closed
     * @throws IllegalStateException if the log is closed
     */
    @Override
    public List<AuditReceipt> appendAll(List<AuditEvent> events) {
        List<AuditReceipt> receipts = new ArrayList<>(events.size());
        List<EntryForm> part = new ArrayList<>();
        int bytes = 0;
        for (EntryForm form : events.stream().map(this::form).toList()) {
            if (part.size() == room.events() || bytes + form.maxBytes() > GroupCommit.BATCH_BYTES) {
                receipts.addAll(commits.append(part));
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(form);
            bytes += form.maxBytes();
        }
        if (!part.isEmpty()) {
            receipts.addAll(commits.append(part));
        }
        return List.copyOf(receipts);
    }

    private EntryForm form(AuditEvent event) {
        return forms.of(HeadsEvents.requireNotOwn(rules.apply(event)));
    }

    /**
     * Publishes a checkpoint over everything appended so far; keep one elsewhere, and a later rollback can be shown.
     *
     * @return the signed checkpoint, the old one if nothing was appended since
     * @throws AuditStoreException if it could not be written
     * @throws IllegalStateException if the log is closed
     */
    public SignedCheckpoint checkpoint() {
        return commits.checkpoint();
    }

    /**
     * What opening the log found.
     *
     * @return the report
     */
    public RecoveryReport recovery() {
        return recovery;
    }

    /**
     * The public key that others verify the log with.
     *
     * @return the key, whose text is the vkey line
     */
    public VerifierKey vkey() {
        return files.key().vkey();
    }

    /**
     * Reads for a tenant's own people, while the application has bound the tenant by {@link TenantScope}.
     *
     * @return the reader
     */
    public AuditReader reader() {
        return new AuditReader(this, files.clock(), Permit.OF_THE_TENANT);
    }

    /**
     * Reads one tenant's entries for somebody who holds a grant.
     *
     * @param guard decides at each call of the reader, and logs it
     * @param request who wants to read whose entries in what role and for what purpose; for records of the class
     *     {@link AuditReader#RECORD_CLASS}, at least confidential
     * @return the reader
     * @throws IllegalArgumentException if the request is for other records, or less sensitive ones
     */
    public AuditReader reader(AccessGuard guard, AccessRequest request) {
        return new AuditReader(this, files.clock(), new Permit.Granted(guard, request));
    }

    /**
     * Reads the events of all tenants, for the operator's own controls and investigations. The reading is an event
     * under the operator's tenant, appended before the first entry is shown.
     *
     * @param actor who reads
     * @param purpose why, in words or as a rule's name
     * @param reader is shown every entry in the order of the log
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if what is stored does not fit its hash
     * @throws AuditStoreException if the log cannot be read
     */
    public void readAcrossTenants(Actor actor, String purpose, Consumer<AuditEntry> reader) {
        append(AuditEvent.builder(
                        forms.operator(),
                        actor,
                        Action.EXPORT,
                        Outcome.SUCCESS,
                        files.clock().instant())
                .target("log")
                .attribute(AuditEvent.PURPOSE, purpose)
                .build());
        entries().readAll(reader);
    }

    /**
     * The last checkpoint, which may not yet cover the newest entries. Proofs for its size come from
     * {@link TileDirectory}.
     *
     * @return the signed checkpoint
     */
    public SignedCheckpoint published() {
        return commits.published();
    }

    /**
     * The newest checkpoint that a quorum of the log's witnesses has cosigned since it was opened; it lies in the log's
     * directory as {@code checkpoint.witnessed}.
     *
     * @return the checkpoint with the cosignatures, or empty if there is none yet, or no witnesses were given
     */
    public Optional<SignedCheckpoint> witnessed() {
        return witnesses == null ? Optional.empty() : witnesses.witnessed();
    }

    Path directory() {
        return files.directory();
    }

    LogFiles files() {
        return files;
    }

    /** Held by whoever removes entries. */
    ReentrantLock pruning() {
        return pruning;
    }

    LogReader entries() {
        return entries(commits.snapshot());
    }

    LogReader entries(LogWriter.Snapshot snapshot) {
        return new LogReader(directory(), index, snapshot, forms);
    }

    PublishedHeads checkpointOverHeads(TenantId tenant) {
        return commits.checkpointOverHeads(tenant);
    }

    /**
     * Publishes a last checkpoint and releases the files. A second call does nothing.
     *
     * @throws AuditStoreException if the last checkpoint could not be written; what was acknowledged stays durable
     */
    @Override
    public void close() {
        try {
            commits.close();
        } finally {
            OpenLog.release(lock);
        }
    }
}
