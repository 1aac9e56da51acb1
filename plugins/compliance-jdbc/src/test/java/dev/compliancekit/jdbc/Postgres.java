package dev.compliancekit.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.compliancekit.testkit.PostgresServer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** One server for all tests, and a database for each. */
final class Postgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final List<PostgresServer> SERVERS = new ArrayList<>();

    private Postgres() {}

    /** Started when first asked for, unless that skips the test that asks. */
    static synchronized PostgresServer server() {
        if (SERVERS.isEmpty()) {
            // a crash of the machine is not tested, so nothing waits for the disk
            SERVERS.add(PostgresServer.start(new SecureRandom(), "fsync=off"));
        }
        return SERVERS.get(0);
    }

    /** A new, empty database with a name that no other test has. */
    static String newDatabase() {
        String name = String.format(Locale.ROOT, "keys_%d", DATABASES.incrementAndGet());
        server().run("createdb", name);
        return name;
    }

    /** A new connection each time. */
    static PGSimpleDataSource database(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server().url(name));
        source.setUser(server().user());
        source.setPassword(server().password());
        return source;
    }

    /** What applications use; to be closed. */
    static HikariDataSource pool(DataSource source, int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }
}
