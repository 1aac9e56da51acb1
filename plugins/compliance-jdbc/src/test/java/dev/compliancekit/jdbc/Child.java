package dev.compliancekit.jdbc;

import dev.compliancekit.audit.ship.EntryShipper;
import dev.compliancekit.audit.tlog.VerifierKey;
import java.nio.file.Path;
import java.time.Instant;
import org.postgresql.ds.PGSimpleDataSource;

/** Ships until it is killed. */
final class Child {

    private Child() {}

    public static void main(String[] arguments) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(arguments[2]);
        database.setUser(arguments[3]);
        database.setPassword(arguments[4]);
        EntryShipper shipper = EntryShipper.builder(
                        Path.of(arguments[0]),
                        VerifierKey.parse(arguments[1]),
                        JdbcEntrySink.open(database),
                        () -> Instant.EPOCH)
                .batch(50)
                .open();
        System.out.println("at work");
        while (true) {
            shipper.ship();
        }
    }
}
