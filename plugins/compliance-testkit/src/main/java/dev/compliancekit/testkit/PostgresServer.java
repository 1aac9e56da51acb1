package dev.compliancekit.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the machine, with a cluster of its own in a temporary folder, for tests of what stores in SQL.
 * It listens on a port of the loopback interface only, and asks for a password. As root, which PostgreSQL refuses, it
 * runs as the user {@code postgres}, or {@code nobody}. It ends with {@link #close}, or with the JVM.
 *
 * <p><em>Thread-safe.</em>
 */
public final class PostgresServer implements AutoCloseable {

    private static final String USER = "postgres";
    private static final int ATTEMPTS = 3;
    private static final int PASSWORD_BYTES = 16;
    private static final int SECONDS = 120;

    private final Path programs;
    private final Path folder;
    private final String password;
    private volatile int port;

    private PostgresServer(Path programs, Path folder, String password) {
        this.programs = programs;
        this.folder = folder;
        this.password = password;
    }

    /**
     * Makes a cluster and starts it. Skips the test that asks if the machine has no PostgreSQL, and fails it if the
     * environment says {@code CI=true}.
     *
     * @param random where the password of the superuser comes from
     * @param settings lines for {@code postgresql.conf}, for example {@code fsync=off}
     * @return a server that takes connections
     * @throws IllegalStateException if it does not start; the message has what it said
     */
    public static PostgresServer start(RandomGenerator random, String... settings) {
        Optional<Path> programs = PostgresPrograms.find();
        if (programs.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("PostgreSQL is missing under CI: install the package postgresql");
        }
        assumeTrue(programs.isPresent(), "PostgreSQL is missing: install the package postgresql");
        byte[] password = new byte[PASSWORD_BYTES];
        random.nextBytes(password);
        try {
            Path folder = Files.createTempDirectory("compliancekit-postgres");
            PostgresServer server = new PostgresServer(
                    programs.orElseThrow(), folder, HexFormat.of().formatHex(password));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop PostgreSQL"));
            server.start(List.of(settings));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where JDBC finds a database of this server.
     *
     * @param database the name of a database that is there, for example {@code postgres}
     * @return the URL, without user and password
     */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /**
     * The superuser.
     *
     * @return the name of the role
     */
    public String user() {
        return USER;
    }

    /**
     * What the superuser signs in with.
     *
     * @return the password
     */
    public String password() {
        return password;
    }

    /**
     * Runs one of PostgreSQL's own programs, as a client of this server and its superuser.
     *
     * @param program for example {@code psql}, {@code createdb} or {@code pg_dump}
     * @param arguments what it is told
     * @return what it said
     * @throws IllegalStateException if it fails, and then the message has what it said, or the server was closed
     */
    public String run(String program, String... arguments) {
        if (!Files.exists(folder)) {
            throw new IllegalStateException("the server was closed");
        }
        List<String> command = new ArrayList<>();
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            return run(
                    command,
                    Map.of("PGHOST", "127.0.0.1", "PGPORT", "" + port, "PGUSER", USER, "PGPASSWORD", password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server and removes its folder. Closing again does nothing. */
    @Override
    public synchronized void close() {
        if (Files.exists(folder)) {
            try {
                runAsOwner("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
            } catch (IOException | IllegalStateException e) {
                // it was not running
            } finally {
                delete();
            }
        }
    }

    /**
     * Stops the server as if its process had been killed; nobody can connect until {@link #startAgain}.
     *
     * @throws IllegalStateException if it is not running
     */
    public synchronized void stop() {
        control("-m", "immediate", "-w", "stop");
    }

    /**
     * Starts the server after {@link #stop}, on the same port and over the same data.
     *
     * @throws IllegalStateException if it does not start
     */
    public synchronized void startAgain() {
        control("-l", folder.resolve("log").toString(), "-w", "start");
    }

    private void control(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-D", data()));
        all.addAll(List.of(arguments));
        try {
            runAsOwner("pg_ctl", all.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(List<String> settings) throws IOException {
        Optional<UserPrincipal> owner = owner();
        if (owner.isPresent()) {
            Files.setOwner(folder, owner.get());
        }
        Path file = Files.writeString(folder.resolve("password"), password);
        if (owner.isPresent()) {
            Files.setOwner(file, owner.get());
        }
        runAsOwner(
                "initdb",
                "-D",
                data(),
                "-N",
                "-U",
                USER,
                "-E",
                "UTF8",
                "--no-locale",
                "--auth=scram-sha-256",
                "--pwfile=" + file);
        Files.delete(file);
        Path configuration = folder.resolve("data/postgresql.conf");
        String defaults = Files.readString(configuration);
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            Files.writeString(
                    configuration,
                    defaults + "\nlisten_addresses='127.0.0.1'\nunix_socket_directories=''\nport=" + port + "\n"
                            + String.join("\n", settings) + "\n");
            try {
                runAsOwner("pg_ctl", "-D", data(), "-l", folder.resolve("log").toString(), "-w", "start");
                return;
            } catch (IllegalStateException e) {
                // another program may have taken the port
                if (attempt == ATTEMPTS) {
                    close();
                    throw e;
                }
            }
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Empty if this process may start the server as itself. */
    private Optional<UserPrincipal> owner() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        } catch (UserPrincipalNotFoundException e) {
            return Optional.of(
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
    }

    private void runAsOwner(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        Optional<UserPrincipal> owner = owner();
        if (owner.isPresent()) {
            command.addAll(List.of("runuser", "-u", owner.get().getName(), "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command, Map.of());
    }

    private String run(List<String> command, Map<String, String> environment) throws IOException {
        // a file and no pipe: the server that pg_ctl leaves behind would hold it open
        Path output = Files.createTempFile("compliancekit-postgres", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            boolean good = isSuccess(builder.start());
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (!good) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
            }
            return said;
        } finally {
            Files.delete(output);
        }
    }

    private static boolean isSuccess(Process process) {
        try {
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL was at work", e);
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
