package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.compliancekit.audit.tlog.LogProof;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Standing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An export shows that nothing was withheld, and whatever is withheld or changed is noticed. */
class ExportTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ZOO = new TenantId("zoo");
    private static final Actor OWNER = Actor.customer("owner");

    @TempDir
    private Path folder;

    private TestLog files;
    private Instant now = TestLog.START;

    @BeforeEach
    void createKey() {
        files = new TestLog(folder);
    }

    private AuditLog open() {
        return AuditLog.builder(files.directory(), files.key(), () -> now)
                .withoutLifeEvents()
                .open();
    }

    /** One entry of each of two tenants an hour. */
    private void append(AuditLog log, int hours) {
        for (int i = 0; i < hours; i++) {
            log.append(TestLog.event(ACME, i));
            log.append(TestLog.event(ZOO, i));
            now = now.plus(Duration.ofHours(1));
        }
    }

    private Path export(AuditLog log, ExportRequest request, String name) {
        try (TenantScope scope = TenantScope.enter(request.tenant())) {
            log.reader().exportTo(request, folder.resolve(name));
            return folder.resolve(name);
        }
    }

    private ExportReport verify(Path export) {
        return ExportVerifier.of(files.key().vkey()).verify(export);
    }

    private void assertRefused(Path export, String because) {
        assertThatThrownBy(() -> verify(export))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining(because);
    }

    private static List<String> lines(Path export) throws IOException {
        return Files.readAllLines(export.resolve("entries.jsonl"));
    }

    private Path copyWithLines(Path export, String name, List<String> lines) throws IOException {
        Path copy = TestLog.copy(export, folder.resolve(name));
        Files.writeString(
                copy.resolve("entries.jsonl"),
                lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
        return copy;
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void showsAllEntriesAndTheEventOfTheExportItself(ExportFormat format) throws IOException {
        try (AuditLog log = open()) {
            append(log, 5);
            Path export = export(log, ExportRequest.of(ACME, OWNER).as(format), "export");

            ExportReport report = verify(export);
            assertThat(report.tenant()).isEqualTo(ACME);
            assertThat(report.entries()).isEqualTo(6);
            assertThat(report.tenantEntries()).isEqualTo(6);
            assertThat(report.asOf()).isEqualTo(now);
            assertThat(report.notCovered()).hasSize(1);
            assertThat(lines(export).get(5))
                    .contains("\"action\":\"export\"")
                    .contains("\"format\":\"" + format.code());
            assertThat(Files.readString(export.resolve("README.txt")))
                    .contains("acme")
                    .contains(TestLog.ORIGIN);
        }
    }

    @Test
    void everyWithheldEventIsNoticed() throws IOException {
        try (AuditLog log = open()) {
            append(log, 6);
            Path export = export(log, ExportRequest.of(ACME, OWNER), "export");
            List<String> all = lines(export);

            for (int i = 0; i < all.size(); i++) {
                List<String> rest = new ArrayList<>(all);
                rest.remove(i);
                assertRefused(copyWithLines(export, "without-" + i, rest), "");
            }
            assertRefused(copyWithLines(export, "without-first", all.subList(1, 7)), "begins with number 1");
            assertRefused(copyWithLines(export, "without-last", all.subList(0, 6)), "leads to the root");
            assertRefused(
                    copyWithLines(export, "gap", List.of(all.get(0), all.get(2))), "what lies between is missing");
            assertRefused(copyWithLines(export, "none", List.of()), "holds none");
        }
    }

    @Test
    void theLastEventIsMissedEvenWithAProofOfTheOneBefore() throws IOException {
        try (AuditLog log = open()) {
            append(log, 3);
            Path export = export(log, ExportRequest.of(ACME, OWNER), "export");
            List<String> all = lines(export);
            Path forged = copyWithLines(export, "forged", all.subList(0, 3));
            SignedCheckpoint checkpoint = log.published();
            long index = 4; // of the third entry, since the tenants take turns
            Files.writeString(
                    forged.resolve("last.tlog-proof"),
                    LogProof.of(
                                    TileDirectory.of(files.directory())
                                            .proveInclusion(
                                                    index,
                                                    checkpoint.unverified().treeSize()),
                                    checkpoint)
                            .text());

            assertRefused(forged, "ends after 3 of the tenant's 4 entries");
        }
    }

    @Test
    void swappedForeignAndAlteredEntriesAreNoticed() throws IOException {
        try (AuditLog log = open()) {
            append(log, 4);
            Path export = export(log, ExportRequest.of(ACME, OWNER), "export");
            Path foreign = export(log, ExportRequest.of(ZOO, OWNER), "foreign");
            List<String> all = lines(export);

            List<String> swapped = new ArrayList<>(all);
            Collections.swap(swapped, 1, 2);
            assertRefused(
                    copyWithLines(export, "swapped", swapped), "what lies between is missing, or not in its order");
            List<String> replaced = new ArrayList<>(all);
            replaced.set(1, lines(foreign).get(1));
            assertRefused(copyWithLines(export, "foreign-line", replaced), "another tenant's");
            List<String> altered = new ArrayList<>(all);
            altered.set(1, all.get(1).replace("192.0.2.1", "192.0.2.9"));
            assertRefused(copyWithLines(export, "altered", altered), "another leaf hash than its entry");
            List<String> twice = new ArrayList<>(all);
            twice.add(2, all.get(1));
            assertRefused(copyWithLines(export, "twice", twice), "what lies between is missing");

            for (String file : List.of("heads.tlog-proof", "heads.entry", "export.proof", "last.tlog-proof")) {
                Path mixed = TestLog.copy(export, folder.resolve("mixed-" + file));
                Files.copy(foreign.resolve(file), mixed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                assertRefused(mixed, "");
            }
        }
    }

    @Test
    void anEntryThatWasRewrittenWithItsHashIsNoticed() throws IOException {
        try (AuditLog log = open()) {
            append(log, 3);
            Path export = export(log, ExportRequest.of(ACME, OWNER), "export");
            for (int i = 0; i < 4; i++) {
                List<String> lines = new ArrayList<>(lines(export));
                byte[] stored = ExportLines.readEntry(lines.get(i).getBytes(StandardCharsets.UTF_8));
                byte[] entry = new String(stored, StandardCharsets.UTF_8)
                        .replace("\"outcome\":\"success\"", "\"outcome\":\"denied\"")
                        .getBytes(StandardCharsets.UTF_8);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                new EntryExport(out).writeLine(MerkleTree.leafHash(entry), entry);
                lines.set(i, out.toString(StandardCharsets.UTF_8).strip());
                assertRefused(
                        copyWithLines(export, "rewritten-" + i, lines), i < 3 ? "does not link" : "leads to the root");
            }
        }
    }

    @Test
    void anOlderExportAndAForkAreNoticedWithASavedCheckpoint() {
        Path older;
        try (AuditLog log = open()) {
            append(log, 2);
            older = export(log, ExportRequest.of(ACME, OWNER), "older");
            TestLog.copy(files.directory(), folder.resolve("fork"));
            append(log, 1);
            Path newer = export(log, ExportRequest.of(ACME, OWNER), "newer");
            ExportVerifier verifier = ExportVerifier.of(files.key().vkey()).withSaved(log.published());

            assertThat(verifier.verify(newer).tenantEntries()).isEqualTo(5);
            assertThatThrownBy(() -> verifier.verify(older))
                    .isInstanceOf(LogTamperedException.class)
                    .hasMessageContaining("older than the saved checkpoint");

            try (AuditLog fork = AuditLog.builder(folder.resolve("fork"), files.key(), () -> now)
                    .withoutLifeEvents()
                    .open()) {
                fork.append(TestLog.event(ZOO, 77));
                fork.append(TestLog.event(ZOO, 78));
                Path forked = export(fork, ExportRequest.of(ACME, OWNER), "forked");
                assertThat(verify(forked).tenantEntries()).isEqualTo(4);
                assertThatThrownBy(() -> verifier.verify(forked))
                        .isInstanceOf(LogTamperedException.class)
                        .hasMessageContaining("forked");
            }
        }
    }

    @Test
    void oldHeadsUnderANewCheckpointAreNoticed() throws IOException {
        try (AuditLog log = open()) {
            append(log, 2);
            Path older = export(log, ExportRequest.of(ACME, OWNER), "older");
            append(log, 1);
            SignedCheckpoint newer = log.checkpoint();
            TileDirectory tiles = TileDirectory.of(files.directory());
            long size = newer.unverified().treeSize();
            for (String file : List.of("heads.tlog-proof", "last.tlog-proof")) {
                LogProof old = LogProof.parse(Files.readString(older.resolve(file)));
                LogProof renewed =
                        LogProof.of(tiles.proveInclusion(old.inclusion().index(), size), newer);
                Files.writeString(older.resolve(file), renewed.text());
            }

            assertRefused(older, "accepted is the last, so that nothing follows it");
        }
    }

    @Test
    void aTenantWithoutEventsIsShownToHaveNone() throws IOException {
        try (AuditLog log = open()) {
            append(log, 3);
            TenantId nobody = new TenantId("nobody");
            PublishedHeads heads = log.checkpointOverHeads(nobody);
            assertThat(heads.path().verify(nobody, HeadsEvents.root(last(log).event())))
                    .isEmpty();

            // the export is the tenant's first event: a time before it holds nothing
            Path export = export(log, ExportRequest.of(nobody, OWNER).until(now), "export");
            ExportReport report = verify(export);
            assertThat(report.entries()).isEqualTo(1);
            assertRefused(copyWithLines(export, "without", List.of()), "holds none");
        }
    }

    private static AuditEntry last(AuditLog log) {
        List<AuditEntry> all = new ArrayList<>();
        log.entries().readAll(all::add);
        return all.get(all.size() - 1);
    }

    @Test
    void aTimeIsCompleteWithTheEntriesAroundIt() throws IOException {
        try (AuditLog log = open()) {
            append(log, 10);
            Instant from = TestLog.START.plus(Duration.ofHours(3));
            Instant until = TestLog.START.plus(Duration.ofHours(6));
            ExportRequest request =
                    ExportRequest.of(ACME, OWNER).from(from).until(until).as(ExportFormat.CSV);
            Path export = export(log, request, "export");

            ExportReport report = verify(export);
            assertThat(report.entries()).isEqualTo(5);
            assertThat(report.firstSequence()).isEqualTo(2);
            assertThat(report.notCovered()).hasSize(2);
            assertThat(Files.readAllLines(export.resolve("events.csv"))).hasSize(4);
            List<String> all = lines(export);
            for (int i = 0; i < all.size(); i++) {
                List<String> rest = new ArrayList<>(all);
                rest.remove(i);
                assertRefused(copyWithLines(export, "without-" + i, rest), "");
            }
            String proof = Files.readString(export.resolve("export.proof"));
            Path wider = TestLog.copy(export, folder.resolve("wider"));
            Files.writeString(wider.resolve("export.proof"), proof.replace("from " + from, "from " + TestLog.START));
            assertRefused(wider, "");
            Path later = TestLog.copy(export, folder.resolve("later"));
            Files.writeString(later.resolve("export.proof"), proof.replace("until " + until + "\n", ""));
            assertRefused(later, "");
        }
    }

    @Test
    void timesWithoutEntriesAreShownToBeEmpty() {
        try (AuditLog log = open()) {
            append(log, 4);
            Instant gap = TestLog.START.plus(Duration.ofMinutes(90));
            Path between = export(log, ExportRequest.of(ACME, OWNER).from(gap).until(gap.plusSeconds(60)), "between");
            assertThat(verify(between).entries()).isEqualTo(2);
            Path before = export(log, ExportRequest.of(ACME, OWNER).until(TestLog.START), "before");
            assertThat(verify(before).entries()).isEqualTo(1);
            Path after = export(log, ExportRequest.of(ACME, OWNER).from(now.plusSeconds(1)), "after");
            assertThat(verify(after).entries()).isEqualTo(1);
        }
    }

    @Test
    void aClockThatWasSetBackLeavesNothingOut() {
        try (AuditLog log = open()) {
            append(log, 5);
            now = TestLog.START.plus(Duration.ofHours(2));
            log.append(TestLog.event(ACME, 50));
            now = TestLog.START.plus(Duration.ofHours(20));
            append(log, 2);

            Instant from = TestLog.START.plus(Duration.ofHours(2));
            Path export = export(log, ExportRequest.of(ACME, OWNER).from(from).until(from.plusSeconds(60)), "export");
            ExportReport report = verify(export);
            assertThat(report.firstSequence()).isEqualTo(1);
            assertThat(report.entries()).isEqualTo(6);
            assertThat(report.notCovered()).anyMatch(gap -> gap.contains("set back within"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportFormat.class,
            names = {"CSV", "OCSF"})
    void whatIsShownIsComparedWithTheEntries(ExportFormat format) throws IOException {
        try (AuditLog log = open()) {
            append(log, 3);
            Path export = export(log, ExportRequest.of(ACME, OWNER).as(format), "export");
            Path file = export.resolve(format.file());
            List<String> all = Files.readAllLines(file);
            Files.write(file, all.subList(0, all.size() - 1));
            assertRefused(export, "differs from the stored entry");
            Files.write(file, Stream.concat(all.stream(), Stream.of("more")).toList());
            assertRefused(export, "");
        }
    }

    @Test
    void everyPrefixAndFlippedBitOfTheProofsIsRefused() throws IOException {
        try (AuditLog log = open()) {
            append(log, 2);
            Path export = export(log, ExportRequest.of(ACME, OWNER), "export");
            verify(export);
            Random random = new Random(17);
            for (String file :
                    List.of("export.proof", "heads.tlog-proof", "heads.entry", "last.tlog-proof", "entries.jsonl")) {
                byte[] whole = Files.readAllBytes(export.resolve(file));
                for (int length = 0; length < whole.length; length += 1 + random.nextInt(7)) {
                    assertRefusedWith(export, file, Arrays.copyOf(whole, length));
                }
                for (int i = 0; i < whole.length; i += 1 + random.nextInt(3)) {
                    byte[] flipped = whole.clone();
                    flipped[i] ^= (byte) (1 << random.nextInt(8));
                    assertRefusedWith(export, file, flipped);
                }
                Files.write(export.resolve(file), whole);
            }
            verify(export);
        }
    }

    /** There is no comment in these files: every byte counts. */
    private void assertRefusedWith(Path export, String file, byte[] content) throws IOException {
        Files.write(export.resolve(file), content);
        assertThat(catchThrowable(() -> verify(export)))
                .as("%s of %d bytes: %s", file, content.length, new String(content, StandardCharsets.UTF_8))
                .isInstanceOf(LogTamperedException.class);
    }

    @Test
    void missingFilesAndHugeOnesAreRefused() throws IOException {
        try (AuditLog log = open()) {
            append(log, 2);
            Path export = export(log, ExportRequest.of(ACME, OWNER).as(ExportFormat.CSV), "export");
            for (String file : List.of(
                    "export.proof",
                    "heads.tlog-proof",
                    "heads.entry",
                    "last.tlog-proof",
                    "entries.jsonl",
                    "events.csv")) {
                byte[] whole = Files.readAllBytes(export.resolve(file));
                Files.delete(export.resolve(file));
                assertRefused(export, file + " is missing");
                Files.write(export.resolve(file), new byte[2_000_000]);
                assertRefused(export, "");
                Files.write(export.resolve(file), whole);
            }
        }
    }

    @Test
    void headsThatAreFalseAreFoundInTheWholeLog() throws IOException {
        try (AuditLog log = open()) {
            append(log, 3);
            export(log, ExportRequest.of(ACME, OWNER), "export");
            assertThat(AuditVerifier.of(files.key()).verify(files.directory()).findings())
                    .isEmpty();
        }
        TenantChains chains = new TenantChains();
        TenantHead[] place = {TenantHead.FIRST};
        byte[] first = EntryForm.of(TestLog.event(ACME, 1)).entry(place[0], now);
        assertThat(chains.check(0, MerkleTree.leafHash(first), first)).isEmpty();
        TenantChains other = new TenantChains();
        byte[] lie = EntryForm.of(HeadsEvents.of(new TenantId("operator"), now, other.tree()))
                .entry(TenantHead.FIRST, now);
        assertThat(chains.check(1, MerkleTree.leafHash(lie), lie))
                .hasValueSatisfying(problem -> assertThat(problem).contains("tenants' heads"));
    }

    @Test
    void nobodyElseAppendsTheLogsOwnHeads() {
        try (AuditLog log = open()) {
            AuditEvent forged = AuditEvent.builder(ACME, OWNER, Action.TENANT_HEADS, Outcome.SUCCESS, now)
                    .build();
            assertThatThrownBy(() -> log.append(forged)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> log.appendAll(List.of(forged))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anExistingFolderIsLeftAlone() throws IOException {
        try (AuditLog log = open()) {
            append(log, 1);
            Files.createDirectory(folder.resolve("taken"));
            assertThatThrownBy(() -> export(log, ExportRequest.of(ACME, OWNER), "taken"))
                    .isInstanceOf(IllegalArgumentException.class);
            try (Stream<Path> inside = Files.list(folder.resolve("taken"))) {
                assertThat(inside).isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aLogWithExportsIsOpenedAndVerifiedAgain() {
        try (AuditLog log = open()) {
            append(log, 300);
            export(log, ExportRequest.of(ACME, OWNER), "one");
            append(log, 3);
        }
        try (AuditLog log = open()) {
            Path two = export(log, ExportRequest.of(ACME, OWNER), "two");
            assertThat(verify(two).tenantEntries()).isEqualTo(305);
            assertThat(AuditVerifier.of(files.key()).verify(files.directory()).isIntact())
                    .isTrue();
        }
    }

    @Test
    void theControlOfGapsFollowsEveryTenant() throws IOException {
        Path tampered;
        try (AuditLog log = open()) {
            assertThat(AuditControls.of(log).logGapFree().assess(now).standing())
                    .isEqualTo(Standing.UNPROVEN);
            append(log, 3);
            export(log, ExportRequest.of(ACME, OWNER), "export");
            Assessment kept = AuditControls.of(log).logGapFree().assess(now);
            assertThat(kept.standing()).isEqualTo(Standing.KEPT);
            assertThat(kept.figures()).extracting(figure -> figure.value()).containsExactly("3", "8");
            tampered = files.directory().resolve("tile/entries/000.p/8");
            byte[] bundle = Files.readAllBytes(tampered);
            bundle[bundle.length / 2] ^= 1;
            Files.write(tampered, bundle);
            assertThat(AuditControls.of(log).logGapFree().assess(now).standing())
                    .isEqualTo(Standing.BROKEN);
            bundle[bundle.length / 2] ^= 1;
            Files.write(tampered, bundle);
        }
    }
}
