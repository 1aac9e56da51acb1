package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.ControlSource;
import dev.compliancekit.core.promise.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Which check answers which control name of the pages. A name that is missing here is one that this small application
 * cannot answer: it has no network, no alarms and no cards. Such promises stay unproven.
 */
final class Controls {

    private Controls() {}

    static ControlSource over(Evidence evidence) {
        Map<String, Function<Promise, Control>> all = new HashMap<>();
        all.putAll(AccessControls.over(evidence));
        all.putAll(ErasureControls.over(evidence));
        all.putAll(LogControls.over(evidence));
        all.putAll(StoreControls.over(evidence));
        return ControlSource.byName(all);
    }
}
