package dev.compliancekit.audit.witness;

import dev.compliancekit.audit.spi.Witness;
import dev.compliancekit.audit.spi.WitnessAnswer;
import dev.compliancekit.audit.spi.WitnessAnswer.Refusal;
import dev.compliancekit.audit.spi.WitnessUnavailableException;
import dev.compliancekit.audit.tlog.AddCheckpoint;
import dev.compliancekit.audit.tlog.SignatureLine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a witness over HTTP (C2SP tlog-witness). A request is sent once: no retries, bounded in time from its start to
 * the last byte of the answer, and at most 65,536 bytes of the answer are read.
 *
 * <p><em>Thread-safe.</em>
 */
public final class HttpWitness implements Witness {

    private static final int MAX_ANSWER_BYTES = 65_536;

    private final HttpClient client;
    private final URI uri;
    private final Duration timeout;

    private HttpWitness(HttpClient client, URI uri, Duration timeout) {
        this.client = client;
        this.uri = uri;
        this.timeout = timeout;
    }

    /**
     * A witness elsewhere.
     *
     * @param client sends the requests: proxies, certificates and threads are its own
     * @param submissionPrefix the witness's address without {@code /add-checkpoint}, {@code https} or {@code http}
     * @param timeout how long a request may take; more than zero
     * @return the witness
     * @throws IllegalArgumentException if the address or the timeout is not accepted
     */
    public static HttpWitness of(HttpClient client, URI submissionPrefix, Duration timeout) {
        String prefix = submissionPrefix.toString();
        boolean web = prefix.startsWith("https://") || prefix.startsWith("http://");
        if (!web || submissionPrefix.getRawQuery() != null || submissionPrefix.getRawFragment() != null) {
            throw new IllegalArgumentException("address of the witness is not accepted; accepted is one of https or "
                    + "http, without query and fragment");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is " + timeout + "; accepted is more than zero");
        }
        URI uri = URI.create(
                (prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + WitnessEndpoint.PATH);
        return new HttpWitness(client, uri, timeout);
    }

    @Override
    public WitnessAnswer addCheckpoint(AddCheckpoint request) {
        HttpRequest post = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", WitnessEndpoint.TEXT)
                .POST(BodyPublishers.ofString(request.text(), StandardCharsets.UTF_8))
                .build();
        HttpResponse<byte[]> response = send(post);
        try {
            return read(response);
        } catch (IllegalArgumentException e) {
            throw new WitnessUnavailableException(
                    "witness answered with something else than the protocol: " + e.getMessage(), e);
        }
    }

    /** The client's own timeout ends at the first byte of the body on some versions of Java. */
    private HttpResponse<byte[]> send(HttpRequest post) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(post, head -> new BoundedBody(MAX_ANSWER_BYTES));
        try {
            return sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new WitnessUnavailableException("witness did not answer within " + timeout, e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new WitnessUnavailableException("waiting for the witness was interrupted", e);
        } catch (ExecutionException e) {
            throw new WitnessUnavailableException("witness cannot be reached or its answer cannot be read", e);
        }
    }

    private static WitnessAnswer read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (status == 200) {
            return new WitnessAnswer.Cosigned(SignatureLine.parseAll(body));
        }
        if (status == Refusal.FORK.status() && isSize(response)) {
            return WitnessAnswer.OtherSize.parse(body);
        }
        for (Refusal refusal : Refusal.values()) {
            if (refusal.status() == status) {
                return new WitnessAnswer.Refused(refusal);
            }
        }
        throw new WitnessUnavailableException(
                "witness answered with the status " + status + "; accepted are 200, 400, 403, 404, 409 and 422");
    }

    private static boolean isSize(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().equals(WitnessEndpoint.SIZE))
                .orElse(false);
    }
}
