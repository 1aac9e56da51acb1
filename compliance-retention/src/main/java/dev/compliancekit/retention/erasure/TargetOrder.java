package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.spi.ErasureTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which target is erased before which: as declared by {@link ErasureTarget#after}, else as added. */
final class TargetOrder {

    private TargetOrder() {}

    static List<ErasureTarget> of(List<ErasureTarget> added) {
        List<ErasureTarget> open = new ArrayList<>(added);
        List<ErasureTarget> sorted = new ArrayList<>();
        while (!open.isEmpty()) {
            Set<String> waiting = new HashSet<>();
            open.forEach(target -> waiting.add(target.name()));
            ErasureTarget next = open.stream()
                    .filter(target -> target.after().stream().noneMatch(waiting::contains))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("targets "
                            + open.stream().map(ErasureTarget::name).collect(Collectors.joining(", "))
                            + " come after one another in a circle; accepted is an order in which one is first"));
            sorted.add(next);
            open.remove(next);
        }
        return List.copyOf(sorted);
    }
}
