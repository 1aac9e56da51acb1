package dev.compliancekit.audit.incident;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an incident touches of one tenant. <em>Immutable.</em>
 *
 * @param tenant whose
 * @param entries how many entries of the log show it
 * @param first when the first of them happened
 * @param last when the last of them happened
 * @param actions what was done, and how often; by name
 * @param touched which targets and subjects, in the order of their text; as far as listed
 * @param listedAll whether all of them are listed, or there was no room for more
 * @param evidence the first entries that show it, by index; at most 256
 * @param evidenceDigest SHA-256 over index and leaf hash of all of them, in the order of the log
 */
public record AffectedTenant(
        TenantId tenant,
        long entries,
        Instant first,
        Instant last,
        SortedMap<Action, Long> actions,
        List<String> touched,
        boolean listedAll,
        List<Evidence> evidence,
        Bytes evidenceDigest) {

    /**
     * An entry that shows something; {@link dev.compliancekit.audit.tlog.TileDirectory#proveInclusion} proves it.
     *
     * @param index where it stands in the log
     * @param leafHash its leaf hash, 32 bytes
     */
    public record Evidence(long index, Bytes leafHash) {}

    /**
     * Copies the collections.
     *
     * @param tenant whose
     * @param entries how many entries of the log show it
     * @param first when the first of them happened
     * @param last when the last of them happened
     * @param actions what was done, and how often; copied
     * @param touched which targets and subjects; copied
     * @param listedAll whether all of them are listed
     * @param evidence the first entries that show it; copied
     * @param evidenceDigest over all of them
     */
    public AffectedTenant {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(evidenceDigest, "evidenceDigest");
        actions = Collections.unmodifiableSortedMap(new TreeMap<>(actions));
        touched = List.copyOf(touched);
        evidence = List.copyOf(evidence);
    }
}
