package dev.compliancekit.audit;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Writes entries as JSON lines. <em>Not thread-safe.</em> */
final class EntryExport {

    private final DigestOutputStream out;
    private long lines;

    EntryExport(OutputStream out) {
        try {
            this.out = new DigestOutputStream(out, MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java platform must have", e);
        }
    }

    /**
     * The stored bytes stand in the line as they are: they hold no byte below 0x20, and whoever hashes them can verify.
     */
    void writeLine(long index, Bytes leafHash, byte[] entry) throws IOException {
        out.write("{\"entry\":".getBytes(StandardCharsets.US_ASCII));
        out.write(entry);
        out.write((",\"index\":" + index + ",\"leafHash\":\"" + leafHash.hex() + "\"}\n")
                .getBytes(StandardCharsets.US_ASCII));
        lines++;
    }

    static boolean isOf(TenantId tenant, byte[] entry) {
        return endsLike(entry, EntryForm.ending(tenant, EntryForm.PLAIN))
                || endsLike(entry, EntryForm.ending(tenant, EntryForm.SEALED));
    }

    private static boolean endsLike(byte[] entry, String expected) {
        byte[] ending = expected.getBytes(StandardCharsets.US_ASCII);
        int from = entry.length - ending.length;
        return from >= 0 && Arrays.equals(entry, from, entry.length, ending, 0, ending.length);
    }

    long lines() {
        return lines;
    }

    Bytes finish() throws IOException {
        out.flush();
        return Bytes.copyOf(out.getMessageDigest().digest());
    }
}
