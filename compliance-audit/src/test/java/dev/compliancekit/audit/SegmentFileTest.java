package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index file says what was written, or nothing. */
class SegmentFileTest {

    private static final long FIRST = 3L * SegmentFile.ENTRIES;
    private static final Bytes ROOT = Bytes.copyOf(new byte[32]);
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ZOO = new TenantId("zoo");

    @TempDir
    private Path folder;

    private TestLog files;
    private SegmentFile segment;
    private byte[] content = new byte[0];

    @BeforeEach
    void write() throws IOException {
        files = new TestLog(folder);
        segment = new SegmentFile(folder.resolve("index"), files.key(), FIRST, ROOT);
        Map<TenantId, Postings> all = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            TenantId tenant = i % 3 == 0 ? ACME : ZOO;
            StoredEvent stored = new StoredEvent(
                    TestLog.event(tenant, i),
                    new TenantHead(7 + i, Bytes.copyOf(new byte[32])),
                    TestLog.START.plusSeconds(1000L * i - 50_000L));
            all.computeIfAbsent(tenant, t -> new Postings(FIRST)).add(FIRST + 100L * i, 50 * i, stored);
        }
        content = segment.toBytes(all);
        Files.write(folder.resolve("index"), content);
    }

    private static String text(Postings postings) {
        StringBuilder text = new StringBuilder(postings.firstSequence() + ":");
        for (int i = 0; i < postings.size(); i++) {
            text.append(postings.index(i))
                    .append(' ')
                    .append(postings.offset(i))
                    .append(' ');
            text.append(postings.recordedSecond(i))
                    .append(' ')
                    .append(postings.occurredSecond(i))
                    .append(';');
        }
        return text.toString();
    }

    @Test
    void saysWhatWasWritten() throws IOException {
        Postings acme = segment.read(ACME).orElseThrow();
        assertThat(acme.size()).isEqualTo(4);
        assertThat(acme.firstSequence()).isEqualTo(7);
        assertThat(acme.index(1)).isEqualTo(FIRST + 300);
        assertThat(acme.offset(1)).isEqualTo(150);
        assertThat(acme.recordedSecond(0))
                .isEqualTo(TestLog.START.minusSeconds(50_000).getEpochSecond());
        assertThat(acme.occurredSecond(2))
                .isEqualTo(TestLog.START.plusSeconds(6).getEpochSecond());
        assertThat(acme.actorMark(0)).isEqualTo(Postings.mark("customer:user-0"));
        assertThat(acme.actorMark(1)).isNotEqualTo(acme.actorMark(0));
        assertThat(acme.targetMark(0)).isEqualTo(Postings.mark("account/acme"));
        assertThat(acme.targetMark(0)).isNotEqualTo(Postings.mark("account/zoo"));
        assertThat(segment.read(ZOO).orElseThrow().size()).isEqualTo(8);
        assertThat(segment.read(new TenantId("nobody")).orElseThrow().size()).isZero();
    }

    @Test
    void everyDamagedByteIsNoticedOrDoesNotMatter() throws IOException {
        String acme = text(segment.read(ACME).orElseThrow());
        int noticed = 0;
        for (int i = 0; i < content.length; i++) {
            byte[] damaged = content.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            Files.write(folder.resolve("index"), damaged);
            Optional<Postings> read = segment.read(ACME);
            assertThat(read.map(SegmentFileTest::text).orElse(acme)).isEqualTo(acme);
            noticed += read.isEmpty() ? 1 : 0;
            Optional<Postings> other = segment.read(ZOO);
            assertThat(read.isPresent() && other.isPresent()).as("byte " + i).isFalse();
        }
        assertThat(noticed).isGreaterThan(content.length / 4);
    }

    @Test
    void everyCutIsNoticedOrDoesNotMatter() throws IOException {
        String acme = text(segment.read(ACME).orElseThrow());
        for (int length = 0; length < content.length; length++) {
            Files.write(folder.resolve("index"), Arrays.copyOf(content, length));
            assertThat(segment.read(ACME).map(SegmentFileTest::text).orElse(acme))
                    .isEqualTo(acme);
        }
    }

    @Test
    void anotherLogsSegmentsOrRootsFileIsOfNoUse() throws IOException {
        Path file = folder.resolve("index");
        LogKey other = LogKey.create(folder.resolve("other.key"), TestLog.ORIGIN, new java.security.SecureRandom());
        assertThat(new SegmentFile(file, other, FIRST, ROOT).read(ACME)).isEmpty();
        assertThat(new SegmentFile(file, files.key(), FIRST + SegmentFile.ENTRIES, ROOT).read(ACME))
                .isEmpty();
        byte[] root = new byte[32];
        root[5] = 1;
        assertThat(new SegmentFile(file, files.key(), FIRST, Bytes.copyOf(root)).read(ACME))
                .isEmpty();
        assertThat(new SegmentFile(folder.resolve("missing"), files.key(), FIRST, ROOT).read(ACME))
                .isEmpty();
    }

    @Test
    void numbersThatDoNotFitAreRefused() {
        for (byte[] bytes : new byte[][] {
            {}, {1}, {1, 0, 1}, {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}, {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
        }) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Postings.parse(0, ByteBuffer.wrap(bytes))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
