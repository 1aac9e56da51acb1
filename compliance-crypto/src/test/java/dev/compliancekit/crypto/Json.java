package dev.compliancekit.crypto;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the JSON of test vectors: objects, arrays, strings, whole numbers, true and false. */
public final class Json {

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    public static Map<String, Object> parse(String text) {
        return asObject(new Json(text).value());
    }

    @SuppressWarnings("unchecked") // the files are known
    public static Map<String, Object> asObject(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // the files are known
    public static List<Object> list(Map<String, Object> object, String name) {
        return (List<Object>) member(object, name);
    }

    public static String string(Map<String, Object> object, String name) {
        return (String) member(object, name);
    }

    /** The lowest 32 bits. */
    public static int number(Map<String, Object> object, String name) {
        return ((Long) member(object, name)).intValue();
    }

    private static Object member(Map<String, Object> object, String name) {
        Object value = object.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no member " + name);
        }
        return value;
    }

    private Object value() {
        char first = peek();
        if (first == '{') {
            return object();
        }
        if (first == '[') {
            return array();
        }
        return first == '"' ? quoted() : bare();
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        while (peek() != '}') {
            String name = quoted();
            peek();
            at++;
            members.put(name, value());
            if (peek() == ',') {
                at++;
            }
        }
        at++;
        return members;
    }

    private List<Object> array() {
        List<Object> items = new ArrayList<>();
        at++;
        while (peek() != ']') {
            items.add(value());
            if (peek() == ',') {
                at++;
            }
        }
        at++;
        return items;
    }

    private String quoted() {
        StringBuilder out = new StringBuilder();
        peek();
        at++;
        while (text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            out.append(text.charAt(at++));
        }
        at++;
        return out.toString();
    }

    private Object bare() {
        int from = at;
        while ("+-.0123456789eEtrufalsn".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String word = text.substring(from, at);
        return word.matches("-?[0-9]+") ? (Object) Long.valueOf(word) : word;
    }

    private char peek() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.charAt(at);
    }
}
