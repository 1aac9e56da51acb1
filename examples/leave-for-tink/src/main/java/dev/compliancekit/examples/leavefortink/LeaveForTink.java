package dev.compliancekit.examples.leavefortink;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.Keyset;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.tink.TinkKeyset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The program: {@code main} seals a value, exports the keys, and lets Tink open it. */
public final class LeaveForTink {

    private static final TenantId ACME = new TenantId("acme-7f3a");

    private LeaveForTink() {}

    /**
     * Runs the example in a new folder for temporary files.
     *
     * @param arguments not used
     * @throws IOException if a file cannot be written
     * @throws GeneralSecurityException if Tink does not open the value
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Path dir = Files.createTempDirectory("leave-for-tink");
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        LogKey logKey = LogKey.create(dir.resolve("log.key"), "example.com/audit", random);
        try (AuditLog log = AuditLog.builder(dir.resolve("log"), logKey, clock).open();
                PassPhrase passPhrase = PassPhrase.of("correct horse battery staple".toCharArray());
                var root = FileKeyService.create(dir.resolve("root.key"), passPhrase, random);
                var store = FileKeyStore.create(dir.resolve("keys"));
                var epochs = FileEpochStore.create(dir.resolve("epochs"), dir.resolve("epochs-copy"));
                var keys = TenantKeys.builder(store, epochs, root)
                        .random(random)
                        .clock(clock)
                        .audit(log)
                        .build()) {
            System.out.println("Tink opened: " + run(keys));
        }
    }

    static String run(TenantKeys keys) throws GeneralSecurityException {
        // readme: begin
        FieldPath email = new FieldPath(
                ACME, new SubjectId("u-1017"), new RecordClass("customer"), new RecordId("1017"), "email", 1);
        byte[] sealed = keys.seal(email, "ann@example.com".getBytes(StandardCharsets.UTF_8));
        KeyName fields = new KeyName(ACME, SubjectId.ACCOUNT, KeyPurpose.FIELDS);
        try (Keyset keyset = keys.exchange().exported(fields, Actor.staff("cto"), "moving to Tink");
                SecretBytes json = TinkKeyset.write(keyset)) {
            return OpenWithTink.open(
                    new String(json.toByteArray(), StandardCharsets.UTF_8),
                    sealed,
                    "dev.compliancekit/field/v1",
                    "acme-7f3a",
                    "customer",
                    "1017",
                    "email",
                    "1");
        }
        // readme: end
    }
}
