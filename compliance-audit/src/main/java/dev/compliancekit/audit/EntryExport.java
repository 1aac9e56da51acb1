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

/** Writes entries as JSON lines, or as a view shows them. <em>Not thread-safe.</em> */
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
    void writeLine(long index, Bytes leafHash, byte[] entry) {
        write(entry, ",\"index\":" + index + ",\"leafHash\":\"" + leafHash.hex() + "\"}\n");
    }

    /** Without the index, which nothing in the folder of an export would prove. */
    void writeLine(Bytes leafHash, byte[] entry) {
        write(entry, ",\"leafHash\":\"" + leafHash.hex() + "\"}\n");
    }

    private void write(byte[] entry, String rest) {
        try {
            out.write("{\"entry\":".getBytes(StandardCharsets.US_ASCII));
            out.write(entry);
            out.write(rest.getBytes(StandardCharsets.US_ASCII));
            lines++;
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** An event in the form of a view. */
    void writeEvent(String line) {
        writeText(line);
        lines++;
    }

    void writeText(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    static AuditStoreException cannotWrite(IOException e) {
        return new AuditStoreException("the export cannot be written", e);
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

    Bytes finish() {
        try {
            out.flush();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        return Bytes.copyOf(out.getMessageDigest().digest());
    }
}
