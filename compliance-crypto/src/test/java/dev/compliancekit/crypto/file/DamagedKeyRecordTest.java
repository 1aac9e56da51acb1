package dev.compliancekit.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.RefusalCost;
import dev.compliancekit.crypto.key.KeyCacheLimits;
import dev.compliancekit.crypto.key.TenantKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever somebody who may write to the key store does to its records, checksums and second copy included: a value
 * opens as what was sealed, or it is refused in one of the documented ways, at once. The long form is
 * {@code -Ddamage.rounds=1000000}.
 */
class DamagedKeyRecordTest {

    private static final FieldPath PATH = new FieldPath(
            new TenantId("acme"), SubjectId.ACCOUNT, new RecordClass("customer"), new RecordId("1017"), "email", 1);
    private static final byte[] VALUE = "ann@example.com".getBytes(StandardCharsets.UTF_8);

    private final long seed = new SecureRandom().nextLong();
    private final SplittableRandom chance = new SplittableRandom(seed);
    private final SecureRandom random = new SecureRandom();

    /** In hours; no key stays in memory for one. */
    private int now;

    @TempDir
    Path folder;

    @Tag("long")
    @Test
    void alteredRecordsOpenNothingElse() throws Exception {
        int rounds = Integer.getInteger("damage.rounds", 5_000);
        try (FileKeyStore store = FileKeyStore.create(folder.resolve("keys"), new QuickDisk());
                FileEpochStore epochs = FileEpochStore.create(folder.resolve("epochs-1"), folder.resolve("epochs-2"));
                FileKeyService root = FileKeyService.createUnprotected(folder.resolve("root.key"), random)) {
            TenantKeys keys = TenantKeys.builder(store, epochs, root)
                    .random(random)
                    .clock(() -> KeyRecords.T0.plus(now, ChronoUnit.HOURS))
                    .audit(event -> new AuditReceipt("nowhere", 0, Bytes.copyOf(new byte[32]), 0))
                    .cacheLimits(new KeyCacheLimits(10, Duration.ofMinutes(1), Long.MAX_VALUE))
                    .build();
            byte[] sealed = keys.seal(PATH, VALUE);
            Path first = folder.resolve("keys/first/tenants/acme/bucket.keys");
            Path second = folder.resolve("keys/second/tenants/acme/bucket.keys");
            byte[] good = Files.readAllBytes(first);
            RefusalCost cost = new RefusalCost(seed);
            int refused = 0;
            while (now < rounds) {
                now++;
                byte[] damaged = damaged(good);
                Files.write(first, damaged);
                Files.write(second, damaged);
                boolean[] opened = new boolean[1];
                cost.of(() -> opened[0] = opens(keys, sealed));
                refused += opened[0] ? 0 : 1;
            }
            cost.check();
            assertThat(refused).as("seed %d", seed).isGreaterThan(rounds / 2);
            Files.write(first, good);
            Files.write(second, good);
            now++;
            assertThat(opens(keys, sealed)).isTrue();
            keys.close();
        }
    }

    private boolean opens(TenantKeys keys, byte[] sealed) {
        try {
            Opened opened = keys.open(PATH, sealed);
            if (opened instanceof Opened.Plaintext plaintext) {
                assertThat(plaintext.plaintext()).as("seed %d", seed).isEqualTo(VALUE);
                return true;
            }
            return false;
        } catch (KeyUnavailableException | KeyDestroyedException e) {
            return false;
        }
    }

    /** The checksum at the end is right nine times out of ten. */
    private byte[] damaged(byte[] good) throws IOException {
        byte[] content = Arrays.copyOf(good, good.length - Checksum.BYTES);
        int at = chance.nextInt(content.length);
        switch (chance.nextInt(5)) {
            case 0 -> content[at] ^= (byte) (1 << chance.nextInt(8));
            case 1 -> content[at] = (byte) chance.nextInt();
            case 2 -> content = Arrays.copyOf(content, at);
            case 3 -> content = Arrays.copyOf(content, content.length + 1 + chance.nextInt(40));
            default -> {
                int length = Math.min(1 + chance.nextInt(32), content.length - at);
                System.arraycopy(content, chance.nextInt(content.length - length + 1), content, at, length);
            }
        }
        byte[] file = Arrays.copyOf(content, content.length + Checksum.BYTES);
        if (chance.nextInt(10) > 0) {
            System.arraycopy(Checksum.of(content, content.length), 0, file, content.length, Checksum.BYTES);
        }
        return file;
    }
}
