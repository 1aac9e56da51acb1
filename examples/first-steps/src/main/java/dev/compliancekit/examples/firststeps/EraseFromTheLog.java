package dev.compliancekit.examples.firststeps;

import dev.compliancekit.audit.AuditEntry;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.AuditQuery;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.Sealing;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.LookupTags;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.crypto.key.SubjectKeys;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.key.TenantKeysBuilder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** audit and crypto: a person is erased from a log of which no byte may change. */
final class EraseFromTheLog {

    private EraseFromTheLog() {}

    /** What is read of the sign-in before and after. */
    record Outcome(AuditEntry before, AuditEntry after) {}

    static Outcome run(
            Path folder, LogKey logKey, InstantSource clock, TenantKeysBuilder keysBuilder, AuditEvent signIn) {
        TenantId tenant = signIn.tenant();
        // readme: begin
        AtomicReference<@Nullable Sealer> sealer = new AtomicReference<>();
        AtomicReference<@Nullable LookupTags> tags = new AtomicReference<>();
        Sealing sealing = Sealing.builder(sealer::get, tags::get).build();

        try (AuditLog log =
                        AuditLog.builder(folder, logKey, clock).sealing(sealing).open();
                TenantKeys keys =
                        keysBuilder.audit(log).subjectKeys(SubjectKeys.EACH).build()) {
            sealer.set(keys);
            tags.set(keys.tags());

            log.append(signIn); // by the actor customer:u-17
            AuditEntry before = onlySignIn(log, tenant); // READABLE: all that was appended

            keys.shred(tenant, new SubjectId("u-17"), Actor.staff("dpo"), "asked for erasure");

            AuditEntry after = onlySignIn(log, tenant); // ERASED: who and where from are gone
            // readme: end
            return new Outcome(before, after);
        }
    }

    private static AuditEntry onlySignIn(AuditLog log, TenantId tenant) {
        try (TenantScope scope = TenantScope.enter(tenant)) {
            return log.reader()
                    .find(AuditQuery.of(TenantScope.current()).action(Action.SIGN_IN))
                    .entries()
                    .get(0);
        }
    }
}
