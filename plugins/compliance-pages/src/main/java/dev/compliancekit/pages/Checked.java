package dev.compliancekit.pages;

import java.util.function.Supplier;

/** Gives what a value refuses the file and line that it was read from. */
final class Checked {

    private Checked() {}

    static <T> T build(YamlMapping from, Supplier<T> construction) {
        try {
            return construction.get();
        } catch (IllegalArgumentException e) {
            throw from.refused(String.valueOf(e.getMessage()));
        }
    }
}
