package dev.compliancekit.core.promise;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts promises by their standing. */
final class Counts {

    private Counts() {}

    static Map<Standing, Integer> of(List<AssessedPromise> promises) {
        Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        for (Standing standing : Standing.values()) {
            counts.put(standing, 0);
        }
        promises.forEach(promise -> counts.merge(promise.assessment().standing(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }
}
