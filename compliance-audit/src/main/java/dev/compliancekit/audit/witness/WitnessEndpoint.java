package dev.compliancekit.audit.witness;

import dev.compliancekit.audit.spi.Witness;
import dev.compliancekit.audit.spi.WitnessAnswer;
import dev.compliancekit.audit.spi.WitnessAnswer.Refusal;
import dev.compliancekit.audit.spi.WitnessUnavailableException;
import dev.compliancekit.audit.tlog.AddCheckpoint;
import dev.compliancekit.audit.tlog.SignatureLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * The server side of C2SP tlog-witness over any witness and any HTTP server: a request goes in, a response comes out.
 * At most 69,632 bytes of a request are read. Time limits are for the server to set.
 *
 * <p><em>Thread-safe.</em>
 */
public final class WitnessEndpoint {

    static final String PATH = "/add-checkpoint";
    static final String TEXT = "text/plain; charset=utf-8";
    static final String SIZE = "text/x.tlog.size";

    private final Witness witness;

    private WitnessEndpoint(Witness witness) {
        this.witness = witness;
    }

    /**
     * An endpoint for a witness.
     *
     * @param witness answers the requests
     * @return the endpoint
     */
    public static WitnessEndpoint of(Witness witness) {
        return new WitnessEndpoint(witness);
    }

    /**
     * What to send back. <em>Immutable.</em>
     *
     * @param status of HTTP
     * @param contentType the value of the header {@code Content-Type}
     * @param body to be sent as UTF-8
     */
    public record Response(int status, String contentType, String body) {}

    /**
     * Answers a request.
     *
     * @param method of HTTP; accepted is {@code POST}
     * @param path below the witness's address; accepted is {@code /add-checkpoint}
     * @param body the request's body; not closed
     * @return what to send back, whatever was asked
     * @throws IOException if the body cannot be read
     */
    public Response answer(String method, String path, InputStream body) throws IOException {
        if (!path.equals(PATH)) {
            return text(Refusal.UNKNOWN_LOG.status(), "there is nothing here; POST " + PATH);
        }
        if (!method.equals("POST")) {
            return text(405, "method is not accepted; accepted is POST");
        }
        byte[] bytes = body.readNBytes(AddCheckpoint.MAX_BYTES + 1);
        if (bytes.length > AddCheckpoint.MAX_BYTES) {
            return text(413, "request is longer than " + AddCheckpoint.MAX_BYTES + " bytes");
        }
        try {
            return response(witness.addCheckpoint(AddCheckpoint.parse(new String(bytes, StandardCharsets.UTF_8))));
        } catch (IllegalArgumentException e) {
            return text(Refusal.MALFORMED.status(), String.valueOf(e.getMessage()));
        } catch (WitnessUnavailableException e) {
            return text(503, "the witness cannot answer now");
        }
    }

    private static Response response(WitnessAnswer answer) {
        if (answer instanceof WitnessAnswer.Cosigned cosigned) {
            String lines = cosigned.lines().stream().map(SignatureLine::text).collect(Collectors.joining());
            return new Response(200, TEXT, lines);
        }
        if (answer instanceof WitnessAnswer.OtherSize other) {
            return new Response(Refusal.FORK.status(), SIZE, other.text());
        }
        Refusal refusal = ((WitnessAnswer.Refused) answer).refusal();
        return text(refusal.status(), "the witness does not cosign: " + refusal.sentence());
    }

    private static Response text(int status, String sentence) {
        return new Response(status, TEXT, sentence + "\n");
    }
}
