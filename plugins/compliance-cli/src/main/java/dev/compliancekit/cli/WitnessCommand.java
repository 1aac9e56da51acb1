package dev.compliancekit.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.compliancekit.audit.tlog.CosignatureType;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.audit.tlog.WitnessSigningKey;
import dev.compliancekit.audit.witness.FileWitness;
import dev.compliancekit.audit.witness.WitnessEndpoint;
import dev.compliancekit.audit.witness.WitnessKeyFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a witness of other people's logs. */
@Command(name = "witness", mixinStandardHelpOptions = true, description = "Run a witness of other people's logs.")
final class WitnessCommand {

    private static final int THREADS = 8;
    private static final int MAX_WAITING = 64;

    private final Console console;

    WitnessCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "init",
            mixinStandardHelpOptions = true,
            description = "Make a witness's key, and print its public half, a vkey line.")
    int init(
            @Parameters(index = "0", paramLabel = "KEYFILE", description = "A new file that only you may read.")
                    Path file,
            @Option(
                            names = "--name",
                            paramLabel = "N",
                            required = true,
                            description = "The witness's name, for example witness.example/w1.")
                    String name,
            @Option(
                            names = "--type",
                            paramLabel = "T",
                            defaultValue = "ED25519",
                            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not said.")
                    CosignatureType type) {
        WitnessSigningKey key = WitnessSigningKey.generate(type, name, console.random());
        WitnessKeyFile.create(file, key);
        console.out().println(key.witnessKey());
        return ExitCode.GOOD;
    }

    @Command(
            name = "serve",
            mixinStandardHelpOptions = true,
            description = "Answer add-checkpoint over HTTP (C2SP tlog-witness) until the program is ended. Put a "
                    + "reverse proxy with TLS, time limits and rate limits before it.")
    int serve(
            @Parameters(index = "0", paramLabel = "DIR", description = "Where the witness remembers.") Path directory,
            @Option(names = "--key", paramLabel = "KEYFILE", required = true, description = "The witness's key file.")
                    Path key,
            @Option(
                            names = "--log",
                            paramLabel = "V",
                            required = true,
                            description = "The public key of a log to watch, as a vkey line; once for each.")
                    List<String> logs,
            @Option(
                            names = "--host",
                            paramLabel = "H",
                            defaultValue = "127.0.0.1",
                            description = "Where to listen; ${DEFAULT-VALUE} if not said.")
                    String host,
            @Option(
                            names = "--port",
                            paramLabel = "P",
                            defaultValue = "8080",
                            description = "${DEFAULT-VALUE} if not said.")
                    int port)
            throws IOException {
        FileWitness.Builder builder = FileWitness.builder(directory, WitnessKeyFile.load(key), console.clock());
        logs.forEach(log -> builder.log(VerifierKey.parse(log)));
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try (FileWitness witness = builder.open()) {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), MAX_WAITING);
            WitnessEndpoint endpoint = WitnessEndpoint.of(witness);
            server.createContext("/", exchange -> answer(endpoint, exchange));
            server.setExecutor(executor);
            server.start();
            try {
                JsonLines.print(
                        console.out(),
                        JsonLines.object()
                                .put(
                                        "listening",
                                        "http://" + host + ":"
                                                + server.getAddress().getPort()));
                console.out().flush();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                server.stop(0);
            }
        } finally {
            executor.shutdown();
        }
        return ExitCode.GOOD;
    }

    private static void answer(WitnessEndpoint endpoint, HttpExchange exchange) throws IOException {
        try (exchange) {
            WitnessEndpoint.Response response = endpoint.answer(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath(), exchange.getRequestBody());
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", response.contentType());
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
