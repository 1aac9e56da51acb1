package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OPERATOR = new TenantId("operator");

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
                frames.add((int) Files.size(logs.directory().resolve("write-ahead")));
                log.appendAll(TestLog.events(ACME, 2));
            }
            frames.add((int) Files.size(logs.directory().resolve("write-ahead")));
            crashed = logs.copyAs("crashed");
        }
    }

    private byte[] writeAhead() throws IOException {
        return Files.readAllBytes(crashed.resolve("write-ahead"));
    }

    private void writeAhead(byte[] content) throws IOException {
        Files.write(crashed.resolve("write-ahead"), content);
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
            Files.write(copy.resolve("write-ahead"), Arrays.copyOf(content, length));
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
        LogKey other = LogKey.create(temp.resolve("other.key"), TestLog.ORIGIN, new SecureRandom());
        WriteAheadScan scan = WriteAheadScan.of(writeAhead(), null);
        WriteAheadTags tags = new WriteAheadTags(other);
        byte[] header = WriteAheadForm.frameHeader(10, 1, 4);
        byte[] payload = {0, 2, '{', '}'};
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(writeAhead());
        all.writeBytes(WriteAheadForm.frame(header, payload, tags.ofFrame(scan.lastTag(), header, payload)));
        writeAhead(all.toByteArray());
        isRefused("keyed tag");
    }

    @Test
    void aHeaderOfAnotherKeyOrMissingFileIsRefused() throws IOException {
        LogKey other = LogKey.create(temp.resolve("other.key"), TestLog.ORIGIN, new SecureRandom());
        WriteAheadScan scan = WriteAheadScan.of(writeAhead(), null);
        writeAhead(WriteAheadForm.header(scan.firstIndex(), scan.root(), new WriteAheadTags(other)));
        isRefused("tag of another key");
        byte[] content = writeAhead();
        content[20] ^= 1;
        writeAhead(content);
        isRefused("header is damaged");
        Files.delete(crashed.resolve("write-ahead"));
        assertThatThrownBy(() -> logs.open(crashed)).hasMessageContaining("missing");
    }

    @Test
    void aCrashBetweenCheckpointAndNewWriteAheadFileIsNoDamage() throws IOException {
        byte[] before = writeAhead();
        try (AuditLog log = logs.open(crashed)) {
            assertThat(log.recovery().entries()).isEqualTo(10);
        }
        byte[] after = writeAhead();
        writeAhead(before);
        assertThat(AuditVerifier.of(logs.key()).verify(crashed).findings()).isEmpty();
        try (AuditLog log = logs.open(crashed)) {
            assertThat(log.recovery().entries()).isEqualTo(10);
            assertThat(log.append(TestLog.event(ACME, 1)).index()).isEqualTo(10);
        }
        assertThat(after).isNotEqualTo(before);
        writeAhead(Arrays.copyOf(before, frames.get(2)));
        isRefused("the checkpoint covers 11");
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
        Files.delete(kept.resolve("write-ahead"));
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
            writeAhead(Arrays.copyOf(content, frames.get(2))); // a batch less
            assertThatThrownBy(() -> log.append(TestLog.event(ACME, 2)))
                    .isInstanceOf(AuditStoreException.class)
                    .hasMessageContaining("the files hold 8 entries")
                    .hasMessageContaining("acknowledged were 11");
            assertThatThrownBy(() -> log.append(TestLog.event(ACME, 2))).hasMessageContaining("acknowledged were 11");
        }
    }
}
