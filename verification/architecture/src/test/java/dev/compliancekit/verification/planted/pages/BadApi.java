package dev.compliancekit.verification.planted.pages;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An API with everything that an API must not have. */
public final class BadApi {

    /** Neither final nor hidden. */
    public int open;

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    final Optional<String> held = Optional.empty();

    private BadApi() {}

    /** Takes an Optional. */
    public String taker(Optional<String> text) {
        return text.orElse(held.orElse(""));
    }

    /** May be null. */
    public @Nullable String result() {
        return null;
    }

    /** Takes null. */
    public void parameter(@Nullable String text) {}

    /** Has a get. */
    public String getName() {
        return "name";
    }
}
