package dev.compliancekit.audit.witness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that answers each request with the bytes a test wants, one connection at a time. */
final class RawHttp implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\\ncontent-length: *([0-9]+)");

    private final ServerSocket socket;
    private final Answer answer;

    /** Writes a whole response. */
    @FunctionalInterface
    interface Answer {

        void to(String method, String path, byte[] body, OutputStream out) throws IOException;
    }

    private RawHttp(ServerSocket socket, Answer answer) {
        this.socket = socket;
        this.answer = answer;
    }

    static RawHttp start(Answer answer) {
        try {
            RawHttp server = new RawHttp(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), answer);
            Thread thread = new Thread(server::serve, "raw-http");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answers of an endpoint. */
    static RawHttp start(WitnessEndpoint endpoint) {
        return start((method, path, body, out) -> {
            WitnessEndpoint.Response response = endpoint.answer(method, path, new java.io.ByteArrayInputStream(body));
            out.write(response(response.status(), response.contentType(), response.body()));
        });
    }

    static byte[] response(int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("HTTP/1.1 " + status + " Said\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                        + bytes.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(bytes);
        return all.toByteArray();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                serve(connection);
            } catch (IOException e) {
                // the client has gone, or the server was closed
            }
        }
    }

    private void serve(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        int method = head.indexOf(" ");
        String path = head.substring(method + 1, head.indexOf(" ", method + 1));
        answer.to(head.substring(0, method), path, body, connection.getOutputStream());
        connection.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
