package dev.compliancekit.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MariaDB server of the machine, in a temporary folder and on a port of the loopback interface. */
final class MariaDb {

    private static final List<MariaDb> SERVERS = new ArrayList<>();
    private static final List<RuntimeException> FAILURES = new ArrayList<>();
    private static final int SECONDS = 60;

    private final String url;
    private final String password;
    private int databases;

    private MariaDb(String url, String password) {
        this.url = url;
        this.password = password;
    }

    /** Started when first asked for, unless that skips the test that asks. */
    static synchronized MariaDb server() {
        if (SERVERS.isEmpty()) {
            Optional<Path> server = program("mariadbd");
            if (server.isEmpty() && "true".equals(System.getenv("CI"))) {
                throw new AssertionError("MariaDB is missing under CI: install the package mariadb-server");
            }
            assumeTrue(server.isPresent(), "MariaDB is missing: install the package mariadb-server");
            if (!FAILURES.isEmpty()) {
                throw FAILURES.get(0);
            }
            try {
                SERVERS.add(start(server.orElseThrow()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                // no second test waits for a server that does not start
                FAILURES.add(e);
                throw e;
            }
        }
        return SERVERS.get(0);
    }

    private static Optional<Path> program(String name) {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static MariaDb start(Path server) throws IOException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path folder = Files.createTempDirectory("compliancekit-mariadb");
        String user = System.getProperty("user.name");
        if (user.equals("root")) {
            user = "mysql";
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
        }
        Path data = folder.resolve("data");
        Path begin = Files.writeString(
                folder.resolve("begin.sql"),
                "CREATE USER tester@'127.0.0.1' IDENTIFIED BY '" + password + "';\n"
                        + "GRANT ALL ON *.* TO tester@'127.0.0.1';\n");
        run(
                folder,
                program("mariadb-install-db").orElseThrow().toString(),
                "--no-defaults",
                "--user=" + user,
                "--datadir=" + data,
                "--skip-test-db");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        server.toString(),
                        "--no-defaults",
                        "--user=" + user,
                        "--datadir=" + data,
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + folder.resolve("socket"),
                        "--pid-file=" + folder.resolve("pid"),
                        "--skip-name-resolve",
                        "--init-file=" + begin,
                        // a crash of the machine is not tested, so nothing waits for the disk
                        "--innodb-flush-log-at-trx-commit=0",
                        "--innodb-flush-method=nosync",
                        "--sync-frm=0",
                        "--innodb-buffer-pool-size=64M")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder), "stop MariaDB"));
        MariaDb started = new MariaDb("jdbc:mariadb://127.0.0.1:" + port + "/", password);
        started.awaitStart(process, folder);
        return started;
    }

    private void awaitStart(Process process, Path folder) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            try (Connection connection = connect("")) {
                return;
            } catch (SQLException e) {
                if (ended(process) || System.nanoTime() > end) {
                    throw new IllegalStateException(Files.readString(folder.resolve("log")), e);
                }
            }
        }
    }

    /** Whether the process has ended, or ends in the next moment. */
    private static boolean ended(Process process) {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void end(Process process, Path folder) {
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(folder)) {
            process.waitFor(SECONDS, TimeUnit.SECONDS);
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | InterruptedException e) {
            System.err.println(folder + " stays: " + e.getMessage());
        }
    }

    private static void run(Path folder, String... command) throws IOException {
        Path log = folder.resolve("install-log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command[0] + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Connection connect(String database) throws SQLException {
        // the server of a test has no certificate
        return DriverManager.getConnection(url + database + "?sslMode=disable", "tester", password);
    }

    synchronized String newDatabase() {
        String name = "test_" + ++databases;
        try (Connection connection = connect("")) {
            connection.createStatement().execute("CREATE DATABASE " + name);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
