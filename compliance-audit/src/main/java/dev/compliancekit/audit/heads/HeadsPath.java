package dev.compliancekit.audit.heads;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shows, below a root of a {@link HeadsTree}, where one tenant stands or that it has no entry. Of others it holds
 * hashes only; where the tenant has no entry it may hold the head of one other, named by the hash of its code. The
 * lines are described in {@code docs/formats/log-export.md}. <em>Immutable and thread-safe.</em>
 */
public final class HeadsPath {

    private static final int MAX_SIBLINGS = 256;
    private static final int HASH_TEXT = 44;
    private static final String AT = "at ";
    private static final String NOTHING = "nothing";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,15}");

    private final Bytes key;
    private final @Nullable Head head;
    private final List<Bytes> siblings;

    private HeadsPath(Bytes key, @Nullable Head head, List<Bytes> siblings) {
        if (siblings.size() > MAX_SIBLINGS) {
            throw new IllegalArgumentException(
                    "path has " + siblings.size() + " hashes; accepted are at most " + MAX_SIBLINGS);
        }
        this.key = key;
        this.head = head;
        this.siblings = List.copyOf(siblings);
    }

    static HeadsPath toHead(Bytes key, Head head, List<Bytes> siblings) {
        return new HeadsPath(key, head, siblings);
    }

    static HeadsPath toNothing(List<Bytes> siblings) {
        return new HeadsPath(Bytes.copyOf(HeadsHashes.nothing()), null, siblings);
    }

    /**
     * Reads the lines that {@link #lines} gives; nothing is verified yet.
     *
     * @param lines each without its line end
     * @return the path
     * @throws IllegalArgumentException if they are not in the one accepted form
     */
    public static HeadsPath parse(List<String> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("path has no lines; accepted is what it ends at, and its hashes");
        }
        List<Bytes> siblings = new ArrayList<>();
        for (String line : lines.subList(1, Math.min(lines.size(), MAX_SIBLINGS + 2))) {
            siblings.add(hash(line));
        }
        String end = lines.get(0);
        if (end.equals(NOTHING)) {
            return toNothing(siblings);
        }
        String[] words = end.split(" ", 5);
        if (!end.startsWith(AT)
                || words.length != 4
                || !NUMBER.matcher(words[2]).matches()) {
            throw new IllegalArgumentException(
                    "what the path ends at is not accepted; accepted is \"nothing\", or \"at\", key, number and hash");
        }
        return toHead(hash(words[1]), new Head(Long.parseLong(words[2]), hash(words[3])), siblings);
    }

    private static Bytes hash(String text) {
        byte[] bytes;
        try {
            bytes = text.length() == HASH_TEXT ? Base64.getDecoder().decode(text) : new byte[0];
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a hash of the path is not Base64; accepted are 32 bytes", e);
        }
        if (bytes.length != HeadsHashes.SIZE
                || !Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("a hash of the path is not accepted; accepted are 32 bytes in Base64");
        }
        return Bytes.copyOf(bytes);
    }

    /**
     * The path as text.
     *
     * @return what it ends at, then a hash a line, the lowest first; no line ends
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        Head known = head;
        lines.add(known == null ? NOTHING : AT + base64(key) + " " + known.entries() + " " + base64(known.lastLeaf()));
        siblings.forEach(sibling -> lines.add(base64(sibling)));
        return List.copyOf(lines);
    }

    private static String base64(Bytes hash) {
        return Base64.getEncoder().encodeToString(hash.toByteArray());
    }

    /**
     * What the path shows of a tenant.
     *
     * @param tenant which
     * @param expectedRoot the root that the log has written down, 32 bytes
     * @return where the tenant stands, or empty if it has no entry
     * @throws LogTamperedException if the path does not lead from the tenant's place to that root
     */
    public Optional<Head> verify(TenantId tenant, Bytes expectedRoot) {
        HeadsHashes hashes = new HeadsHashes();
        byte[] wanted = hashes.key(tenant).toByteArray();
        Head known = head;
        byte[] hash = known == null ? HeadsHashes.nothing() : hashes.leaf(key, known);
        byte[] found = known == null ? wanted : key.toByteArray();
        for (int depth = siblings.size() - 1; depth >= 0; depth--) {
            byte[] sibling = siblings.get(siblings.size() - 1 - depth).toByteArray();
            int side = HeadsHashes.bit(wanted, depth);
            if (side != HeadsHashes.bit(found, depth)) {
                throw new LogTamperedException(
                        "the path of the tenants' heads ends at a place that is not the tenant's");
            }
            hash = side == 0 ? hashes.node(hash, sibling) : hashes.node(sibling, hash);
        }
        if (!Bytes.copyOf(hash).equals(expectedRoot)) {
            throw new LogTamperedException("the path of the tenants' heads leads to the root " + Bytes.copyOf(hash)
                    + ", the log says " + expectedRoot);
        }
        return known != null && Bytes.copyOf(found).equals(Bytes.copyOf(wanted))
                ? Optional.of(known)
                : Optional.empty();
    }
}
