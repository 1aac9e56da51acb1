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
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.spi.KeyStore;
import dev.compliancekit.testkit.InMemoryEpochStore;
import dev.compliancekit.testkit.InMemoryKeyService;
import dev.compliancekit.testkit.ManualClock;
import dev.compliancekit.testkit.RecordingAuditSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The guide, with the privileges that it gives. */
class KeysInPostgresTest {

    @Test
    void theRoleOfTheGuideHasWhatItNeedsAndNoMore() throws IOException {
        SecureRandom random = new SecureRandom();
        ManualClock clock = ManualClock.at("2026-03-01T12:00:00Z");
        RecordingAuditSink audit = RecordingAuditSink.create();
        InMemoryEpochStore epochs = InMemoryEpochStore.create();
        InMemoryKeyService root = InMemoryKeyService.create(random);
        FieldPath email = new FieldPath(
                new TenantId("acme"),
                new SubjectId("u-1017"),
                new RecordClass("customer"),
                new RecordId("1017"),
                "email",
                1);
        String name = Postgres.newDatabase();
        PGSimpleDataSource owner = Postgres.database(name);
        List<String> statements = statementsOfTheGuide();
        Records.sql(owner, statements.get(0), "ALTER ROLE compliance PASSWORD 'for this test'");
        PGSimpleDataSource ownerOfTheTables = Postgres.database(name);
        ownerOfTheTables.setCurrentSchema("compliance");
        JdbcKeyStore.createSchema(ownerOfTheTables);
        Records.sql(owner, statements.get(1));
        PGSimpleDataSource pool = Postgres.database(name);
        pool.setUser("compliance");
        pool.setPassword("for this test");
        Opened gone;

        // readme: begin
        JdbcKeyStore.createSchema(ownerOfTheTables); // once, or at each start: what is there stays as it is

        try (KeyStore store = JdbcKeyStore.open(pool);
                TenantKeys keys = TenantKeys.builder(store, epochs, root)
                        .random(random)
                        .clock(clock)
                        .audit(audit)
                        .build()) {
            byte[] sealed = keys.seal(email, "ann@example.com".getBytes(StandardCharsets.UTF_8));
            keys.shred(email.tenant(), Actor.staff("dpo"), "account deleted by its owner");
            gone = keys.open(email, sealed); // Erased, on every node that has no copy of the key in memory any more
        }
        // readme: end

        assertThat(gone).isInstanceOf(Opened.Erased.class);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Records.sql(pool, "DELETE FROM compliancekit_key"))
                .withMessageContaining("permission denied");
    }

    private static List<String> statementsOfTheGuide() throws IOException {
        String guide = Files.readString(Path.of("../../docs/guides/keys-in-postgresql.md"));
        return Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
