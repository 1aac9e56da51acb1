package dev.compliancekit.cli;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON, one object a line, with bounds on length and depth: UTF-8 is read, ASCII without any control is written.
 * Duplicate keys and trailing text are refused.
 */
final class JsonLines {

    private static final int MAX_LINE_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_LINE_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .characterEscapes(new WithDelete())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What is printed may be shown by a terminal, which takes more than the controls of JSON for commands. */
    private static final class WithDelete extends CharacterEscapes {

        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
            codes[0x7f] = CharacterEscapes.ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int ch) {
            return null; // the standard one
        }
    }

    private final InputStream in;
    private final String name;
    private int line;

    JsonLines(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    /** An empty object to be filled and printed. */
    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Prints one object as one line and flushes, so that a reader at the other end of a pipe sees it at once. */
    static void print(PrintStream out, ObjectNode object) {
        try {
            out.write(MAPPER.writeValueAsBytes(object));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the line read last, from 1. */
    int line() {
        return line;
    }

    /** A sentence about the line read last. */
    CliException refuse(String sentence) {
        return CliException.usage(name + " line " + line + ": " + sentence);
    }

    /** The next object, or null at the end; blank lines are passed over. */
    @Nullable
    ObjectNode next() throws IOException {
        for (byte[] bytes = readLine(); bytes != null; bytes = readLine()) {
            String text = decode(bytes);
            if (!text.isBlank()) {
                return parse(text);
            }
        }
        return null;
    }

    private ObjectNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw refuse("not a JSON object; accepted is one object a line");
        } catch (JsonProcessingException e) {
            throw refuse("not readable as JSON; accepted is one object a line, keys once each, at most " + MAX_DEPTH
                    + " levels deep");
        }
    }

    private String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refuse("not well-formed UTF-8");
        }
    }

    private byte @Nullable [] readLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        int next = in.read();
        if (next < 0) {
            return null;
        }
        line++;
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (bytes.size() == MAX_LINE_BYTES) {
                throw refuse("longer than " + MAX_LINE_BYTES + " bytes");
            }
            bytes.write(next);
        }
        return bytes.toByteArray();
    }
}
