package dev.compliancekit.cli;

import static dev.compliancekit.cli.Cli.NOW;
import static dev.compliancekit.cli.Cli.run;
import static dev.compliancekit.cli.Cli.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.cli.Cli.Result;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.key.KeyStatus;
import dev.compliancekit.crypto.key.TenantKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keys}: what is made, renewed and destroyed, and what the exit code says of it. */
class KeysCommandTest {

    private static final String[] PLACE = {
        "--tenant", "acme", "--context", "class=customer", "record=7", "field=email", "subject=u-1"
    };
    private static final String[] ORDER = {"--actor", "staff:dpo", "--reason", "asked for"};

    /** Daily epochs, kept for 6 days, run hourly: a shredded key is beyond reach 7 days and 2 hours later. */
    private static final String[] SCHEDULE = {
        "--rotate-every", "PT24H", "--keep-for", "P6D", "--run-every", "PT1H", "--store-backup-every", "PT24H"
    };

    @TempDir
    private Path dir;

    private String store;

    @BeforeEach
    void makeStore() {
        store = dir.resolve("keys").toString();
        assertThat(run("", "keys", "init", store).code()).isZero();
    }

    private byte[] seal(String... more) {
        Result sealed = run("ann@example.com", with(more, with(PLACE, "seal", store)));
        assertThat(sealed.code()).as(sealed.err()).isZero();
        return sealed.bytes().toByteArray();
    }

    private Result open(byte[] sealed) {
        return run(sealed, with(PLACE, "open", store));
    }

    private static Result at(Instant now, String... arguments) {
        return run(new byte[0], InstantSource.fixed(now), Set.of(), arguments);
    }

    @Test
    void initSaysWhatToKeepWhere() {
        String other = dir.resolve("other").toString();
        assertThat(run("", "keys", "init", other).err())
                .contains("other.epochs and its copy", "keep both out of every backup", "nothing can be opened");
    }

    @Test
    void aRotatedKeyGoesOnOpening() {
        byte[] old = seal();
        Result rotated = run("", "keys", "rotate", store, "--tenant", "acme");
        assertThat(rotated.code()).isZero();
        assertThat(rotated.out()).contains("\"purpose\":\"fields\"", "\"version\":2", "\"status\":\"active\"");
        assertThat(run("", "keys", "list", store).out())
                .contains("\"version\":1,\"algorithm\":\"xaes-256-gcm\",\"status\":\"retired\"");
        assertThat(seal()).isNotEqualTo(old);
        assertThat(open(old).out()).isEqualTo("ann@example.com");
    }

    @Test
    void whatHasNoKeyCannotBeRotated() {
        seal();
        Result noSuchTenant = run("", "keys", "rotate", store, "--tenant", "globex");
        assertThat(noSuchTenant.code()).isEqualTo(ExitCode.USAGE);
        assertThat(noSuchTenant.err().lines()).hasSize(1);
        assertThat(run("", "keys", "rotate", store, "--tenant", "acme", "--purpose", "files")
                        .code())
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("", "keys", "rotate", store, "--tenant", "acme", "--purpose", "No Purpose")
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aPersonsKeyIsRotatedAndShreddedAlone() {
        byte[] ofTenant = seal();
        byte[] ofPerson = seal("--subject-key");
        assertThat(run("", "keys", "list", store).out()).containsOnlyOnce("\"subject\":\"u-1\"");
        assertThat(run("", "keys", "rotate", store, "--tenant", "acme", "--subject", "u-1")
                        .out())
                .contains("\"subject\":\"u-1\"", "\"version\":2");
        assertThat(open(ofPerson).out()).isEqualTo("ann@example.com");

        Result shredded = run("", with(ORDER, "keys", "shred", store, "--tenant", "acme", "--subject", "u-1"));
        assertThat(shredded.code()).isZero();
        assertThat(shredded.out().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"subject\":\"u-1\"") && line.contains("\"destroyed\""));
        Result erased = open(ofPerson);
        assertThat(erased.code()).isEqualTo(ExitCode.FINDING);
        assertThat(erased.err()).contains("the value is erased");
        assertThat(open(ofTenant).out()).isEqualTo("ann@example.com");
    }

    @Test
    void shreddingSaysWhenNoCopyOpensTheKeys() {
        seal();
        Result without = run("", with(ORDER, "keys", "shred", store, "--tenant", "acme"));
        assertThat(without.out()).doesNotContain("unreadableAfter");
        assertThat(without.err()).contains("copies of the key store open the destroyed keys until");

        Instant later = NOW.plus(Duration.ofHours(5));
        Result again = at(later, with(SCHEDULE, with(ORDER, "keys", "shred", store, "--tenant", "acme")));
        assertThat(again.out())
                .contains("{\"tenant\":\"acme\",\"shreddedAt\":\"2026-11-22T12:00:00Z\","
                        + "\"unreadableAfter\":\"2026-11-29T14:00:00Z\"}");
        assertThat(again.err()).isEmpty();
    }

    @Test
    void theDateCountsFromTheLastKeyThatWasDestroyed() {
        seal();
        run("", "keys", "rotate", store, "--tenant", "acme");
        destroyRetired(NOW.minus(Duration.ofDays(3)));
        Result shredded = run("", with(SCHEDULE, with(ORDER, "keys", "shred", store, "--tenant", "acme")));
        assertThat(shredded.out())
                .contains("\"destroyedAt\":\"2026-11-19T12:00:00Z\"", "\"shreddedAt\":\"2026-11-22T12:00:00Z\"");
    }

    /** As an application does it that has brought all values under the new key. */
    private void destroyRetired(Instant now) {
        SecureRandom random = new SecureRandom();
        Path log = dir.resolve("keys.log");
        try (FileKeyService root = FileKeyService.openUnprotected(dir.resolve("keys.root"), random);
                FileKeyStore keyStore = FileKeyStore.open(dir.resolve("keys"));
                FileEpochStore epochs =
                        FileEpochStore.open(dir.resolve("keys.epochs"), dir.resolve("keys.epochs-copy"));
                AuditLog audit = AuditLog.builder(log, LogKey.load(dir.resolve("keys.log.key")), () -> now)
                        .open();
                TenantKeys keys = TenantKeys.builder(keyStore, epochs, root)
                        .random(random)
                        .clock(() -> now)
                        .audit(audit)
                        .build()) {
            keys.inventory().of(new TenantId("acme")).stream()
                    .filter(key -> key.status() == KeyStatus.RETIRED)
                    .forEach(key ->
                            keys.destroyUnused(key.address(), address -> 0, Actor.staff("ann"), "nothing is under it"));
        }
    }

    @Test
    void aTenantThatWasShreddedSealsNothingMore() {
        seal();
        run("", with(ORDER, "keys", "shred", store, "--tenant", "acme"));
        Result refused = run("again", with(PLACE, "seal", store));
        assertThat(refused.code()).isEqualTo(ExitCode.FINDING);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("was destroyed");
    }

    @Test
    void runsBeginRewrapAndDestroyEpochsInTheirTime() {
        byte[] sealed = seal();
        assertThat(run("", "keys", "rewrap", store).out())
                .isEqualTo("{\"rewrapped\":0,\"failed\":0,\"failures\":[]}\n");
        Result early = at(NOW.plus(Duration.ofHours(23)), with(SCHEDULE, "keys", "rewrap", store));
        assertThat(early.out()).contains("\"begun\":[]", "\"destroyed\":[]");

        Result day = at(NOW.plus(Duration.ofHours(24)), with(SCHEDULE, "keys", "rewrap", store));
        assertThat(day.code()).isZero();
        assertThat(day.out()).contains("\"begun\":[2]", "\"destroyed\":[]", "\"overdue\":[]", "\"rewrapped\":2");

        Instant over = NOW.plus(Duration.ofDays(7));
        Result week = at(over, with(SCHEDULE, "keys", "rewrap", store));
        assertThat(week.out()).contains("\"begun\":[3]", "\"destroyed\":[1]", "\"rewrapped\":2");
        assertThat(open(sealed).out()).isEqualTo("ann@example.com");
        assertThat(at(over, "keys", "epochs", store).out().lines())
                .containsExactly(
                        "{\"epoch\":1,\"startedAt\":\"2026-11-22T12:00:00Z\",\"endedAt\":\"2026-11-23T12:00:00Z\","
                                + "\"destroyedAt\":\"2026-11-29T12:00:00Z\"}",
                        "{\"epoch\":2,\"startedAt\":\"2026-11-23T12:00:00Z\",\"endedAt\":\"2026-11-29T12:00:00Z\"}",
                        "{\"epoch\":3,\"startedAt\":\"2026-11-29T12:00:00Z\"}");
    }

    @Test
    void aRunThatCouldNotRewrapEverythingIsAFinding() throws IOException {
        seal();
        for (String copy : new String[] {"first", "second"}) {
            Path keys = dir.resolve("keys").resolve(copy).resolve("tenants/acme/bucket.keys");
            byte[] bytes = Files.readAllBytes(keys);
            bytes[bytes.length / 2] ^= 1;
            Files.write(keys, bytes);
        }
        Result failed = at(NOW.plus(Duration.ofDays(8)), with(SCHEDULE, "keys", "rewrap", store));
        assertThat(failed.code()).isEqualTo(ExitCode.FINDING);
        assertThat(failed.out())
                .contains("\"begun\":[2]", "\"destroyed\":[]", "\"overdue\":[]", "\"failed\":1", "tenant acme");
        Result later = at(NOW.plus(Duration.ofDays(16)), with(SCHEDULE, "keys", "rewrap", store));
        assertThat(later.code()).isEqualTo(ExitCode.FINDING);
        assertThat(later.out()).contains("\"overdue\":[1]");
    }

    @Test
    void epochsAnswerWhetherCopiesEndInTime() {
        Result kept = run("", with(SCHEDULE, "keys", "epochs", store, "--promised", "P8D"));
        assertThat(kept.code()).as(kept.err()).isZero();
        assertThat(kept.out().lines())
                .last()
                .asString()
                .contains("\"standing\":\"kept\"", "\"shredded keys unreadable after\":\"170 hours\"");
        Result tooLong = run("", with(SCHEDULE, "keys", "epochs", store, "--promised", "P7D"));
        assertThat(tooLong.code()).isEqualTo(ExitCode.FINDING);
        assertThat(tooLong.out()).contains("\"standing\":\"broken\"", "promised are 168 hours");
        Result noRuns = at(NOW.plus(Duration.ofDays(9)), with(SCHEDULE, "keys", "epochs", store, "--promised", "P8D"));
        assertThat(noRuns.code()).isEqualTo(ExitCode.FINDING);
        assertThat(noRuns.out()).contains("is not destroyed");
    }

    @Test
    void aScheduleIsSaidAsAWhole() {
        Result half = run("", "keys", "rewrap", store, "--rotate-every", "PT24H");
        assertThat(half.code()).isEqualTo(ExitCode.USAGE);
        assertThat(half.err()).contains("--keep-for", "--store-backup-every").doesNotContain("\tat ");
        assertThat(run("", "keys", "epochs", store, "--promised", "P8D").err())
                .contains("--promised needs --rotate-every");
        String[] tooShort = SCHEDULE.clone();
        tooShort[3] = "PT24H";
        Result refused = run("", with(tooShort, "keys", "rewrap", store));
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("accepted is a longer keepFor");
        tooShort[3] = "a week";
        assertThat(run("", with(tooShort, "keys", "rewrap", store)).err()).contains("--keep-for");
    }

    @Test
    void saysWhichPartIsMissing() throws IOException {
        String nowhere = dir.resolve("nowhere").toString();
        for (String command : new String[] {"list", "epochs", "rewrap"}) {
            Result missing = run("", "keys", command, nowhere);
            assertThat(missing.code()).isEqualTo(ExitCode.USAGE);
            assertThat(missing.err())
                    .contains("there is no key store", "nowhere")
                    .doesNotContain("\tat ");
        }
        assertThat(dir.resolve("nowhere.log")).doesNotExist();
        assertThat(run("", "keys", "shred", store, "--tenant", "acme").err()).contains("--actor");

        Files.delete(dir.resolve("keys.epochs/epochs"));
        Files.delete(dir.resolve("keys.epochs-copy/epochs"));
        Result lost = run("", "keys", "list", store);
        assertThat(lost.code()).isEqualTo(ExitCode.IO);
        assertThat(lost.err()).contains("keys.epochs").doesNotContain("\tat ");
        // what was opened before the part that is missing was let go again
        assertThat(run("", "keys", "list", store).err()).isEqualTo(lost.err());
    }
}
