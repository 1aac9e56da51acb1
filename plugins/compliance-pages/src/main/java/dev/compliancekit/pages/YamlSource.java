package dev.compliancekit.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A YAML file within bounds: so many bytes, so deep, one document, no anchors, aliases or tags. The bounds are checked
 * on the stream of events, before anything is built, so a hostile file costs no more than reading it once.
 */
final class YamlSource {

    /** A page of a hundred promises takes about 25,000. */
    static final int MAX_BYTES = 1 << 20;

    /** The deepest thing in the formats is a list in the parameters of a promise in the list of the page. */
    static final int MAX_DEPTH = 8;

    private final String name;
    private final String text;

    private YamlSource(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** Reads no more than one byte over the limit. */
    static YamlSource read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        return of(file.toString(), bytes);
    }

    static YamlSource of(String name, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new PageFormatException(name, 1, "the file is too large; accepted are up to " + MAX_BYTES + " bytes");
        }
        return new YamlSource(name, decode(name, bytes));
    }

    private static String decode(String name, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new PageFormatException(name, line, "the bytes are not text in UTF-8; accepted is nothing else");
        }
        String text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The one mapping that the file consists of. */
    YamlMapping mapping() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("yaml")
                .setAllowDuplicateKeys(true) // refused by YamlMapping, which knows the line
                .build();
        try {
            checkBounds(settings);
            Optional<Node> root = new Compose(settings).composeString(text);
            return YamlMapping.of(
                    name,
                    root.orElseThrow(() -> new PageFormatException(
                            name, 1, "the file is empty; accepted is one " + "document with keys and values")));
        } catch (MarkedYamlEngineException e) {
            throw new PageFormatException(name, line(e.getProblemMark()), "this is not YAML; accepted is YAML 1.2");
        } catch (YamlEngineException e) {
            throw new PageFormatException(
                    name, 1, "this is not YAML or has a character that YAML does not accept; accepted is YAML 1.2");
        }
    }

    private void checkBounds(LoadSettings settings) {
        int depth = 0;
        int documents = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof DocumentStartEvent) {
                documents++;
            }
            if (depth > MAX_DEPTH) {
                throw refused(event, "this is nested too deeply; accepted are up to " + MAX_DEPTH + " levels");
            }
            if (documents > 1) {
                throw refused(event, "a second document starts here; accepted is one document");
            }
            checkPlain(event);
        }
    }

    private void checkPlain(Event event) {
        if (event instanceof NodeEvent node) {
            Optional<Anchor> anchor = node.getAnchor();
            if (anchor.isPresent()) {
                throw refused(event, "anchors and aliases are not accepted; accepted is the text written out");
            }
        }
        boolean tagged = (event instanceof CollectionStartEvent start
                        && start.getTag().isPresent())
                || (event instanceof ScalarEvent scalar && scalar.getTag().isPresent());
        if (tagged) {
            throw refused(event, "tags are not accepted; accepted are plain texts, numbers, lists and mappings");
        }
    }

    private PageFormatException refused(Event event, String problem) {
        return new PageFormatException(name, line(event.getStartMark()), problem);
    }

    static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }
}
