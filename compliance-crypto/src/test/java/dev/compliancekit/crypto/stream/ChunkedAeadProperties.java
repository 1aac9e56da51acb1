package dev.compliancekit.crypto.stream;

import static dev.compliancekit.crypto.stream.Messages.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.crypto.KeyId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChunkedAeadProperties {

    private final ChunkedAead aead = Messages.aead().withKeyId(new KeyId(99));

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 100),
                Arbitraries.integers().between(0, 100_000),
                Arbitraries.integers().between(16_370, 16_400),
                Arbitraries.integers().between(32_760, 32_780));
    }

    @Property(tries = 200)
    void piecesMakeNoDifference(@ForAll("sizes") int size, @ForAll long seed) throws Exception {
        Random random = new Random(seed);
        byte[] plaintext = Messages.plaintext(size);
        byte[] written = Messages.sealedByOutput(aead, plaintext, random);
        byte[] read = Messages.sealedByInput(aead, plaintext, random);
        for (byte[] sealed : new byte[][] {written, read}) {
            try (InputStream in = aead.decrypting(new ByteArrayInputStream(sealed), CONTEXT)) {
                assertThat(Messages.readInPieces(in, random)).isEqualTo(plaintext);
            }
            ByteArrayOutputStream opened = new ByteArrayOutputStream();
            try (OutputStream out = aead.decrypting(opened, CONTEXT)) {
                Messages.writeInPieces(out, sealed, random);
            }
            assertThat(opened.toByteArray()).isEqualTo(plaintext);
        }
    }

    @Property(tries = 200)
    void everyPartCanBeReadByItself(@ForAll("sizes") int size, @ForAll long seed) throws Exception {
        Random random = new Random(seed);
        byte[] plaintext = Messages.plaintext(size);
        byte[] sealed = aead.encrypt(plaintext, CONTEXT);
        try (SeekableByteChannel channel = aead.decrypting(new ArrayChannel(sealed), CONTEXT)) {
            for (int i = 0; i < 10; i++) {
                int from = random.nextInt(size + 1);
                int to = from + random.nextInt(size - from + 1);
                byte[] expected = Arrays.copyOfRange(plaintext, from, to);
                assertThat(Messages.range(aead, sealed, CONTEXT, new ByteRange(from, to)))
                        .isEqualTo(expected);
                ByteBuffer part = ByteBuffer.allocate(to - from);
                channel.position(from).read(part);
                assertThat(part.array()).isEqualTo(expected);
            }
        }
    }

    @Property
    void lengthsAreToldBothWays(@ForAll long any) {
        long size = any & (1L << 52) - 1;
        assertThat(aead.plaintextBytes(aead.ciphertextBytes(size))).isEqualTo(size);
    }
}
