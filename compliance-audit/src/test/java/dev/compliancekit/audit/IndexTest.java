package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is found through the index is what is found without it, whatever becomes of its files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexTest {

    private static final int ENTRIES = SegmentFile.ENTRIES + 5_000;
    private static final List<Action> ACTIONS = List.of(Action.SIGN_IN, Action.SIGN_OUT, new Action("report-printed"));
    private static final List<Outcome> OUTCOMES = List.of(Outcome.SUCCESS, Outcome.FAILURE, Outcome.DENIED);
    private static final long SEED = 4711;

    private Path folder = Path.of("");
    private TestLog files;
    private AuditLog log;
    private List<AuditEntry> all;
    private Instant now = TestLog.START;

    @BeforeAll
    void fill(@TempDir Path temporary) {
        folder = temporary;
        files = new TestLog(folder);
        log = AuditLog.builder(files.directory(), files.key(), () -> now)
                .withoutLifeEvents()
                .rules(dev.compliancekit.audit.event.EventRules.none())
                .open();
        Random random = new Random(SEED);
        List<AuditEvent> batch = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            batch.add(event(random, i));
            if (batch.size() == 5_000) {
                log.appendAll(batch);
                batch.clear();
                now = now.plusSeconds(500);
            }
        }
        log.appendAll(batch);
        all = new ArrayList<>();
        log.entries().readAll(all::add);
    }

    @AfterAll
    void close() {
        log.close();
    }

    /** Few entries of the tenants of low numbers, many of those of high ones. */
    private static TenantId tenant(Random random) {
        return new TenantId("t" + (int) Math.sqrt(random.nextInt(900)));
    }

    private static AuditEvent event(Random random, int number) {
        return AuditEvent.builder(
                        tenant(random),
                        Actor.customer("u-" + random.nextInt(20)),
                        ACTIONS.get(random.nextInt(ACTIONS.size())),
                        OUTCOMES.get(random.nextInt(3)),
                        TestLog.START.plusMillis(100L * number + random.nextInt(60_000)))
                .target("customer/" + random.nextInt(30))
                .build();
    }

    private AuditQuery query(Random random) {
        AuditQuery query = AuditQuery.of(tenant(random)).limit(1 + random.nextInt(400));
        if (random.nextInt(3) == 0) {
            query = query.action(ACTIONS.get(random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            query = query.actor(Actor.customer("u-" + random.nextInt(21)));
        }
        if (random.nextInt(3) == 0) {
            query = query.outcome(OUTCOMES.get(random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            query = query.target("customer/" + random.nextInt(31));
        }
        if (random.nextInt(3) == 0) {
            query = query.from(TestLog.START.plusMillis(random.nextInt(7_000_000)));
        }
        return random.nextInt(3) == 0 ? query.until(TestLog.START.plusMillis(random.nextInt(7_000_000))) : query;
    }

    private List<AuditEntry> throughTheIndex(AuditQuery query) {
        List<AuditEntry> found = new ArrayList<>();
        try (TenantScope scope = TenantScope.enter(query.tenant())) {
            Optional<AuditQuery> next = Optional.of(query);
            while (next.isPresent()) {
                AuditPage page = log.reader().find(next.get());
                assertThat(page.entries()).hasSizeLessThanOrEqualTo(query.limit());
                found.addAll(page.entries());
                next = page.next();
            }
        }
        return found;
    }

    private List<AuditEntry> withoutIt(AuditQuery query) {
        return all.stream().filter(entry -> query.matches(entry.event())).toList();
    }

    @Test
    void everyQueryFindsWhatAFullScanFinds() {
        Random random = new Random(SEED + 1);
        for (int i = 0; i < 60; i++) {
            AuditQuery query = query(random);
            assertThat(throughTheIndex(query)).isEqualTo(withoutIt(query));
        }
        assertThat(files.directory().resolve("index/0")).exists();
        assertThat(log.reader().refreshIndex()).isZero();
    }

    @Test
    void aDamagedOrMissingIndexIsMadeAgain() throws IOException {
        AuditQuery query = AuditQuery.of(new TenantId("t7"));
        List<AuditEntry> expected = withoutIt(query);
        log.reader().refreshIndex();
        Path file = files.directory().resolve("index/0");
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(SEED + 2);
        for (int i = 0; i < 4; i++) {
            byte[] damaged = good.clone();
            damaged[i == 0 ? 60 : random.nextInt(damaged.length)] ^= 1;
            Files.write(file, damaged);
            assertThat(throughTheIndex(query)).isEqualTo(expected);
        }
        Files.write(file, new byte[0]);
        assertThat(throughTheIndex(query)).isEqualTo(expected);
        Files.delete(file);
        assertThat(throughTheIndex(query)).isEqualTo(expected);
        assertThat(Files.readAllBytes(file)).isEqualTo(good);
    }

    @Test
    void anIndexThatLiesWithAValidTagIsNoticed() throws IOException {
        TenantId tenant = new TenantId("t9");
        List<AuditEntry> expected = withoutIt(AuditQuery.of(tenant));
        Path file = files.directory().resolve("index/0");
        SegmentFile lying = new SegmentFile(
                file,
                files.key(),
                0,
                TileDirectory.of(files.directory())
                        .hashes(new dev.compliancekit.audit.tlog.Tile(2, 0, 1))
                        .get(0));
        Postings postings = new Postings(0);
        for (AuditEntry entry : expected) {
            boolean kept = entry.index() < SegmentFile.ENTRIES - 1000; // the last ones of the segment are withheld
            if (kept) {
                postings.add(
                        entry.index(),
                        12, // no such place
                        new StoredEvent(
                                entry.event(),
                                new TenantHead(
                                        entry.tenantSequence(),
                                        entry.tenantSequence() == 0 ? TenantHead.FIRST.lastLeaf() : entry.leafHash()),
                                entry.recordedAt()));
            }
        }
        Files.createDirectories(file.getParent());
        Files.write(file, lying.toBytes(java.util.Map.of(tenant, postings)));

        assertThat(throughTheIndex(AuditQuery.of(tenant).limit(Integer.MAX_VALUE)))
                .isEqualTo(expected);
    }

    @Test
    void anExportThroughTheIndexIsComplete() {
        TenantId tenant = new TenantId("t5");
        try (TenantScope scope = TenantScope.enter(tenant)) {
            Path export = folder.resolve("export");
            log.reader().exportTo(ExportRequest.of(tenant, Actor.customer("owner")), export);
            long before = withoutIt(AuditQuery.of(tenant)).size();
            assertThat(ExportVerifier.of(files.key().vkey()).verify(export).tenantEntries())
                    .isEqualTo(before + 1);

            Instant from = TestLog.START.plusSeconds(1_000);
            Path part = folder.resolve("part");
            log.reader()
                    .exportTo(
                            ExportRequest.of(tenant, Actor.customer("owner"))
                                    .from(from)
                                    .until(from.plusSeconds(1_001)),
                            part);
            long within = all.stream()
                    .filter(entry -> entry.event().tenant().equals(tenant))
                    .filter(entry -> !entry.recordedAt().isBefore(from)
                            && entry.recordedAt().isBefore(from.plusSeconds(1_001)))
                    .count();
            assertThat(ExportVerifier.of(files.key().vkey()).verify(part).entries())
                    .isEqualTo(within + 2);
        }
    }

    @Test
    void aReadOnlyPlaceCostsTimeAndNoAnswer() throws IOException {
        Path index = files.directory().resolve("index");
        if (Files.isDirectory(index)) {
            try (var inside = Files.list(index)) {
                for (Path file : inside.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(index);
        }
        Files.writeString(index, "a file where the folder would be");
        try {
            AuditQuery query = AuditQuery.of(new TenantId("t8"));
            assertThat(throughTheIndex(query.limit(100_000))).isEqualTo(withoutIt(query));
        } finally {
            Files.delete(index);
        }
    }
}
