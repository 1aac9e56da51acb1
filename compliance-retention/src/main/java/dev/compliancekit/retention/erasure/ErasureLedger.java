package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.erasure.LedgerLine.Phase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file that remembers what was erased, so that a restored backup brings nothing back. It lies outside
 * every backup set and holds keyed hashes only, no tenant and no subject. A line is on the device before the erasure it
 * stands for begins.
 *
 * <p>It finds every changed, removed or added line but one case: whole lines cut from its end. The number of lines in
 * each certificate, kept in the audit log, shows that. The byte layout is in {@code docs/formats/erasure-ledger.md}.
 *
 * <p><em>Thread-safe.</em> One object in one process at a time; the file is locked while open.
 */
public final class ErasureLedger implements AutoCloseable {

    private static final String HEADER = "compliancekit-erasure-ledger 1";

    private final Object lock = new Object();
    private final LedgerFile file;
    private final LedgerMac mac;
    private final Map<String, LedgerLine> begun = new HashMap<>();
    private final Map<String, LedgerLine> proved = new HashMap<>();
    private final Map<String, LedgerLine> completed = new HashMap<>();
    private final Map<String, Set<String>> ordersOfScope = new HashMap<>();
    private String chain;
    private long size;
    private int droppedBytes;

    private ErasureLedger(LedgerFile file, LedgerMac mac) {
        this.file = file;
        this.mac = mac;
        this.chain = mac.ofKey();
    }

    /**
     * A new, empty ledger.
     *
     * @param path where; no file may be there; its folder must belong to no backup set, which
     *     {@link dev.compliancekit.retention.backup.BackupFolders#outside} checks
     * @param key at least 32 bytes for HmacSHA256, kept as long as the ledger and apart from the backups of the data;
     *     whoever loses it cannot restore any more
     * @return the ledger, open
     * @throws IllegalArgumentException if the key is shorter or not usable
     * @throws ErasureLedgerException if a file is there or none can be made
     */
    public static ErasureLedger create(Path path, SecretKey key) {
        LedgerMac mac = new LedgerMac(key);
        return new ErasureLedger(LedgerFile.create(path, HEADER + " " + mac.ofKey()), mac);
    }

    /**
     * A ledger that was written before. A last line that was torn by a crash is dropped; the erasure it would have
     * stood for had not begun.
     *
     * @param path where it is
     * @param key the key it was created with
     * @return the ledger, open
     * @throws IllegalArgumentException if the key is shorter than 32 bytes or not usable
     * @throws LedgerTamperedException if a line is not as it was written, or the key is another one
     * @throws ErasureLedgerException if it is missing, open elsewhere or not readable
     */
    public static ErasureLedger open(Path path, SecretKey key) {
        LedgerMac mac = new LedgerMac(key);
        LedgerFile file = LedgerFile.open(path);
        try {
            ErasureLedger ledger = new ErasureLedger(file, mac);
            ledger.load();
            return ledger;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void load() {
        byte[] bytes = file.readAll();
        int start = 0;
        int lineNumber = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lineNumber++;
                take(lineNumber, new String(bytes, start, i - start, StandardCharsets.ISO_8859_1));
                start = i + 1;
            }
        }
        if (lineNumber == 0) {
            throw new LedgerTamperedException(1, "erasure ledger has no whole first line, without which it is none");
        }
        droppedBytes = bytes.length - start;
        if (droppedBytes > 0) {
            file.truncate(start);
        }
    }

    private void take(int lineNumber, String line) {
        if (lineNumber == 1) {
            if (!LedgerMac.same(line, HEADER + " " + mac.ofKey())) {
                throw new LedgerTamperedException(
                        1, "erasure ledger has another format or another key; accepted is the key it was made with");
            }
            return;
        }
        int cut = line.length() - LedgerMac.HEX_LENGTH - 1;
        String content = line.substring(0, Math.max(0, cut));
        String next = mac.ofLine(chain, content);
        if (cut < 0 || !LedgerMac.same(line, content + " " + next)) {
            throw new LedgerTamperedException(
                    lineNumber,
                    "erasure ledger line " + lineNumber + " is not as it was written; replace it by a true copy");
        }
        LedgerLine entry = LedgerLine.parse(lineNumber, content);
        if (entry.number() != size + 1) {
            throw new LedgerTamperedException(
                    lineNumber, "erasure ledger line " + lineNumber + " has the wrong number");
        }
        remember(entry, next);
    }

    private void remember(LedgerLine entry, String newChain) {
        chain = newChain;
        size = entry.number();
        switch (entry.phase()) {
            case BEGUN -> begun.putIfAbsent(entry.order(), entry);
            case PROVED -> proved.put(entry.order(), entry);
            case COMPLETED -> completed.putIfAbsent(entry.order(), entry);
        }
        ordersOfScope.computeIfAbsent(entry.scope(), scope -> new HashSet<>()).add(entry.order());
    }

    /** Returns when the order was begun: now, or by an earlier run that did not complete it. */
    Instant begin(ErasureOrder order, Instant at) {
        synchronized (lock) {
            Optional<Instant> before = begunAt(order);
            if (before.isEmpty()) {
                append(order, at, Phase.BEGUN);
            }
            return before.orElse(at);
        }
    }

    /** When an order was begun; one of the same id about somebody else is refused. */
    Optional<Instant> begunAt(ErasureOrder order) {
        synchronized (lock) {
            @Nullable LedgerLine line = begun.get(mac.ofOrder(order));
            if (line != null && !line.scope().equals(mac.ofScope(order.scope()))) {
                throw new IllegalArgumentException("erasure order " + order.id()
                        + " was begun about other data before; accepted is a new id for a new order");
            }
            return Optional.ofNullable(line).map(LedgerLine::at);
        }
    }

    /** The line that says when everything was read back as absent, which the certificate repeats; the latest. */
    Optional<LedgerLine> proved(ErasureOrder order) {
        synchronized (lock) {
            return Optional.ofNullable(proved.get(mac.ofOrder(order)));
        }
    }

    LedgerLine prove(ErasureOrder order, Instant at) {
        synchronized (lock) {
            return append(order, at, Phase.PROVED);
        }
    }

    void complete(ErasureOrder order, Instant at) {
        synchronized (lock) {
            append(order, at, Phase.COMPLETED);
        }
    }

    private LedgerLine append(ErasureOrder order, Instant at, Phase phase) {
        LedgerLine entry = new LedgerLine(size + 1, at, phase, mac.ofScope(order.scope()), mac.ofOrder(order));
        String next = mac.ofLine(chain, entry.text());
        file.append(entry.text() + " " + next);
        remember(entry, next);
        return entry;
    }

    /**
     * When an order was completed.
     *
     * @param order the order
     * @return the instant, or empty if it was not
     */
    public Optional<Instant> completedAt(ErasureOrder order) {
        synchronized (lock) {
            return Optional.ofNullable(completed.get(mac.ofOrder(order))).map(LedgerLine::at);
        }
    }

    /**
     * What a restored backup brought back and must be erased again before the store may be opened: what was erased at
     * or after the instant at which the backup was taken, and what is being erased.
     *
     * @param restored every tenant and every subject in the restored store; a tenant alone does not stand for its
     *     subjects
     * @param takenAt when the backup was taken, by a clock that agrees with that of the erasure runs
     * @return those of {@code restored} that must be erased, in the order given
     */
    public List<Scope> mustReErase(Collection<? extends Scope> restored, Instant takenAt) {
        return mustReErase(restored, line -> line.at().isBefore(takenAt));
    }

    /**
     * What a restored store brought back, by what it says of itself: what was erased after the line up to which the
     * ledger was applied to it, and what is being erased.
     *
     * @param restored every tenant and every subject in the restored store; a tenant alone does not stand for its
     *     subjects
     * @param appliedLines how many lines of the ledger were applied to the store, 0 or more
     * @return those of {@code restored} that must be erased, in the order given
     */
    public List<Scope> mustReErase(Collection<? extends Scope> restored, long appliedLines) {
        return mustReErase(restored, line -> line.number() <= appliedLines);
    }

    private List<Scope> mustReErase(Collection<? extends Scope> restored, Predicate<LedgerLine> done) {
        synchronized (lock) {
            return restored.stream()
                    .filter(scope -> wasErased(scope, done) || wasErased(Scope.of(scope.tenant()), done))
                    .map(scope -> (Scope) scope)
                    .toList();
        }
    }

    /** Whether an order about the scope was begun, and not completed by a line that the store knows. */
    private boolean wasErased(Scope scope, Predicate<LedgerLine> done) {
        for (String order : ordersOfScope.getOrDefault(mac.ofScope(scope), Set.of())) {
            @Nullable LedgerLine line = completed.get(order);
            if (line == null || !done.test(line)) {
                return true;
            }
        }
        return false;
    }

    /** How many lines a store has applied that everything completed so far was erased from. */
    long appliedLines() {
        synchronized (lock) {
            return completed.values().stream()
                    .mapToLong(LedgerLine::number)
                    .max()
                    .orElse(0);
        }
    }

    /**
     * How many lines the ledger has, without the header.
     *
     * @return the number, 0 or more
     */
    public long size() {
        synchronized (lock) {
            return size;
        }
    }

    /**
     * How many bytes of a torn last line were dropped when the ledger was opened.
     *
     * @return the number, 0 after an orderly end
     */
    public int droppedBytes() {
        return droppedBytes;
    }

    /** Closes the file and frees its lock. */
    @Override
    public void close() {
        synchronized (lock) {
            file.close();
        }
    }
}
