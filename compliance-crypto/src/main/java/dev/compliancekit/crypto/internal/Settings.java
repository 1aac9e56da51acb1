package dev.compliancekit.crypto.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The settings of one key service; what is wrong with them is said by name, and never by value. */
final class Settings {

    private final String service;
    private final Map<String, String> values;

    /** Every name must be among those that are accepted. */
    Settings(String service, Map<String, String> values, List<String> accepted) {
        this.service = service;
        this.values = values;
        for (String name : values.keySet()) {
            if (!accepted.contains(name)) {
                throw refused(name, "is not known; accepted are " + String.join(", ", accepted));
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw refused(name, "is missing");
        }
        return value;
    }

    Path path(String name) {
        try {
            return Path.of(text(name));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("setting " + name + " of key service " + service + " is no path", e);
        }
    }

    IllegalArgumentException refused(String name, String why) {
        return new IllegalArgumentException("setting " + name + " of key service " + service + " " + why);
    }
}
