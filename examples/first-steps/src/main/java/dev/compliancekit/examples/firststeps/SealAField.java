package dev.compliancekit.examples.firststeps;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.Tag;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.key.TenantKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Consumer;

/** crypto: a field is sealed for its place under its tenant's key, and gone when that key is destroyed. */
final class SealAField {

    private SealAField() {}

    static Opened run(
            Path dir,
            PassPhrase passPhrase,
            Tag tag,
            AuditSink auditLog,
            SecureRandom random,
            InstantSource clock,
            Consumer<String> show) {
        // readme: begin
        Opened gone;
        try (var root = FileKeyService.create(dir.resolve("root.key"), passPhrase, random);
                var store = FileKeyStore.create(dir.resolve("keys"));
                var epochs = FileEpochStore.create(dir.resolve("epochs"), dir.resolve("epochs-copy"));
                var keys = TenantKeys.builder(store, epochs, root)
                        .random(random)
                        .clock(clock)
                        .audit(auditLog)
                        .build()) {
            FieldPath email = tag.field(new RecordId("1017"), "email");
            byte[] sealed = keys.seal(email, "ann@example.com".getBytes(StandardCharsets.UTF_8));
            if (keys.open(email, sealed) instanceof Opened.Plaintext readable) { // elsewhere: DecryptionException
                show.accept(readable.text());
            }
            keys.shred(tag.tenant(), Actor.staff("dpo"), "account deleted by its owner");
            gone = keys.open(email, sealed); // Erased: here, and in every backup
        }
        // readme: end
        return gone;
    }
}
