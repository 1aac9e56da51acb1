package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries travel as they are stored, sealed; what is shown of them is what the keys still open. */
class SealedExportTest {

    private static final TenantId ACME = new TenantId("acme");

    @TempDir
    private Path folder;

    private final TestKeys keys = new TestKeys();
    private TestLog files;

    @BeforeEach
    void createKey() {
        files = new TestLog(folder);
    }

    private Path export(AuditLog log, String name) {
        try (TenantScope scope = TenantScope.enter(ACME)) {
            log.reader()
                    .exportTo(
                            ExportRequest.of(ACME, Actor.customer("owner")).as(ExportFormat.CSV), folder.resolve(name));
            return folder.resolve(name);
        }
    }

    @Test
    void isCompleteBeforeAndAfterAPersonIsErased() throws IOException {
        try (AuditLog log =
                files.builder(files.directory()).sealing(keys.sealing()).open()) {
            log.appendAll(TestLog.events(ACME, 10));
            ExportVerifier verifier = ExportVerifier.of(files.key().vkey());

            Path before = export(log, "before");
            ExportReport report = verifier.verify(before);
            assertThat(report.entries()).isEqualTo(11);
            assertThat(report.notCovered()).anyMatch(gap -> gap.contains("sealed"));
            assertThat(Files.readString(before.resolve("entries.jsonl"))).doesNotContain("user-0");
            assertThat(Files.readString(before.resolve("events.csv")))
                    .contains("customer:user-0")
                    .contains("192.0.2.");

            keys.shred(ACME, new SubjectId("user-0"));
            Path after = export(log, "after");
            assertThat(verifier.verify(after).entries()).isEqualTo(12);
            assertThat(Files.readString(after.resolve("events.csv")))
                    .doesNotContain("customer:user-0")
                    .contains("customer:erased:")
                    .contains("customer:user-1");
            List<String> lines = Files.readAllLines(after.resolve("entries.jsonl"));
            assertThat(lines.subList(0, 11)).isEqualTo(Files.readAllLines(before.resolve("entries.jsonl")));

            Files.write(after.resolve("entries.jsonl"), lines.subList(0, 11));
            assertThatThrownBy(() -> verifier.verify(after)).isInstanceOf(LogTamperedException.class);
            assertThat(AuditControls.of(log).logGapFree().assess(TestLog.START).standing())
                    .isEqualTo(dev.compliancekit.core.promise.Standing.KEPT);
        }
    }

    @Test
    void sealedEntriesAreFoundByActorAndTarget() {
        try (AuditLog log =
                        files.builder(files.directory()).sealing(keys.sealing()).open();
                TenantScope scope = TenantScope.enter(ACME)) {
            log.appendAll(TestLog.events(ACME, 10));
            AuditQuery query = AuditQuery.of(ACME).actor(Actor.customer("user-3"));
            assertThat(log.reader().find(query).entries()).hasSize(2);
            // the marks of the index are those of the tags, and the query knows them
            EntryForms forms = EntryForms.plain(TestLog.ORIGIN, new TenantId("operator"));
            QueryMarks marks = QueryMarks.of(query, new EntryForms(TestLog.ORIGIN, forms.operator(), keys.sealing()));
            Postings postings = new Postings(0);
            List<StoredEvent> stored = new java.util.ArrayList<>();
            new StoredEntries(dev.compliancekit.audit.tlog.TileDirectory.of(files.directory()), snapshot(log))
                    .read(0, (index, leafHash, entry) -> {
                        StoredEvent event = LogReader.parse(index, entry);
                        stored.add(event);
                        postings.add(index, 0, event);
                        return true;
                    });
            for (int i = 0; i < 10; i++) {
                assertThat(stored.get(i).event().actor().id()).isNotEqualTo("user-3");
                assertThat(marks.mayMatch(postings, i)).isEqualTo(i % 5 == 3);
            }
            assertThat(QueryMarks.of(query, forms).mayMatch(postings, 3)).isFalse();
        }
    }

    private static LogWriter.Snapshot snapshot(AuditLog log) {
        return new LogWriter.Snapshot(log.checkpoint().unverified().treeSize(), List.of());
    }
}
