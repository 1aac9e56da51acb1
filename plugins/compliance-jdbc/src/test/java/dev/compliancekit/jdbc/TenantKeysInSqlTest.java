package dev.compliancekit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.key.EpochPolicy;
import dev.compliancekit.crypto.key.EpochReport;
import dev.compliancekit.crypto.key.SubjectKeys;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.testkit.InMemoryKeyService;
import dev.compliancekit.testkit.ManualClock;
import dev.compliancekit.testkit.RecordingAuditSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of tenants in PostgreSQL, from sealing to a restored dump that opens nothing any more. */
class TenantKeysInSqlTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");
    private static final SubjectId ANN = new SubjectId("u-ann");
    private static final SubjectId BOB = new SubjectId("u-bob");
    private static final Actor DPO = Actor.staff("dpo");
    private static final EpochPolicy POLICY =
            new EpochPolicy(Duration.ofDays(1), Duration.ofDays(5), Duration.ofHours(1), Duration.ofDays(1));

    private final SecureRandom random = new SecureRandom();
    private final ManualClock clock = ManualClock.at("2026-03-01T12:00:00Z");
    private final RecordingAuditSink audit = RecordingAuditSink.create();
    private final InMemoryKeyService root = InMemoryKeyService.create(random);
    private final String database = Postgres.newDatabase();
    private final List<TenantKeys> opened = new ArrayList<>();

    @TempDir
    Path folder = Path.of("");

    private FileEpochStore epochs;

    @BeforeEach
    void open() {
        epochs = FileEpochStore.create(folder.resolve("epochs-1"), folder.resolve("epochs-2"));
    }

    @AfterEach
    void close() {
        opened.forEach(TenantKeys::close);
        epochs.close();
    }

    /** One more process. */
    private TenantKeys node(String name) {
        TenantKeys keys = TenantKeys.builder(Records.store(Postgres.database(name)), epochs, root.reopened())
                .random(random)
                .clock(clock)
                .audit(audit)
                .subjectKeys(SubjectKeys.EACH)
                .build();
        opened.add(keys);
        return keys;
    }

    @Test
    void whatOneNodeSealedEveryOtherOpens() {
        byte[] sealed = node(database).seal(email(ACME, ANN), bytes("ann@example.com"));

        assertThat(text(node(database).open(email(ACME, ANN), sealed))).isEqualTo("ann@example.com");
    }

    @Test
    void nodesThatStartAtOnceMakeOneKeyForEachName() {
        List<TenantKeys> nodes =
                IntStream.range(0, 4).mapToObj(i -> node(database)).toList();

        List<byte[]> sealed = Parallel.run(4, i -> nodes.get(i).seal(email(ACME, ANN), bytes("from node " + i)));

        for (TenantKeys node : nodes) {
            for (int i = 0; i < 4; i++) {
                assertThat(text(node.open(email(ACME, ANN), sealed.get(i)))).isEqualTo("from node " + i);
            }
        }
        assertThat(nodes.get(0).inventory().all()).hasSize(2);
    }

    @Test
    void aNodeThatNeverSawTheNewEpochDoesNotWrapUnderAnOldOne() {
        TenantKeys first = node(database);
        TenantKeys second = node(database);
        second.seal(email(ACME, ANN), bytes("ann@example.com"));
        for (int day = 1; day <= 7; day++) {
            clock.advance(Duration.ofDays(1));
            first.epochs().advance(POLICY);
        }

        byte[] sealed = second.seal(email(ACME, BOB), bytes("bob@example.com"));
        byte[] ofNewTenant = second.seal(email(GLOBEX, BOB), bytes("bob@example.org"));

        TenantKeys third = node(database);
        assertThat(text(third.open(email(ACME, BOB), sealed))).isEqualTo("bob@example.com");
        assertThat(text(third.open(email(GLOBEX, BOB), ofNewTenant))).isEqualTo("bob@example.org");
    }

    @Test
    void aShreddedPersonStaysErasedAndADumpDiesWithItsEpoch() {
        TenantKeys keys = node(database);
        byte[] ann = keys.seal(email(ACME, ANN), bytes("ann@example.com"));
        byte[] bob = keys.seal(email(ACME, BOB), bytes("bob@example.com"));
        Path dump = folder.resolve("keys.sql");
        Postgres.server().run("pg_dump", "--no-owner", "-f", dump.toString(), database);

        keys.rotate(new KeyName(ACME, ANN, KeyPurpose.FIELDS));
        byte[] annLater = keys.seal(email(ACME, ANN), bytes("ann@example.net"));
        clock.advance(Duration.ofDays(1));
        EpochReport first = keys.epochs().advance(POLICY);
        assertThat(first.begun()).containsExactly(2);
        assertThat(first.rewrap().rewrapped()).isEqualTo(4);
        assertThat(first.rewrap().isComplete()).isTrue();
        assertThat(text(node(database).open(email(ACME, ANN), ann))).isEqualTo("ann@example.com");

        keys.shred(ACME, ANN, DPO, "account deleted by its owner");
        for (byte[] sealed : List.of(ann, annLater)) {
            assertThat(keys.open(email(ACME, ANN), sealed)).isInstanceOf(Opened.Erased.class);
            assertThat(node(database).open(email(ACME, ANN), sealed)).isInstanceOf(Opened.Erased.class);
        }
        assertThatExceptionOfType(KeyDestroyedException.class)
                .isThrownBy(() -> keys.seal(email(ACME, ANN), bytes("ann@example.com")));

        // the dump of before, while its epoch lives: what was shredded since is shredded again
        assertThat(node(restored(dump)).open(email(ACME, ANN), ann)).isInstanceOf(Opened.Erased.class);
        assertThat(text(node(restored(dump)).open(email(ACME, BOB), bob))).isEqualTo("bob@example.com");

        for (int day = 0; day < 9; day++) {
            clock.advance(Duration.ofDays(1));
            assertThat(keys.epochs().advance(POLICY).rewrap().isComplete()).isTrue();
        }

        assertThat(node(database).open(email(ACME, ANN), ann)).isInstanceOf(Opened.Erased.class);
        assertThat(text(node(database).open(email(ACME, BOB), bob))).isEqualTo("bob@example.com");
        // and after its end, when nobody remembers the shredding: the dump opens nothing
        assertThat(epochs.remembered()).isEmpty();
        TenantKeys fromDump = node(restored(dump));
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> fromDump.open(email(ACME, ANN), ann))
                .withMessageContaining("the key of epoch 1 was destroyed");
    }

    private static String restored(Path dump) {
        String name = Postgres.newDatabase();
        Postgres.server().run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", dump.toString(), name);
        return name;
    }

    private static FieldPath email(TenantId tenant, SubjectId subject) {
        return new FieldPath(tenant, subject, new RecordClass("customer"), new RecordId("1017"), "email", 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Opened opened) {
        return opened instanceof Opened.Plaintext readable ? readable.text() : opened.toString();
    }
}
