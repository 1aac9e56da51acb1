package dev.compliancekit.core.promise;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Answers on demand which control an application has for a promise. Implementations are thread-safe. */
@FunctionalInterface
public interface ControlSource {

    /**
     * The control of a promise.
     *
     * @param promise the promise; its parameters say what the control has to hold it to
     * @return the control, or empty if the application has none, which leaves the promise unproven
     */
    Optional<Control> controlFor(Promise promise);

    /**
     * Finds controls by the control name of the promise.
     *
     * @param controls for each name, what makes the control of one promise from its parameters; copied
     * @return a source that is empty for every other name
     */
    static ControlSource byName(Map<String, ? extends Function<Promise, ? extends Control>> controls) {
        Map<String, Function<Promise, ? extends Control>> copy = Map.copyOf(controls);
        return promise -> Optional.ofNullable(copy.get(promise.control())).map(control -> control.apply(promise));
    }

    /**
     * Asks this source, and another one where this one is empty.
     *
     * @param other the source to ask second
     * @return both together
     */
    default ControlSource or(ControlSource other) {
        return promise -> controlFor(promise).or(() -> other.controlFor(promise));
    }
}
