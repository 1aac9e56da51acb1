package dev.compliancekit.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.Pae;
import dev.compliancekit.crypto.key.KeyRecordFormat.Revised;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class KeyRecordFormatProperties {

    @Provide
    Arbitrary<Revised> records() {
        Arbitrary<KeyMetadata> metadata = Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(4)
                                .ofMaxLength(20),
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.integers(),
                        Arbitraries.longs().between(0, 4_000_000_000_000L))
                .as((tenant, version, keyId, millis) -> new KeyMetadata(
                        new KeyName(new TenantId(tenant), new SubjectId("s/" + tenant), KeyPurpose.FIELDS),
                        version,
                        new KeyId(keyId),
                        KeyAlgorithm.XAES_256_GCM,
                        Instant.ofEpochMilli(millis)));
        Arbitrary<KeyRecord> active = Combinators.combine(
                        metadata,
                        Arbitraries.bytes().array(byte[].class).ofSize(32),
                        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(100))
                .as((known, commitment, wrapped) -> new KeyRecord.Active(
                        known, Bytes.copyOf(commitment), new WrappedKey("arn:root/1", Bytes.copyOf(wrapped))));
        Arbitrary<KeyRecord> destroyed = Combinators.combine(
                        metadata, Arbitraries.of("account cancelled", "gelöscht \uD83D\uDD11", "x".repeat(1024)))
                .as((known, reason) -> new KeyRecord.Destroyed(
                        known, known.createdAt().plusNanos(1), Actor.customer("owner"), reason));
        return Combinators.combine(
                        Arbitraries.oneOf(active, destroyed),
                        Arbitraries.longs().greaterOrEqual(1))
                .as(Revised::new);
    }

    @Property(tries = 300)
    void decodeUndoesEncode(@ForAll("records") Revised revised) {
        assertThat(KeyRecordFormat.decode(KeyRecordFormat.encode(revised))).contains(revised);
    }

    @Property(tries = 10)
    void everyBitFlipPrefixAndExtensionIsRefused(@ForAll("records") Revised revised) {
        byte[] file = KeyRecordFormat.encode(revised);
        for (int bit = 0; bit < 8 * file.length; bit++) {
            byte[] changed = file.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(KeyRecordFormat.decode(changed)).isEmpty();
        }
        for (int length = 0; length < file.length; length++) {
            assertThat(KeyRecordFormat.decode(Arrays.copyOf(file, length))).isEmpty();
        }
        assertThat(KeyRecordFormat.decode(Arrays.copyOf(file, file.length + 1))).isEmpty();
    }

    @Property(tries = 300)
    void anyBytesWithARightChecksumAreRefused(@ForAll @Size(max = 300) byte[] hostile) {
        assertThat(KeyRecordFormat.decode(withChecksum(hostile))).isEmpty();
    }

    /** Each piece in another spelling, or nonsense, under a right checksum. */
    @Example
    void everyFormThatIsNotCanonicalIsRefused() {
        Revised revised = new Revised(KeyRecords.active("acme", 1, 7), 1);
        List<Bytes> pieces = Pae.decode(withoutChecksum(KeyRecordFormat.encode(revised)));
        assertThat(pieces).hasSize(13);
        String[] wrong = {
            "dev.compliancekit/key-record/v2",
            "destroyed",
            "01",
            "ACME",
            "",
            "Fields",
            "+1",
            "0000000G",
            "aes",
            "2026",
            "short",
            "",
            ""
        };
        for (int i = 0; i < wrong.length; i++) {
            List<Bytes> changed = new ArrayList<>(pieces);
            changed.set(i, Bytes.copyOf(wrong[i].getBytes(StandardCharsets.UTF_8)));
            assertThat(KeyRecordFormat.decode(withChecksum(Pae.encode(changed))))
                    .as("piece %d", i)
                    .isEmpty();
        }
        List<Bytes> fewer = pieces.subList(0, 12);
        assertThat(KeyRecordFormat.decode(withChecksum(Pae.encode(fewer)))).isEmpty();
        List<Bytes> more = new ArrayList<>(pieces);
        more.add(pieces.get(0));
        assertThat(KeyRecordFormat.decode(withChecksum(Pae.encode(more)))).isEmpty();
        assertThat(KeyRecordFormat.decode(withChecksum(Pae.encode(pieces)))).contains(revised);
    }

    private static byte[] withoutChecksum(byte[] file) {
        return Arrays.copyOf(file, file.length - Checksum.BYTES);
    }

    private static byte[] withChecksum(byte[] content) {
        byte[] file = Arrays.copyOf(content, content.length + Checksum.BYTES);
        System.arraycopy(Checksum.of(content, content.length), 0, file, content.length, Checksum.BYTES);
        return file;
    }
}
