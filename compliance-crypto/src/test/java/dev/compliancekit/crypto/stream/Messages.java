package dev.compliancekit.crypto.stream;

import dev.compliancekit.crypto.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What the tests of streams encrypt, with what, and in which ways. */
final class Messages {

    static final SecureRandom RANDOM = new SecureRandom();
    static final byte[] CONTEXT = "acme/backup/2026-11-22".getBytes(StandardCharsets.US_ASCII);

    /** Around every boundary there is. */
    static final List<Integer> SIZES = List.of(
            0, 1, 15, 16, 17, 511, 512, 513, 16_327, 16_328, 16_383, 16_384, 16_385, 16_400, 32_767, 32_768, 32_769,
            65_536, 1_048_575, 1_048_576, 1_048_577, 2_097_152);

    private Messages() {}

    static ChunkedAead aead() {
        return ChunkedAead.aes256Gcm(key(), RANDOM);
    }

    static SecretBytes key() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return SecretBytes.copyOf(key);
    }

    /** Never a period that fits into a chunk. */
    static byte[] plaintext(int size) {
        byte[] plaintext = new byte[size];
        for (int i = 0; i < size; i++) {
            plaintext[i] = (byte) (i % 251);
        }
        return plaintext;
    }

    /** One way to read a message. */
    interface Reader {
        byte[] open(ChunkedAead aead, byte[] sealed, byte[] context) throws IOException;
    }

    static byte[] byArray(ChunkedAead aead, byte[] sealed, byte[] context) {
        return aead.decrypt(sealed, context);
    }

    static byte[] byInput(ChunkedAead aead, byte[] sealed, byte[] context) throws IOException {
        try (InputStream in = aead.decrypting(new ByteArrayInputStream(sealed), context)) {
            return in.readAllBytes();
        }
    }

    static byte[] byOutput(ChunkedAead aead, byte[] sealed, byte[] context) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (OutputStream out = aead.decrypting(plain, context)) {
            out.write(sealed);
        }
        return plain.toByteArray();
    }

    static byte[] byChannel(ChunkedAead aead, byte[] sealed, byte[] context) throws IOException {
        try (SeekableByteChannel channel = aead.decrypting(new ArrayChannel(sealed), context)) {
            ByteBuffer plain = ByteBuffer.allocate((int) channel.size());
            while (plain.hasRemaining()) {
                if (channel.read(plain) < 0) {
                    throw new IOException("ended before its size");
                }
            }
            return plain.array();
        }
    }

    static byte[] byRange(ChunkedAead aead, byte[] sealed, byte[] context) {
        return range(aead, sealed, context, new ByteRange(0, aead.plaintextBytes(sealed.length)));
    }

    static byte[] range(ChunkedAead aead, byte[] sealed, byte[] context, ByteRange part) {
        RangeRead plan = aead.planRead(part, sealed.length);
        List<byte[]> fetched = plan.ranges().stream()
                .map(range -> Arrays.copyOfRange(sealed, (int) range.from(), (int) range.toExclusive()))
                .toList();
        return aead.decrypt(plan, fetched, context);
    }

    static List<Reader> readers() {
        return List.of(
                Messages::byArray, Messages::byInput, Messages::byOutput, Messages::byChannel, Messages::byRange);
    }

    static byte[] sealedByOutput(ChunkedAead aead, byte[] plaintext, Random random) throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream out = aead.encrypting(sealed, CONTEXT)) {
            writeInPieces(out, plaintext, random);
        }
        return sealed.toByteArray();
    }

    static byte[] sealedByInput(ChunkedAead aead, byte[] plaintext, Random random) throws IOException {
        try (InputStream in = aead.encrypting(new ByteArrayInputStream(plaintext), CONTEXT)) {
            return readInPieces(in, random);
        }
    }

    static void writeInPieces(OutputStream out, byte[] bytes, Random random) throws IOException {
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, pieceSize(random));
            if (length == 1) {
                out.write(bytes[at]);
            } else {
                out.write(bytes, at, length);
            }
            at += length;
        }
    }

    static byte[] readInPieces(InputStream in, Random random) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[40_000];
        while (true) {
            int wanted = pieceSize(random);
            if (wanted == 1) {
                int b = in.read();
                if (b < 0) {
                    return all.toByteArray();
                }
                all.write(b);
            } else {
                int got = in.read(piece, 7, wanted);
                if (got < 0) {
                    return all.toByteArray();
                }
                all.write(piece, 7, got);
            }
        }
    }

    private static int pieceSize(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> 1;
            case 1 -> 1 + random.nextInt(600);
            case 2 -> 16_384 + random.nextInt(20);
            case 3 -> 16_384;
            default -> 1 + random.nextInt(39_000);
        };
    }
}
