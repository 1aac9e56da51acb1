package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.key.TenantFiles;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Nightly backups: a folder for each night, in it a file for each store, sealed under the store's key. The last
 * {@link #KEPT_NIGHTS} nights are kept.
 */
final class Backups implements ErasureTarget {

    static final int KEPT_NIGHTS = 5;

    static final RecordClass CLASS = new RecordClass("backup");
    private static final String SUFFIX = ".sealed";

    private final Path folder;
    private final TenantRows rows;
    private final TenantKeys keys;
    private final AuditSink audit;

    Backups(Path folder, TenantRows rows, TenantKeys keys, AuditSink audit) {
        this.folder = folder;
        this.rows = rows;
        this.keys = keys;
        this.audit = audit;
    }

    /** Backs every store up that has rows, and drops the nights that are too old. */
    void run(Instant night, List<TenantId> tenants) throws IOException, SQLException {
        String name = Story.nameOf(night);
        Path target = Files.createDirectory(folder.resolve(name));
        int files = 0;
        for (TenantId tenant : tenants) {
            byte[] content = rows.of(tenant);
            if (content.length > 0 && write(target, tenant, night, content)) {
                files++;
            }
        }
        audit.append(event(Story.OPERATOR, Action.BACKUP_MADE, Outcome.SUCCESS, night)
                .attribute("files", Integer.toString(files))
                .build());
        List<Path> nights = nights();
        for (Path old : nights.subList(0, Math.max(0, nights.size() - KEPT_NIGHTS))) {
            delete(old);
        }
    }

    private static AuditEvent.Builder event(TenantId tenant, Action action, Outcome outcome, Instant night) {
        return AuditEvent.builder(tenant, Actor.service("nightly-backup"), action, outcome, night)
                .target("backup/" + Story.nameOf(night));
    }

    /** Rows of a store whose key is destroyed should not be there; they are not backed up, and the log says so. */
    private boolean write(Path target, TenantId tenant, Instant night, byte[] content) throws IOException {
        byte[] sealed;
        try {
            sealed = keys.files().newest(tenant).encrypt(content, contextOf(tenant, Story.nameOf(night)));
        } catch (KeyDestroyedException e) {
            audit.append(event(tenant, Action.BACKUP_MISSED, Outcome.FAILURE, night)
                    .attribute(AuditEvent.REASON, "the key of the store is destroyed")
                    .build());
            return false;
        }
        write(target.resolve(tenant + SUFFIX), sealed);
        return true;
    }

    private static byte[] contextOf(TenantId tenant, String night) {
        return TenantFiles.context(tenant, "backup/" + night);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void delete(Path night) throws IOException {
        for (Path file : entries(night)) {
            Files.delete(file);
        }
        Files.delete(night);
    }

    /** The nights that are kept, the oldest first. */
    List<Path> nights() throws IOException {
        return entries(folder);
    }

    /** What lies in a directory, by name. */
    static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    /** Whose backup a file is. */
    static TenantId tenantOf(Path file) {
        String name = file.getFileName().toString();
        return new TenantId(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** Whether the newest backup of a store opens and holds just what the database holds: a restore drill. */
    boolean restores(TenantId tenant) throws IOException, SQLException {
        List<Path> nights = nights();
        Path newest = nights.get(nights.size() - 1);
        Path file = newest.resolve(tenant + SUFFIX);
        if (!Files.exists(file)) {
            return false;
        }
        byte[] context = contextOf(tenant, newest.getFileName().toString());
        byte[] restored = keys.files().keyOf(tenant, file).decrypt(Files.readAllBytes(file), context);
        return Arrays.equals(restored, rows.of(tenant));
    }

    private List<Path> filesOf(TenantId tenant) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path night : nights()) {
            Path file = night.resolve(tenant + SUFFIX);
            if (Files.exists(file)) {
                files.add(file);
            }
        }
        return files;
    }

    @Override
    public String name() {
        return "nightly-backups";
    }

    @Override
    public StoreKind kind() {
        return StoreKind.BACKUP;
    }

    @Override
    public Set<RecordClass> recordClasses() {
        return Set.of(Customer.CLASS, Purchase.CLASS);
    }

    @Override
    public ErasedPiece erase(ErasurePiece piece) {
        ErasureOrder order = piece.order();
        if (order.scope() instanceof Scope.OneSubject) {
            throw new IllegalArgumentException(
                    "a backup holds a store as a whole; accepted is an order about a whole store");
        }
        try {
            List<Path> files = filesOf(order.scope().tenant());
            piece.holds().requireUnheld();
            for (Path file : files) {
                Files.delete(file);
            }
            return ErasedPiece.last(files.size());
        } catch (IOException e) {
            throw new UncheckedIOException("a backup could not be deleted", e);
        }
    }

    @Override
    public ReadBack readBack(ErasureOrder order) {
        try {
            int files = filesOf(order.scope().tenant()).size();
            return files == 0 ? new ReadBack.Absent() : new ReadBack.Present(files);
        } catch (IOException e) {
            return new ReadBack.Unreachable("the backup folder did not answer");
        }
    }
}
