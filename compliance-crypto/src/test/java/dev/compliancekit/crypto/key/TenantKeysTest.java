package dev.compliancekit.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyDestroyedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantKeysTest {

    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final Actor ANN = Actor.staff("ann");

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final AuditTrail audit = new AuditTrail();
    private FileKeyStore store;
    private FileKeyService service;
    private TenantKeys keys;

    @BeforeEach
    void open() {
        store = FileKeyStore.create(folder.resolve("keys"));
        service = FileKeyService.create(folder.resolve("root.key"), random);
        keys = newKeys();
    }

    @AfterEach
    void close() {
        keys.close();
        service.close();
        store.close();
    }

    private TenantKeys newKeys() {
        return TenantKeys.builder(store, service)
                .random(random)
                .clock(InstantSource.fixed(T0))
                .audit(audit)
                .build();
    }

    private static FieldPath path(TenantId tenant) {
        return new FieldPath(tenant, SubjectId.ACCOUNT, new RecordClass("customer"), new RecordId("1017"), "email", 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String textOf(Opened opened) {
        assertThat(opened).isInstanceOf(Opened.Plaintext.class);
        return ((Opened.Plaintext) opened).text();
    }

    @Test
    void opensWhatItSealed() {
        byte[] sealed = keys.seal(path(ACME), bytes("ann@example.com"));
        assertThat(textOf(keys.open(path(ACME), sealed))).isEqualTo("ann@example.com");
    }

    @Test
    void opensWhatAnEarlierRunSealed() {
        byte[] sealed = keys.seal(path(ACME), bytes("ann@example.com"));
        assertThat(textOf(newKeys().open(path(ACME), sealed))).isEqualTo("ann@example.com");
    }

    @Test
    void aShreddedTenantIsErasedForGood() {
        byte[] sealed = keys.seal(path(ACME), bytes("ann@example.com"));
        keys.shred(ACME, ANN, "account cancelled");
        assertThat(keys.open(path(ACME), sealed)).isInstanceOf(Opened.Erased.class);
        assertThatThrownBy(() -> keys.seal(path(ACME), bytes("x"))).isInstanceOf(KeyDestroyedException.class);
        assertThat(newKeys().open(path(ACME), sealed)).isInstanceOf(Opened.Erased.class);
        assertThat(audit.story()).containsExactly("key-created success", "key-destroyed success");
    }
}
