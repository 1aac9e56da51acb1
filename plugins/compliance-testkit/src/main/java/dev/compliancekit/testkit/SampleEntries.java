package dev.compliancekit.testkit;

import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Entries of a log of several tenants over three months, as they are stored. <em>Immutable.</em> */
final class SampleEntries {

    /** When the first one was recorded. */
    static final Instant START = Instant.parse("2026-01-30T22:00:00.123456789Z");

    private static final int HOURS_BETWEEN = 5;
    private static final int TENANTS = 7;
    private static final int LARGEST = 65_535;

    private SampleEntries() {}

    static List<ShippedEntry> of(String origin, int from, int toExclusive) {
        return IntStream.range(from, toExclusive)
                .mapToObj(i -> entry(origin, i))
                .toList();
    }

    /** Every account has text of many scripts and every escape; one entry in fifty is as large as one may be. */
    private static ShippedEntry entry(String origin, int index) {
        StringBuilder text = new StringBuilder(
                        "{\"action\":\"sign-in\",\"attributes\":{\"reason\":\"\\\"\\\\\\n\\u0000 ")
                .append(origin)
                .append(" \u00e9\u20ac\ud83d\ude00, \",\"recordedAt\":\"of the caller\",\"tenant\":\"of nobody\"},");
        String end = "\"recordedAt\":\"" + START.plusSeconds(3600L * HOURS_BETWEEN * index) + "\",\"seq\":" + index
                + ",\"target\":\"account\\\\" + index + "\",\"tenant\":\"t-" + index % TENANTS + "\",\"v\":1}";
        if (index % 50 == 49) {
            int rest = LARGEST - (text + "\"filler\":\"\"," + end).getBytes(StandardCharsets.UTF_8).length;
            text.append("\"filler\":\"").append("x".repeat(rest)).append("\",");
        }
        return ShippedEntry.of(index, (text + end).getBytes(StandardCharsets.UTF_8));
    }

    /** A checkpoint over the first ones. */
    static SignedCheckpoint checkpoint(String origin, int size) {
        MerkleTree tree = MerkleTree.empty();
        of(origin, 0, size).forEach(entry -> tree.append(entry.leafHash()));
        return SampleLog.key(origin, 1).sign(new Checkpoint(origin, size, tree.root()));
    }
}
