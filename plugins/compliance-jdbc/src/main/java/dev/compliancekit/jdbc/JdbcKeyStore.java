package dev.compliancekit.jdbc;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import dev.compliancekit.jdbc.internal.Database;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Key records in a PostgreSQL database, for any number of processes and some ten million records; H2 in its PostgreSQL
 * mode will do for tests and for one process. {@code docs/formats/key-store-sql.md} has every column.
 *
 * <p>The data source is the caller's: a pool that hands out plain connections of its own, not one that takes part in
 * the caller's transactions, because what a call changed must be durable when it returns. A connection is held for one
 * short transaction at a time, never while keys are wrapped or a stream is read, and given back as it was found.
 *
 * <p>The keys of epochs do not belong into the same database, nor into any other that is backed up: whoever has a copy
 * of both can open what was shredded. See {@code docs/guides/keys-in-postgresql.md}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class JdbcKeyStore implements KeyStore {

    private static final int ATTEMPTS = 3;

    private final Database database;
    private volatile boolean closed;

    private JdbcKeyStore(Database database) {
        this.database = database;
    }

    /**
     * Makes the tables of an empty key store, unless they are there already; several processes may do so at once. The
     * statements are in the resource {@code /META-INF/compliancekit/key-store-v1-postgresql.sql} too, for those who
     * make tables in other ways. Tables come into the schema that is the connection's current one.
     *
     * @param dataSource hands out connections that may make tables
     * @throws KeyUnavailableException if the database cannot be reached, is neither PostgreSQL nor H2, has a key store
     *     of another version, or may lose what was committed (PostgreSQL with {@code synchronous_commit} off, H2 with a
     *     delay of writing)
     */
    public static void createSchema(DataSource dataSource) {
        new KeyStoreSchema(database(dataSource)).create();
    }

    /**
     * Opens the key store of a database.
     *
     * @param dataSource hands out connections to the database; used until the store is closed, and not closed with it
     * @return the store, to be closed by the caller
     * @throws KeyUnavailableException if the database cannot be reached, is neither PostgreSQL nor H2, has no key store
     *     or one of another version, or may lose what was committed
     */
    public static JdbcKeyStore open(DataSource dataSource) {
        Database database = database(dataSource);
        new KeyStoreSchema(database).require();
        return new JdbcKeyStore(database);
    }

    static Database database(DataSource dataSource) {
        return new Database(
                dataSource,
                e -> new KeyUnavailableException(
                        "the key store's database cannot be read or written (SQLSTATE " + e.getSQLState() + ")", e));
    }

    @Override
    public Optional<KeyRecord> load(KeyAddress address) {
        return database()
                .statement(connection -> KeyTable.find(connection, address))
                .map(KeyRow::require);
    }

    @Override
    public Optional<KeyRecord> newest(KeyName name) {
        return database()
                .statement(connection -> KeyTable.newest(connection, name))
                .map(KeyRow::require);
    }

    @Override
    public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
        KeyMetadata metadata = candidate.metadata();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (database().statement(connection -> KeyTable.insert(connection, candidate))) {
                return candidate;
            }
            Optional<KeyRow> stored =
                    database().statement(connection -> KeyTable.find(connection, metadata.name(), metadata.version()));
            if (stored.isPresent()) {
                return stored.get().require();
            }
            if (load(metadata.address()).isPresent()) {
                throw new IllegalArgumentException("there is a " + metadata.address()
                        + " already under another name or version; accepted is an id that is not in use");
            }
        }
        throw new KeyUnavailableException(
                "rows of tenant " + metadata.tenant() + " vanish from the database; try again when nobody restores it");
    }

    /** Stores a thousand records at a time; a damaged one does not keep the others, and is told at the end. */
    @Override
    public long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
        RewrapPass pass = new RewrapPass(database(), tenant, rewrapping);
        boolean more = true;
        while (more) {
            database();
            more = pass.step();
        }
        return pass.replaced();
    }

    @Override
    public KeyRecord.Destroyed destroy(KeyRecord.Destroyed tombstone) {
        KeyAddress address = tombstone.metadata().address();
        return database().transaction(connection -> {
            KeyRecord stored = KeyTable.find(connection, address)
                    .map(KeyRow::require)
                    .filter(found -> found.metadata().equals(tombstone.metadata()))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no such " + address + "; accepted is the metadata of a stored record"));
            if (stored instanceof KeyRecord.Active && KeyTable.destroy(connection, tombstone)) {
                KeyTable.note(connection, address);
                return tombstone;
            }
            // destroyed before, or just now by another process
            return KeyTable.find(connection, address)
                    .map(KeyRow::require)
                    .filter(KeyRecord.Destroyed.class::isInstance)
                    .map(KeyRecord.Destroyed.class::cast)
                    .orElseThrow(() -> new KeyUnavailableException("the row of " + address
                            + " changes while it is destroyed; try again when nobody restores the database"));
        });
    }

    /** Those in damaged rows are missing here, and come back with the rows. */
    @Override
    public List<KeyRecord.Destroyed> unreported() {
        return database().statement(KeyTable::noted).stream()
                .flatMap(row -> row.content().stream())
                .filter(KeyRecord.Destroyed.class::isInstance)
                .map(KeyRecord.Destroyed.class::cast)
                .toList();
    }

    @Override
    public void markReported(KeyAddress address) {
        database().statement(connection -> {
            KeyTable.forget(connection, address);
            return address;
        });
    }

    /** A damaged code does not keep the other tenants, and is told at the end. */
    @Override
    public Stream<TenantId> tenants() {
        AtomicBoolean damaged = new AtomicBoolean();
        Stream<TenantId> good = Stream.iterate(
                        tenantsAfter(""), page -> !page.isEmpty(), page -> tenantsAfter(page.get(page.size() - 1)))
                .flatMap(List::stream)
                .flatMap(code -> tenant(code, damaged));
        return Stream.concat(good, Stream.of(damaged).flatMap(JdbcKeyStore::requireNone));
    }

    private List<String> tenantsAfter(String lastExclusive) {
        return database().statement(connection -> KeyTable.tenantsAfter(connection, lastExclusive));
    }

    private static Stream<TenantId> tenant(String code, AtomicBoolean damaged) {
        try {
            return Stream.of(new TenantId(code));
        } catch (IllegalArgumentException e) {
            damaged.set(true);
            return Stream.empty();
        }
    }

    private static Stream<TenantId> requireNone(AtomicBoolean damaged) {
        if (damaged.get()) {
            throw new KeyUnavailableException(
                    "the code of a tenant in the key store's database is damaged; restore its rows");
        }
        return Stream.empty();
    }

    @Override
    public Stream<KeyRecord> list(TenantId tenant) {
        return Stream.iterate(
                        pageAfter(tenant, KeyTable.Position.START),
                        page -> !page.isEmpty(),
                        page -> pageAfter(
                                tenant,
                                KeyTable.Position.after(
                                        page.get(page.size() - 1).require())))
                .flatMap(List::stream)
                .map(KeyRow::require);
    }

    private List<KeyRow> pageAfter(TenantId tenant, KeyTable.Position position) {
        return database().statement(connection -> KeyTable.page(connection, tenant, position));
    }

    @Override
    public List<KeyRecord> list(TenantId tenant, SubjectId subject) {
        return database().statement(connection -> KeyTable.ofSubject(connection, tenant, subject)).stream()
                .map(KeyRow::require)
                .toList();
    }

    /** Leaves the data source open. */
    @Override
    public void close() {
        closed = true;
    }

    private Database database() {
        if (closed) {
            throw new IllegalStateException("the key store was closed");
        }
        return database;
    }
}
