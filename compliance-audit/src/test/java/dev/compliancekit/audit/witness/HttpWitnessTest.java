package dev.compliancekit.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.spi.Witness;
import dev.compliancekit.audit.spi.WitnessAnswer;
import dev.compliancekit.audit.spi.WitnessAnswer.Refusal;
import dev.compliancekit.audit.spi.WitnessUnavailableException;
import dev.compliancekit.audit.tlog.AddCheckpoint;
import dev.compliancekit.audit.tlog.CosignatureType;
import dev.compliancekit.audit.tlog.WitnessSigningKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpWitnessTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("");

    private final WitnessSigningKey key =
            WitnessSigningKey.generate(CosignatureType.ED25519, "witness.example/w1", new SecureRandom());

    private static HttpWitness client(RawHttp server) {
        return HttpWitness.of(CLIENT, server.uri(), LONG);
    }

    private AddCheckpoint request() {
        return new LogBeforeWitnesses(folder).request(0, 3);
    }

    @Test
    void everyAnswerOfAWitnessCrossesTheWire() {
        LogBeforeWitnesses log = new LogBeforeWitnesses(folder);
        try (FileWitness witness = FileWitness.builder(folder.resolve("w"), key, () -> Instant.ofEpochSecond(9))
                        .log(log.vkey())
                        .open();
                RawHttp server = RawHttp.start(WitnessEndpoint.of(witness))) {
            HttpWitness http = HttpWitness.of(CLIENT, URI.create(server.uri() + "/"), LONG);
            assertThat(http.addCheckpoint(log.request(0, 260))).isInstanceOf(WitnessAnswer.Cosigned.class);
            for (AddCheckpoint request : List.of(
                    log.request(260, 260),
                    log.request(0, 300),
                    log.forkedRequest(260, 260),
                    log.forkedRequest(260, 270),
                    new AddCheckpoint(260, List.of(), log.signed(10)),
                    new LogBeforeWitnesses(folder.resolve("other")).request(0, 3))) {
                assertThat(http.addCheckpoint(request)).isEqualTo(witness.addCheckpoint(request));
            }
        }
    }

    @Test
    void everyStatusHasItsMeaning() {
        Map<Integer, Refusal> refusals = Map.of(
                400, Refusal.MALFORMED,
                403, Refusal.UNTRUSTED_SIGNATURE,
                404, Refusal.UNKNOWN_LOG,
                409, Refusal.FORK,
                422, Refusal.BAD_PROOF);
        refusals.forEach((status, refusal) -> {
            try (RawHttp server = answering(RawHttp.response(status, "text/plain", "no\n"))) {
                assertThat(client(server).addCheckpoint(request())).isEqualTo(new WitnessAnswer.Refused(refusal));
            }
        });
        for (int status : new int[] {201, 301, 429, 500, 503}) {
            try (RawHttp server = answering(RawHttp.response(status, "text/plain", "no\n"))) {
                assertThatThrownBy(() -> client(server).addCheckpoint(request()))
                        .isInstanceOf(WitnessUnavailableException.class)
                        .hasMessageContaining("status " + status);
            }
        }
        try (RawHttp server = answering(RawHttp.response(409, "text/x.tlog.size; charset=utf-8", "17\n"))) {
            assertThat(client(server).addCheckpoint(request())).isEqualTo(new WitnessAnswer.OtherSize(17));
        }
    }

    @Test
    void answersThatAreNoneAreSaidInOneSentenceWithoutTheirText() {
        for (byte[] wrong : List.of(
                RawHttp.response(200, "text/plain", ""),
                RawHttp.response(200, "text/plain", "<script>hostile</script>\n"),
                RawHttp.response(200, "text/plain", "\u2014 hostile AAAAAAA=\nhostile\n"),
                RawHttp.response(200, "text/plain", "x".repeat(65_537)),
                RawHttp.response(409, "text/x.tlog.size", "017\n"),
                RawHttp.response(409, "text/x.tlog.size", "17"),
                RawHttp.response(409, "text/x.tlog.size", "9".repeat(19) + "\n"),
                "hostile\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[0])) {
            try (RawHttp server = answering(wrong)) {
                assertThatThrownBy(() -> client(server).addCheckpoint(request()))
                        .isInstanceOf(WitnessUnavailableException.class)
                        .hasMessageNotContaining("hostile")
                        .hasMessageNotContaining("\n");
            }
        }
    }

    private static RawHttp answering(byte[] response) {
        return RawHttp.start((method, path, body, out) -> out.write(response));
    }

    @Test
    void aSlowBodyAndADeadWitnessEndInTime() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawHttp server = RawHttp.start((method, path, body, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nx".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            await(over);
        })) {
            HttpWitness slow = HttpWitness.of(CLIENT, server.uri(), Duration.ofMillis(300));
            assertThatThrownBy(() -> slow.addCheckpoint(request()))
                    .isInstanceOf(WitnessUnavailableException.class)
                    .hasMessageContaining("PT0.3S");
        } finally {
            over.countDown();
        }
        URI nobody;
        try (RawHttp server = answering(new byte[0])) {
            nobody = server.uri();
        }
        assertThatThrownBy(() -> HttpWitness.of(CLIENT, nobody, LONG).addCheckpoint(request()))
                .isInstanceOf(WitnessUnavailableException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anInterruptedCallerStaysInterrupted() {
        try (RawHttp server = answering(RawHttp.response(404, "text/plain", ""))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> client(server).addCheckpoint(request()))
                    .isInstanceOf(WitnessUnavailableException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void addressesAndTimeoutsOutOfRangeAreRefused() {
        for (String wrong : List.of("ftp://w.example", "w.example", "https://w.example/?a=b", "https://w.example/#a")) {
            assertThatThrownBy(() -> HttpWitness.of(CLIENT, URI.create(wrong), LONG))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> HttpWitness.of(CLIENT, URI.create("https://w.example"), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEndpointAnswersWhateverIsAsked() throws IOException {
        Witness broken = request -> {
            throw new WitnessUnavailableException("the disk is full");
        };
        WitnessEndpoint endpoint = WitnessEndpoint.of(broken);
        assertThat(endpoint.answer("GET", "/add-checkpoint", body("")).status()).isEqualTo(405);
        assertThat(endpoint.answer("POST", "/", body("")).status()).isEqualTo(404);
        assertThat(endpoint.answer("POST", "/add-checkpoint", body("x".repeat(70_000)))
                        .status())
                .isEqualTo(413);
        assertThat(endpoint.answer("POST", "/add-checkpoint", body("old 1\n\n")).status())
                .isEqualTo(400);
        assertThat(endpoint.answer("POST", "/add-checkpoint", body(request().text())))
                .isEqualTo(new WitnessEndpoint.Response(
                        503, "text/plain; charset=utf-8", "the witness cannot answer now\n"));
    }

    private static ByteArrayInputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
