package dev.compliancekit.jdbc;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.jdbc.internal.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Puts the active keys of a tenant into another wrapping, page by page: read, wrap without a transaction, store in one.
 * What another process destroyed or rewrapped meanwhile is not overwritten. Not thread-safe.
 */
final class RewrapPass {

    /** Others win at most once for each pass of theirs, so this is never reached while they do any good. */
    private static final int ATTEMPTS = 100;

    private final Database database;
    private final TenantId tenant;
    private final UnaryOperator<KeyRecord.Active> rewrapping;
    private Optional<KeyRow> damaged = Optional.empty();
    private KeyTable.Position position = KeyTable.Position.START;
    private long replaced;

    RewrapPass(Database database, TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
        this.database = database;
        this.tenant = tenant;
        this.rewrapping = rewrapping;
    }

    /** Stores the next page; whether there was one. */
    boolean step() {
        List<KeyRow> rows = database.statement(connection -> KeyTable.activePage(connection, tenant, position));
        if (rows.isEmpty()) {
            return false;
        }
        store(rows);
        // what a damaged row says of its place may lead anywhere, and back
        List<KeyRecord> good =
                rows.stream().flatMap(row -> row.content().stream()).toList();
        KeyRecord last = good.isEmpty() ? rows.get(0).require() : good.get(good.size() - 1);
        position = KeyTable.Position.after(last);
        return true;
    }

    /**
     * How many records were replaced.
     *
     * @throws KeyUnavailableException if one was damaged; the others were replaced all the same
     */
    long replaced() {
        damaged.ifPresent(KeyRow::require);
        return replaced;
    }

    private void store(List<KeyRow> rows) {
        List<KeyRow> left = rows;
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            if (attempt > ATTEMPTS) {
                throw new KeyUnavailableException(
                        "keys of tenant " + tenant + " are changed by others all the time; try again later");
            }
            left = storeOnce(left);
        }
    }

    /** Answers with the present rows of those keys that others changed since they were read. */
    private List<KeyRow> storeOnce(List<KeyRow> rows) {
        List<KeyTable.Rewrapped> changes = new ArrayList<>(rows.size());
        rows.forEach(row -> rewrapped(row).ifPresent(changes::add));
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Boolean> stored = database.transaction(connection -> KeyTable.rewrap(connection, changes));
        List<KeyRow> left = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            if (stored.get(i)) {
                replaced++;
            } else {
                stillActive(changes.get(i).now().metadata().address()).ifPresent(left::add);
            }
        }
        return left;
    }

    private Optional<KeyRow> stillActive(KeyAddress address) {
        return database.statement(connection -> KeyTable.find(connection, address))
                .filter(row -> !(row.content().orElse(null) instanceof KeyRecord.Destroyed));
    }

    /** Empty if the record stays as it is. */
    private Optional<KeyTable.Rewrapped> rewrapped(KeyRow row) {
        if (row.content().isEmpty()) {
            damaged = damaged.or(() -> Optional.of(row));
        }
        return row.content()
                .filter(KeyRecord.Active.class::isInstance)
                .map(KeyRecord.Active.class::cast)
                .flatMap(stored -> {
                    KeyRecord.Active now = rewrapping.apply(stored);
                    if (!now.metadata().equals(stored.metadata())
                            || !now.commitment().equals(stored.commitment())) {
                        throw new IllegalArgumentException("the metadata or commitment of "
                                + stored.metadata().address()
                                + " differ; accepted is another wrapping of the same key");
                    }
                    return now.equals(stored)
                            ? Optional.empty()
                            : Optional.of(new KeyTable.Rewrapped(row.checksum(), now));
                });
    }
}
