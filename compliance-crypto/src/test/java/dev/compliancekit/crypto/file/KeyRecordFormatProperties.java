package dev.compliancekit.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.ShreddedKey;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Records, buckets, and the files of an epoch store. */
class KeyRecordFormatProperties {

    private static final TenantId ACME = new TenantId("acme");

    @Provide
    Arbitrary<KeyRecord> records() {
        Arbitrary<KeyMetadata> metadata = Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('!', '~')
                                .ofMinLength(1)
                                .ofMaxLength(128),
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.integers(),
                        Arbitraries.longs().between(-4_000_000_000_000L, 4_000_000_000_000L),
                        Arbitraries.of(KeyAlgorithm.class))
                .as((subject, version, keyId, millis, algorithm) -> new KeyMetadata(
                        new KeyName(ACME, new SubjectId(subject), KeyPurpose.FIELDS),
                        version,
                        new KeyId(keyId),
                        algorithm,
                        Instant.ofEpochMilli(millis)));
        Arbitrary<KeyRecord> active = Combinators.combine(
                        metadata,
                        Arbitraries.bytes().array(byte[].class).ofSize(32),
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(100))
                .as((known, commitment, epoch, wrapped) ->
                        new KeyRecord.Active(known, Bytes.copyOf(commitment), epoch, Bytes.copyOf(wrapped)));
        Arbitrary<KeyRecord> destroyed = Combinators.combine(
                        metadata, Arbitraries.of("account cancelled", "gelöscht \uD83D\uDD11", "x".repeat(1024)))
                .as((known, reason) -> new KeyRecord.Destroyed(
                        known, known.createdAt().plusNanos(1), Actor.customer("owner"), reason));
        return Arbitraries.oneOf(active, destroyed);
    }

    private static Bucket bucket(List<KeyRecord> records) {
        Comparator<KeyRecord> bySubject =
                Comparator.comparing(each -> each.metadata().name().subject());
        List<KeyRecord> sorted = records.stream()
                .sorted(bySubject.thenComparing(each -> each.metadata().keyId()))
                .toList();
        return Bucket.of(ACME, Prefix.ROOT, 3, sorted);
    }

    private static void refuses(byte[] file, Consumer<byte[]> decoder) {
        assertThatThrownBy(() -> decoder.accept(file)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void everyFlipPrefixAndExtensionIsRefused(byte[] file, Consumer<byte[]> decoder) {
        for (int bit = 0; bit < 8 * file.length; bit++) {
            byte[] changed = file.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            refuses(changed, decoder);
        }
        for (int length = 0; length < file.length; length++) {
            refuses(Arrays.copyOf(file, length), decoder);
        }
        refuses(Arrays.copyOf(file, file.length + 1), decoder);
    }

    @Property(tries = 300)
    void aRecordIsWhatWasEncoded(@ForAll("records") KeyRecord keyRecord) {
        byte[] encoded = KeyRecordFormat.encode(keyRecord);
        assertThat(encoded.length).isGreaterThan(KeyRecordFormat.MIN_BYTES);
        byte[] inside = new byte[encoded.length + 7];
        System.arraycopy(encoded, 0, inside, 3, encoded.length);
        assertThat(KeyRecordFormat.decode(ACME, inside, 3, encoded.length)).isEqualTo(keyRecord);
        for (int length = 0; length < encoded.length; length += 3) {
            int cut = length;
            assertThatThrownBy(() -> KeyRecordFormat.decode(ACME, encoded, 0, cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> KeyRecordFormat.decode(ACME, inside, 3, encoded.length + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void aRecordWithOneByteChangedIsAnotherOrNone(
            @ForAll("records") KeyRecord keyRecord, @ForAll int place, @ForAll byte other) {
        byte[] encoded = KeyRecordFormat.encode(keyRecord);
        encoded[Math.floorMod(place, encoded.length)] = other;
        try {
            KeyRecord decoded = KeyRecordFormat.decode(ACME, encoded, 0, encoded.length);
            assertThat(KeyRecordFormat.encode(decoded)).isEqualTo(encoded);
        } catch (IllegalArgumentException e) {
            assertThat(e).isNotNull();
        }
    }

    @Property(tries = 100)
    void aBucketIsWhatWasEncoded(@ForAll("records") KeyRecord one, @ForAll("records") KeyRecord two)
            throws DamagedCopiesException {
        Assume.that(!one.metadata().address().equals(two.metadata().address()));
        Bucket made = Bucket.of(ACME, Prefix.ROOT, 3, List.of(one)).with(two);
        Bucket read = Bucket.decode(ACME, Prefix.ROOT, made.file());
        assertThat(read.revision()).isEqualTo(4);
        assertThat(read.isSplit()).isFalse();
        assertThat(read.records()).containsExactlyInAnyOrder(one, two);
        assertThat(bucket(read.records()).file()).hasSameSizeAs(made.file());
        assertThat(read.recordsOf(one.metadata().name().subject())).contains(one);
        assertThat(read.recordsOf(two.metadata().keyId())).contains(two);
        assertThat(read.with(one).records()).isEqualTo(read.records());
        List<KeyRecord> halves = new ArrayList<>();
        for (Bucket half : read.halves()) {
            assertThat(half.revision()).isEqualTo(5);
            halves.addAll(half.records());
        }
        assertThat(halves).containsExactlyInAnyOrder(one, two);
        Bucket split = Bucket.decode(ACME, Prefix.ROOT, read.asSplit().file());
        assertThat(split.isSplit()).isTrue();
        assertThat(split.size()).isZero();
        assertThat(split.revision()).isEqualTo(5);
    }

    @Property(tries = 5)
    void everyFlipPrefixAndExtensionOfABucketIsRefused(@ForAll("records") KeyRecord keyRecord) {
        Bucket bucket = Bucket.of(keyRecord);
        everyFlipPrefixAndExtensionIsRefused(bucket.file(), file -> Bucket.decode(ACME, Prefix.ROOT, file));
        everyFlipPrefixAndExtensionIsRefused(bucket.asSplit().file(), file -> Bucket.decode(ACME, Prefix.ROOT, file));
    }

    @Property(tries = 20)
    void everyFlipPrefixAndExtensionOfAnEpochStoreIsRefused(@ForAll("records") KeyRecord keyRecord) {
        Instant start = keyRecord.metadata().createdAt();
        WrappedKey wrapped = new WrappedKey("root-1", Bytes.parseHex("0badcafe"));
        EpochFile epochs = EpochFile.ofNoEpoch()
                .with(new EpochRecord.Active(1, start, Bytes.copyOf(new byte[32]), wrapped))
                .with(new EpochRecord.Active(2, start, Bytes.copyOf(new byte[32]), wrapped))
                .with(new EpochRecord.Active(3, start, Bytes.copyOf(new byte[32]), wrapped))
                .with(new EpochRecord.Destroyed(1, start, start.plusSeconds(1)))
                .with(new EpochRecord.Destroyed(2, start, start.plusSeconds(1)))
                .reported(1);
        assertThat(epochs.revision()).isEqualTo(7);
        assertThat(epochs.unreported()).isEqualTo(Set.of(2));
        assertThat(EpochFile.decode(epochs.encode())).isEqualTo(epochs);
        everyFlipPrefixAndExtensionIsRefused(epochs.encode(), EpochFile::decode);
        if (keyRecord instanceof KeyRecord.Destroyed tombstone
                && tombstone.reason().length() < 100) {
            String name = ShreddedFile.nameOf(tombstone.metadata().address());
            ShreddedFile shredded = ShreddedFile.empty(name).with(List.of(new ShreddedKey(tombstone, 4)));
            assertThat(ShreddedFile.decode(name, shredded.encode())).isEqualTo(shredded);
            everyFlipPrefixAndExtensionIsRefused(shredded.encode(), file -> ShreddedFile.decode(name, file));
            refuses(shredded.encode(), file -> ShreddedFile.decode("shredded/zz", file));
            refuses(shredded.encode(), EpochFile::decode);
        }
    }

    @Property(tries = 1000)
    void anyBytesWithARightChecksumAreRefused(@ForAll @Size(max = 300) byte[] hostile) {
        byte[] file = withChecksum(hostile);
        refuses(file, bytes -> Bucket.decode(ACME, Prefix.ROOT, bytes));
        refuses(file, EpochFile::decode);
        refuses(file, bytes -> ShreddedFile.decode("shredded/00", bytes));
    }

    /** Any field of a good bucket, with a right checksum: refused, or as good as what it says. */
    @Property(tries = 1000)
    void anyByteOfABucketUnderARightChecksumIsHarmless(
            @ForAll("records") KeyRecord one, @ForAll int place, @ForAll byte other) {
        byte[] content = Arrays.copyOf(Bucket.of(one).file(), Bucket.of(one).file().length - Checksum.BYTES);
        content[Math.floorMod(place, content.length)] = other;
        try {
            Bucket bucket = Bucket.decode(ACME, Prefix.ROOT, withChecksum(content));
            bucket.records();
            bucket.halves();
            bucket.recordsOf(new KeyId(1));
            bucket.with(one);
        } catch (IllegalArgumentException | DamagedCopiesException e) {
            assertThat(e).isNotNull();
        }
    }

    @Example
    void lengthsAreCheckedBeforeAnythingIsAllocated() {
        FieldWriter bucket = new FieldWriter(100)
                .shortText("dev.compliancekit/key-store/v1")
                .int64(1)
                .shortText("acme")
                .shortText("")
                .int8(1)
                .int32(Integer.MAX_VALUE)
                .bytes(new byte[200]);
        refuses(bucket.withChecksum(), file -> Bucket.decode(ACME, Prefix.ROOT, file));
        FieldWriter shredded = new FieldWriter(100)
                .shortText("dev.compliancekit/epoch-store/v1")
                .shortText("shredded/00")
                .int64(1)
                .int32(1)
                .shortText("acme")
                .int32(1)
                .int32(Integer.MAX_VALUE)
                .bytes(new byte[200]);
        refuses(shredded.withChecksum(), file -> ShreddedFile.decode("shredded/00", file));
    }

    @Example
    void recordsOutOfOrderOrTwiceAreRefused() {
        KeyRecord one = KeyRecords.active("acme", "s-1", 1, 1);
        KeyRecord two = KeyRecords.active("acme", "s-1", 2, 2);
        assertThat(Bucket.of(ACME, Prefix.ROOT, 1, List.of(one, two)).size()).isEqualTo(2);
        assertThatThrownBy(() -> Bucket.of(ACME, Prefix.ROOT, 1, List.of(two, one)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bucket.of(ACME, Prefix.ROOT, 1, List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bucket.of(ACME, Prefix.ROOT, 0, List.of(one)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void aRecordOfAnotherPrefixIsRefused() {
        KeyRecord one = KeyRecords.active("acme", "s-1", 1, 1);
        long path = Prefix.pathOf(one.metadata().name().subject());
        Prefix right = Prefix.ROOT.childOn(path);
        Prefix wrong = Prefix.ROOT.childOn(~path);
        assertThat(Bucket.of(ACME, right, 1, List.of(one)).size()).isEqualTo(1);
        assertThatThrownBy(() -> Bucket.of(ACME, wrong, 1, List.of(one)).records())
                .isInstanceOf(DamagedCopiesException.class);
    }

    @Property
    void everyPathIsCoveredByTheChildOnItsWay(@ForAll long path, @ForAll long other) {
        Prefix prefix = Prefix.ROOT;
        assertThat(prefix.fileName()).isEqualTo("bucket.keys");
        String bits = String.format("%64s", Long.toBinaryString(path)).replace(' ', '0');
        while (prefix.length() < Prefix.MAX_LENGTH) {
            prefix = prefix.childOn(path);
            assertThat(prefix.covers(path)).isTrue();
            assertThat(prefix).hasToString(bits.substring(0, prefix.length()));
            assertThat(prefix.covers(other)).isEqualTo(Long.numberOfLeadingZeros(path ^ other) >= prefix.length());
        }
        assertThat(prefix.children()).isEmpty();
        assertThat(prefix.fileName()).isEqualTo("bucket-" + bits + ".keys");
    }

    private static byte[] withChecksum(byte[] content) {
        return new FieldWriter(content.length).bytes(content).withChecksum();
    }
}
