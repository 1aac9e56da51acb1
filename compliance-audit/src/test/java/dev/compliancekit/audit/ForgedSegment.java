package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.audit.tlog.MerkleTree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes segments as somebody would who knows the document and some keys; with nothing of the main code's keys. */
final class ForgedSegment {

    private ForgedSegment() {}

    static String hmac(byte[] key, String label, byte[]... parts) {
        return HexFormat.of().formatHex(mac(key, label, parts));
    }

    private static byte[] mac(byte[] key, String label, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(label.getBytes(StandardCharsets.US_ASCII));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes the time of recording in the first entry, and makes the rest fit as far as the key of frame 2 allows. */
    static byte[] rewriteFirstFrame(byte[] content, byte[] keyOfFrame2) {
        byte[] out = content.clone();
        ByteBuffer buffer = ByteBuffer.wrap(out);
        byte[] digest = sha(Arrays.copyOf(out, 121));
        byte[] key = keyOfFrame2;
        int at = 12288;
        for (int frame = 1; at < out.length; frame++) {
            int count = buffer.getInt(at + 12);
            int length = buffer.getInt(at + 16);
            byte[] header = Arrays.copyOfRange(out, at, at + 24);
            int end = at + 24 + length;
            if (frame == 1) {
                // when its one entry was recorded, to which no other links
                String text = new String(out, at, length + 24, StandardCharsets.ISO_8859_1);
                int digit = at + text.lastIndexOf("\"recordedAt\":\"") + 14 + 14;
                out[digit] = '1';
            }
            byte[] body = Arrays.copyOfRange(out, at + 24, end);
            List<byte[]> entries = EntryBundle.read(body, count);
            ByteArrayOutputStream hashes = new ByteArrayOutputStream();
            entries.forEach(
                    entry -> hashes.writeBytes(MerkleTree.leafHash(entry).toByteArray()));
            digest = sha(digest, header, hashes.toByteArray());
            if (frame >= 2) {
                System.arraycopy(mac(key, "tag\n", digest), 0, out, end, 32);
                key = mac(key, "next frame\n");
            }
            buffer.putInt(end + 32, WriteAheadForm.checksum(out, at + 24, length + 32));
            at = end + 36;
        }
        return out;
    }
}
