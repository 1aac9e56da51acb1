package dev.compliancekit.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a file whose keys are known to differ, each value with its line. */
final class YamlMapping {

    /** A key that may be repeated in a message; anything else could be hostile. */
    private static final Pattern SPEAKABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

    private final String file;
    private final int line;
    private final Map<String, YamlValue> values;

    private YamlMapping(String file, int line, Map<String, YamlValue> values) {
        this.file = file;
        this.line = line;
        this.values = values;
    }

    static YamlMapping of(String file, Node node) {
        int line = YamlSource.line(node.getStartMark());
        if (!(node instanceof MappingNode mapping)) {
            throw new PageFormatException(file, line, "this is not a mapping; accepted are lines like key: value");
        }
        Map<String, YamlValue> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = YamlSource.line(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new PageFormatException(file, keyLine, "a key is not text; accepted are lines like key: value");
            }
            YamlValue value = new YamlValue(file, spoken(key.getValue()), keyLine, tuple.getValueNode());
            if (values.put(key.getValue(), value) != null) {
                throw new PageFormatException(
                        file, keyLine, spoken(key.getValue()) + " stands here twice; accepted is each key once");
            }
        }
        return new YamlMapping(file, line, values);
    }

    /** A key for a message: the key itself if it is harmless. */
    private static String spoken(String key) {
        return SPEAKABLE.matcher(key).matches() ? key : "a key";
    }

    /** Refuses every key that is not among those accepted. */
    void accept(List<String> keys) {
        for (Map.Entry<String, YamlValue> entry : values.entrySet()) {
            if (!keys.contains(entry.getKey())) {
                throw entry.getValue().refused("is not known here; accepted are " + String.join(", ", keys));
            }
        }
    }

    YamlValue required(String key) {
        YamlValue value = values.get(key);
        if (value == null) {
            throw refused(key + " is missing; accepted is a line " + key + ": with a value");
        }
        return value;
    }

    Optional<YamlValue> optional(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The values in the order of the file, by key. */
    Map<String, YamlValue> values() {
        return values;
    }

    /** What is wrong with the mapping as a whole. */
    PageFormatException refused(String problem) {
        return new PageFormatException(file, line, problem);
    }

    static List<YamlValue> items(String file, String key, SequenceNode sequence) {
        List<YamlValue> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new YamlValue(file, key, YamlSource.line(item.getStartMark()), item));
        }
        return items;
    }
}
