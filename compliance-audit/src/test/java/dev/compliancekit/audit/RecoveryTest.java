package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OPERATOR = new TenantId("operator");

    /** The one after the first checkpoint. */
    private static final String SEGMENT = "write-ahead.1";

    @TempDir
    private Path temp;

    private TestLog logs;
    private Path crashed;

    /** Where each of the three frames begins, and the end. */
    private final List<Integer> frames = new ArrayList<>();

    @BeforeEach
    void crashWithThreeBatches() throws IOException {
        logs = new TestLog(temp);
        try (AuditLog log = logs.open()) {
            log.appendAll(TestLog.events(ACME, 4));
            log.checkpoint();
            for (int i = 0; i < 3; i++) {
                frames.add((int) Files.size(logs.directory().resolve(SEGMENT)));
                log.appendAll(TestLog.events(ACME, 2));
            }
            frames.add((int) Files.size(logs.directory().resolve(SEGMENT)));
            crashed = logs.copyAs("crashed");
        }
    }

    private byte[] writeAhead() throws IOException {
        return Files.readAllBytes(crashed.resolve(SEGMENT));
    }

    private void writeAhead(byte[] content) throws IOException {
        Files.write(crashed.resolve(SEGMENT), content);
    }

    private void opensWith(long entries, long cutBytes) {
        try (AuditLog log = logs.open(crashed)) {
            assertThat(log.recovery().entries()).isEqualTo(entries);
            assertThat(log.recovery().cutBytes()).isEqualTo(cutBytes);
            assertThat(log.recovery().checkpointSize()).isEqualTo(4);
            try (TenantScope scope = TenantScope.enter(OPERATOR)) {
                List<AuditEntry> told = log.reader()
                        .find(AuditQuery.of(OPERATOR).action(Action.LOG_RECOVERED))
                        .entries();
                assertThat(told).hasSize(cutBytes > 0 ? 1 : 0);
                assertThat(told)
                        .allSatisfy(entry -> assertThat(entry.event().attributes())
                                .containsEntry("cutBytes", Long.toString(cutBytes)));
            }
        }
        assertThat(AuditVerifier.of(logs.key()).verify(crashed).findings()).isEmpty();
    }

    private void isRefused(String because) throws IOException {
        byte[] before = writeAhead();
        assertThatThrownBy(() -> logs.open(crashed))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining(because);
        assertThat(writeAhead()).isEqualTo(before);
        assertThat(AuditVerifier.of(logs.key()).verify(crashed).isIntact()).isFalse();
    }

    @Test
    void anUntouchedTailIsTakenWhole() {
        opensWith(10, 0);
    }

    @Test
    void anIncompleteLastBatchIsCutAndTold() throws IOException {
        byte[] content = writeAhead();
        for (int length : new int[] {frames.get(2) + 1, frames.get(2) + 23, frames.get(2) + 24, frames.get(3) - 1}) {
            Path copy = temp.resolve("cut" + length);
            TestLog.copy(crashed, copy);
            Files.write(copy.resolve(SEGMENT), Arrays.copyOf(content, length));
            assertThat(AuditVerifier.of(logs.key()).verify(copy).isIntact()).isTrue();
            try (AuditLog log = logs.open(copy)) {
                assertThat(log.recovery()).isEqualTo(new RecoveryReport(8, 4, frames.get(2), length - frames.get(2)));
            }
        }
    }

    @Test
    void aTornLastBatchOfFullLengthIsCutAndFoundByTheVerifier() throws IOException {
        byte[] content = writeAhead();
        Arrays.fill(content, frames.get(2) + 30, frames.get(2) + 60, (byte) 0);
        writeAhead(content);
        assertThat(AuditVerifier.of(logs.key()).verify(crashed).firstBadIndex()).hasValue(8);
        opensWith(8, frames.get(3) - frames.get(2));
    }

    @Test
    void appendedZerosAreCut() throws IOException {
        writeAhead(Arrays.copyOf(writeAhead(), frames.get(3) + 5000));
        opensWith(10, 5000);
    }

    @Test
    void damageBeforeAGoodBatchIsCorruption() throws IOException {
        for (int at : new int[] {frames.get(0) + 3, frames.get(1) + 10, frames.get(1) + 100}) {
            byte[] content = writeAhead();
            content[at] ^= 4;
            writeAhead(content);
            isRefused("another frame follows");
            content[at] ^= 4;
            writeAhead(content);
        }
    }

    @Test
    void removedRepeatedAndSwappedBatchesAreCorruption() throws IOException {
        byte[] content = writeAhead();
        byte[] head = Arrays.copyOf(content, frames.get(0));
        byte[] one = Arrays.copyOfRange(content, frames.get(0), frames.get(1));
        byte[] two = Arrays.copyOfRange(content, frames.get(1), frames.get(2));
        byte[] three = Arrays.copyOfRange(content, frames.get(2), frames.get(3));
        for (List<byte[]> forged : List.of(
                List.of(head, two, three),
                List.of(head, one, three),
                List.of(head, one, one, two, three),
                List.of(head, one, two, three, three),
                List.of(head, two, one, three))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            forged.forEach(all::writeBytes);
            writeAhead(all.toByteArray());
            isRefused("is expected");
        }
    }

    @Test
    void aForgedBatchWithAGoodChecksumIsNoTornOne() throws IOException {
        byte[] header = WriteAheadForm.frameHeader(10, 1, 4);
        FrameBytes frame = new FrameBytes();
        frame.add(new byte[] {'{', '}'}, new byte[32]);
        frame.close(header, new byte[32]);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(writeAhead());
        all.write(frame.array(), 0, frame.length());
        writeAhead(all.toByteArray());
        isRefused("keyed tag");
    }

    @Test
    void aHeaderOfAnotherKeyOrMissingFileIsRefused() throws IOException {
        LogKey other = LogKey.create(temp.resolve("other.key"), TestLog.ORIGIN, new SecureRandom());
        byte[] content = writeAhead();
        WriteAheadScan scan = WriteAheadScan.of(content, SegmentKeys.of(null, null));
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Checkpoint continued = new Checkpoint(TestLog.ORIGIN, 4, scan.header().root());
        WriteAheadTags tags = new WriteAheadTags(other);
        try (WriteAheadFile zero =
                        WriteAheadFile.startFirst(elsewhere, tags, FirstKey.DERIVED, tags.firstKey(), continued);
                WriteAheadFile one = zero.next(continued)) {
            writeAhead(Files.readAllBytes(one.path()));
        }
        isRefused("tag of another key");
        for (int at : new int[] {20, 60, 100, 140, 155, 3000}) {
            byte[] damaged = content.clone();
            damaged[at] ^= 1;
            writeAhead(damaged);
            isRefused("header is damaged");
        }
        Files.delete(crashed.resolve(SEGMENT));
        assertThatThrownBy(() -> logs.open(crashed)).hasMessageContaining("missing");
    }

    @Test
    void aTornKeyIsFoundAndTheOtherOneServes() throws IOException {
        byte[] content = writeAhead();
        for (int slot : new int[] {4096, 8192}) { // the older key of the two is that of frame 2, the newer of frame 3
            byte[] torn = content.clone();
            Arrays.fill(torn, slot + 20, slot + 30, (byte) 0);
            writeAhead(torn);
            assertThat(AuditVerifier.of(logs.key()).verify(crashed).isIntact()).isFalse();
            Path copy = temp.resolve("torn" + slot);
            TestLog.copy(crashed, copy);
            try (AuditLog log = logs.open(copy)) {
                assertThat(log.recovery().entries()).isEqualTo(10);
                assertThat(AuditVerifier.of(logs.key()).verify(copy).findings())
                        .as("it was written again")
                        .isEmpty();
                try (TenantScope scope = TenantScope.enter(OPERATOR)) {
                    List<AuditEntry> told = log.reader()
                            .find(AuditQuery.of(OPERATOR).action(Action.LOG_RECOVERED))
                            .entries();
                    assertThat(told)
                            .singleElement()
                            .satisfies(entry -> assertThat(entry.event().attributes())
                                    .hasEntrySatisfying(
                                            "reason",
                                            reason -> assertThat(reason).contains("torn or changed")));
                }
                log.append(TestLog.event(ACME, 1));
                log.append(TestLog.event(ACME, 2));
            }
            assertThat(AuditVerifier.of(logs.key()).verify(copy).findings()).isEmpty();
            Arrays.fill(torn, 4096, 4140, (byte) 1);
            Arrays.fill(torn, 8192, 8236, (byte) 1);
            writeAhead(torn);
            isRefused("neither of its keys");
        }
    }

    @Test
    void batchesCutOffBeforeTheLastOneAreNoticed() throws IOException {
        byte[] content = writeAhead();
        for (int length : new int[] {12288, frames.get(1), frames.get(1) + 30, frames.get(2) - 1}) {
            writeAhead(Arrays.copyOf(content, length));
            isRefused("batches were cut off");
        }
    }

    @Test
    void everyStopBetweenTwoSegmentsIsNoDamage() throws IOException {
        byte[] before = writeAhead();
        byte[] seals = Files.readAllBytes(crashed.resolve(SealsFile.FILE));
        byte[] checkpoint = Files.readAllBytes(crashed.resolve("checkpoint"));
        Path after = temp.resolve("after");
        TestLog.copy(crashed, after);
        try (AuditLog log = logs.open(after)) {
            log.checkpoint();
            TestLog.copy(after, temp.resolve("open"));
        }
        after = temp.resolve("open"); // with segment 2 only, which is empty
        byte[] wiped = before.clone();
        Arrays.fill(wiped, 4096, 12288, (byte) 0);
        byte[] tornSeals = Arrays.copyOf(Files.readAllBytes(after.resolve(SealsFile.FILE)), seals.length + 20);

        opensAgain(after, "new segment", Map.of(SEGMENT, before, SealsFile.FILE, seals, "checkpoint", checkpoint));
        opensAgain(after, "tiles and checkpoint", Map.of(SEGMENT, before, SealsFile.FILE, seals));
        opensAgain(after, "half a seal", Map.of(SEGMENT, before, SealsFile.FILE, tornSeals));
        opensAgain(after, "seal", Map.of(SEGMENT, before));
        opensAgain(after, "keys overwritten", Map.of(SEGMENT, wiped));
        byte[] tornWipe = wiped.clone();
        System.arraycopy(before, 8192 + 10, tornWipe, 8192 + 10, 34);
        opensAgain(after, "keys overwritten but for a piece", Map.of(SEGMENT, tornWipe));
        opensAgain(after, "segment removed", Map.of());

        refuses(
                after,
                "keys were overwritten",
                Map.of(SEGMENT, wiped, SealsFile.FILE, seals, "checkpoint", checkpoint));
        refuses(after, "the checkpoint is of size 4", Map.of("checkpoint", checkpoint));
        refuses(after, "left 1 seals", Map.of(SealsFile.FILE, seals));
        refuses(after, "left 0 seals", Map.of(SealsFile.FILE, new byte[0]));
        refuses(
                after,
                "and another segment follows",
                Map.of(
                        SEGMENT,
                        Arrays.copyOf(before, frames.get(3) - 1),
                        SealsFile.FILE,
                        seals,
                        "checkpoint",
                        checkpoint));
        refuses(
                after,
                "that of another segment",
                Map.of(SEGMENT, Arrays.copyOf(before, frames.get(2)), "write-ahead.2", before));
    }

    private Path with(Path log, String name, Map<String, byte[]> files) throws IOException {
        Path copy = temp.resolve(name.replace(' ', '-'));
        TestLog.copy(log, copy);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(copy.resolve(file.getKey()), file.getValue());
        }
        return copy;
    }

    private void opensAgain(Path log, String name, Map<String, byte[]> files) throws IOException {
        Path copy = with(log, "after-" + name, files);
        assertThat(AuditVerifier.of(logs.key()).verify(copy).findings())
                .as(name)
                .isEmpty();
        try (AuditLog opened = logs.open(copy)) {
            assertThat(opened.recovery().entries()).as(name).isEqualTo(10);
            assertThat(opened.recovery().cutBytes()).as(name).isZero();
            assertThat(opened.append(TestLog.event(ACME, 1)).index()).isEqualTo(10);
            opened.checkpoint();
            opened.append(TestLog.event(ACME, 2));
        }
        assertThat(AuditVerifier.of(logs.key()).verify(copy).findings())
                .as(name)
                .isEmpty();
    }

    private void refuses(Path log, String because, Map<String, byte[]> files) throws IOException {
        Path copy = with(log, "refused-" + because + files.size(), files);
        assertThatThrownBy(() -> logs.open(copy))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("nothing was changed")
                .hasMessageContaining(because);
        assertThat(AuditVerifier.of(logs.key()).verify(copy).isIntact())
                .as(because)
                .isFalse();
    }

    @Test
    void aCrashWhileTheLogWasCreatedIsNoDamageAndALostFileIs() throws IOException {
        Path young = temp.resolve("young");
        Path kept = temp.resolve("kept");
        logs.open(young).close();
        Files.delete(young.resolve("checkpoint"));
        try (AuditLog log = logs.open(young)) {
            log.append(TestLog.event(ACME, 0));
            TestLog.copy(young, kept);
        }
        byte[] checkpoint = Files.readAllBytes(kept.resolve("checkpoint"));
        Files.delete(kept.resolve("checkpoint"));
        assertThatThrownBy(() -> logs.open(kept)).hasMessageContaining("checkpoint is missing");
        Files.write(kept.resolve("checkpoint"), checkpoint);
        Files.delete(kept.resolve("write-ahead.0"));
        assertThatThrownBy(() -> logs.open(kept)).hasMessageContaining("write-ahead: it is missing");
    }

    @Test
    void afterAFailureTheLogReadsItsFilesAgainAndGoesOn() throws IOException {
        AuditEvent event = TestLog.event(ACME, 2);
        try (AuditLog log = logs.open(crashed)) {
            log.appendAll(TestLog.events(ACME, 1));
            Files.createDirectories(crashed.resolve("checkpoint.tmp")); // the next checkpoint cannot be written
            assertThatThrownBy(log::checkpoint)
                    .isInstanceOf(AuditStoreException.class)
                    .hasMessage(
                            "a checkpoint could not be written; nothing more is taken until the files of the log can"
                                    + " be written again");
            assertThatThrownBy(() -> log.append(event))
                    .isInstanceOf(AuditStoreException.class)
                    .hasMessageStartingWith(
                            "events are not acknowledged: the log takes nothing since an earlier failure,"
                                    + " and cannot go on yet: ");
            assertThatThrownBy(log::checkpoint).hasMessageContaining("cannot go on yet");
            Files.delete(crashed.resolve("checkpoint.tmp"));
            assertThat(log.append(event).index()).isEqualTo(12);
            try (TenantScope scope = TenantScope.enter(OPERATOR)) {
                assertThat(log.reader()
                                .find(AuditQuery.of(OPERATOR).action(new Action("log-recovered")))
                                .entries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.event().attributes())
                                .containsEntry("cutBytes", "0")
                                .hasEntrySatisfying(
                                        "reason",
                                        reason -> assertThat(reason).startsWith("a checkpoint could not be written")));
            }
        }
        assertThat(AuditVerifier.of(logs.key()).verify(crashed).findings()).isEmpty();
    }

    @Test
    void aFailedLogCanBeClosedAndOpened() throws IOException {
        AuditLog log = logs.open(crashed);
        log.appendAll(TestLog.events(ACME, 1));
        Files.createDirectories(crashed.resolve("checkpoint.tmp"));
        assertThatThrownBy(log::checkpoint).isInstanceOf(AuditStoreException.class);
        log.close();
        Files.delete(crashed.resolve("checkpoint.tmp"));
        try (AuditLog again = logs.open(crashed)) {
            assertThat(again.recovery().entries()).isEqualTo(11);
        }
        assertThat(AuditVerifier.of(logs.key()).verify(crashed).findings()).isEmpty();
    }

    @Test
    void aLogThatWasChangedWhileItCouldNotBeWrittenDoesNotGoOn() throws IOException {
        try (AuditLog log = logs.open(crashed)) {
            log.append(TestLog.event(ACME, 1));
            Files.createDirectories(crashed.resolve("checkpoint.tmp"));
            assertThatThrownBy(log::checkpoint).isInstanceOf(AuditStoreException.class);
            Files.delete(crashed.resolve("checkpoint.tmp"));
            byte[] content = writeAhead();
            writeAhead(Arrays.copyOf(content, frames.get(2))); // two batches less
            assertThatThrownBy(() -> log.append(TestLog.event(ACME, 2)))
                    .isInstanceOf(AuditStoreException.class)
                    .hasMessageContaining("batches were cut off");
            writeAhead(Arrays.copyOf(content, frames.get(3))); // a batch less, as a crash may leave it
            assertThatThrownBy(() -> log.append(TestLog.event(ACME, 2)))
                    .hasMessageContaining("the file before it ends elsewhere");
            Files.delete(crashed.resolve("write-ahead.2"));
            assertThatThrownBy(() -> log.append(TestLog.event(ACME, 2)))
                    .isInstanceOf(AuditStoreException.class)
                    .hasMessageContaining("the files hold 10 entries")
                    .hasMessageContaining("acknowledged were 11");
            assertThatThrownBy(() -> log.append(TestLog.event(ACME, 2))).hasMessageContaining("acknowledged were 11");
        }
    }
}
