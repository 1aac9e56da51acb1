package dev.compliancekit.crypto.control;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.key.KeyStatus;
import dev.compliancekit.crypto.key.KeySummary;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys and values by algorithm. */
final class AlgorithmCount {

    private final Map<KeyAlgorithm, Line> lines = new EnumMap<>(KeyAlgorithm.class);
    private long valuesOfUnknownKeys;

    private AlgorithmCount() {}

    /** Which key a count is of. */
    private record Address(TenantId tenant, SubjectId subject, KeyId keyId) {}

    /** One algorithm in use; values are counted only if somebody counts them. */
    record Line(KeyAlgorithm algorithm, long keys, long values, boolean counted) {

        String inWords() {
            return keys + " keys" + (counted ? " with " + values + " values" : "");
        }

        Assessment figures(Assessment assessment) {
            Assessment withKeys = assessment.withFigure("keys of " + algorithm.code(), Long.toString(keys));
            return counted ? withKeys.withFigure("values under " + algorithm.code(), Long.toString(values)) : withKeys;
        }

        private Line plus(Line more) {
            return new Line(algorithm, keys + more.keys, Math.addExact(values, more.values), counted);
        }
    }

    /** Every key that is not destroyed. */
    static AlgorithmCount of(List<KeySummary> keys) {
        AlgorithmCount count = new AlgorithmCount();
        keys.stream()
                .filter(key -> key.status() != KeyStatus.DESTROYED)
                .forEach(key -> count.add(new Line(key.algorithm(), 1, 0, false)));
        return count;
    }

    /** Every key that is not destroyed and seals something new, or is not known to protect nothing. */
    static AlgorithmCount of(List<KeySummary> keys, Collection<KeyUse> uses) {
        Map<Address, Long> values = new HashMap<>();
        uses.forEach(use ->
                values.merge(new Address(use.tenant(), use.subject(), use.keyId()), use.values(), Math::addExact));
        AlgorithmCount count = new AlgorithmCount();
        Set<Address> known = new HashSet<>();
        for (KeySummary key : keys) {
            Address address = new Address(key.tenant(), key.subject(), key.keyId());
            known.add(address);
            Long under = values.get(address);
            boolean idle = under != null && under == 0 && key.status() != KeyStatus.ACTIVE;
            if (key.status() != KeyStatus.DESTROYED && !idle) {
                count.add(new Line(key.algorithm(), 1, under == null ? 0 : under, true));
            }
        }
        values.forEach((address, number) -> count.valuesOfUnknownKeys += known.contains(address) ? 0 : number);
        return count;
    }

    private void add(Line line) {
        lines.merge(line.algorithm(), line, Line::plus);
    }

    boolean isEmpty() {
        return lines.isEmpty() && valuesOfUnknownKeys == 0;
    }

    Collection<Line> inUse() {
        return lines.values();
    }

    long valuesOfUnknownKeys() {
        return valuesOfUnknownKeys;
    }
}
