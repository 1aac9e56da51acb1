package dev.compliancekit.examples.leavefortink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.key.TenantKeys;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quoted lines do what the guide says they do. */
class LeaveForTinkTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-06T03:30:00Z"));

    @TempDir
    private Path dir;

    @Test
    void tinkOpensWhatWasSealedHere() throws GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        LogKey logKey = LogKey.create(dir.resolve("log.key"), "example.com/audit", random);
        try (AuditLog log = AuditLog.builder(dir.resolve("log"), logKey, CLOCK).open();
                PassPhrase passPhrase = PassPhrase.of("correct horse battery staple".toCharArray());
                var root = FileKeyService.create(dir.resolve("root.key"), passPhrase, random);
                var store = FileKeyStore.create(dir.resolve("keys"));
                var epochs = FileEpochStore.create(dir.resolve("epochs"), dir.resolve("epochs-copy"));
                var keys = TenantKeys.builder(store, epochs, root)
                        .random(random)
                        .clock(CLOCK)
                        .audit(log)
                        .build()) {
            assertThat(LeaveForTink.run(keys)).isEqualTo("ann@example.com");
        }
    }
}
