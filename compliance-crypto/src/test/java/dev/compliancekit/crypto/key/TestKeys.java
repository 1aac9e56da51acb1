package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A key store, an epoch store and a root key in a folder, with a clock that a test moves. */
final class TestKeys implements AutoCloseable {

    static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    static final TenantId ACME = new TenantId("acme");
    static final TenantId BOLT = new TenantId("bolt");
    static final SubjectId ANN = new SubjectId("ann");
    static final SubjectId BEN = new SubjectId("ben");
    static final Actor STAFF = Actor.staff("eve");

    final SecureRandom random = new SecureRandom();
    final AuditTrail audit = new AuditTrail();
    final Path folder;
    final FileKeyStore store;
    final FileEpochStore epochStore;
    final FileKeyService root;
    final InstantSource clock = this::now;
    private volatile Instant now = T0;
    private TenantKeys keys;

    TestKeys(Path folder) {
        this.folder = folder;
        this.store = FileKeyStore.create(folder.resolve("keys"));
        this.epochStore = FileEpochStore.create(folder.resolve("epochs-1"), folder.resolve("epochs-2"));
        this.root = FileKeyService.createUnprotected(folder.resolve("root.key"), random);
        this.keys = builder().build();
    }

    private Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    TenantKeysBuilder builder() {
        return TenantKeys.builder(store, epochStore, root)
                .random(random)
                .clock(clock)
                .audit(audit);
    }

    TenantKeys keys() {
        return keys;
    }

    /** From now on with what the builder says. */
    TenantKeys use(TenantKeysBuilder builder) {
        keys.close();
        keys = builder.build();
        return keys;
    }

    static FieldPath path(TenantId tenant, SubjectId subject) {
        return new FieldPath(tenant, subject, new RecordClass("customer"), new RecordId("1017"), "email", 1);
    }

    static FieldPath path(TenantId tenant) {
        return path(tenant, SubjectId.ACCOUNT);
    }

    static KeyName fields(TenantId tenant) {
        return new KeyName(tenant, SubjectId.ACCOUNT, KeyPurpose.FIELDS);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String textOf(Opened opened) {
        return opened instanceof Opened.Plaintext plaintext ? plaintext.text() : opened.toString();
    }

    /** The one key of fields that the tenant has. */
    KeySummary fieldKeyOf(TenantId tenant) {
        return keys.inventory().of(tenant).stream()
                .filter(key -> key.purpose().equals(KeyPurpose.FIELDS))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        keys.close();
        root.close();
        epochStore.close();
        store.close();
    }
}
