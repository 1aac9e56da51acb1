package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.MerkleTree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a query goes on, as a text to hand out: the index of an entry, which stays the same whatever is appended, bound
 * to what was asked for, so that a cursor of another question is noticed. It opens nothing and needs no secret.
 */
final class PageCursor {

    private static final int BOUND_BYTES = 8;

    private PageCursor() {}

    static String of(long index, String question) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES + BOUND_BYTES)
                .putLong(index)
                .put(bound(index, question))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static long parse(String cursor, String question) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
        if (bytes.length != Long.BYTES + BOUND_BYTES) {
            throw refused(null);
        }
        long index = ByteBuffer.wrap(bytes).getLong();
        if (index < 0 || !cursor.equals(of(index, question))) {
            throw refused(null);
        }
        return index;
    }

    private static IllegalArgumentException refused(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                "cursor is not one of this query; accepted is what a page of a query for the same gave", cause);
    }

    private static byte[] bound(long index, String question) {
        byte[] text = (index + "\n" + question).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(MerkleTree.leafHash(text).toByteArray(), BOUND_BYTES);
    }
}
