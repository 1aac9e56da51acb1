package dev.compliancekit.crypto.key;

import static dev.compliancekit.crypto.key.TestKeys.ACME;
import static dev.compliancekit.crypto.key.TestKeys.ANN;
import static dev.compliancekit.crypto.key.TestKeys.BOLT;
import static dev.compliancekit.crypto.key.TestKeys.STAFF;
import static dev.compliancekit.crypto.key.TestKeys.bytes;
import static dev.compliancekit.crypto.key.TestKeys.fields;
import static dev.compliancekit.crypto.key.TestKeys.path;
import static dev.compliancekit.crypto.key.TestKeys.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.Keyset;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyExchangeTest {

    @TempDir
    Path folder;

    private TestKeys test;
    private TenantKeys keys;

    @BeforeEach
    void open() {
        test = new TestKeys(folder);
        keys = test.keys();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private Keyset.Entry entry(int keyId, KeyAlgorithm algorithm) {
        return new Keyset.Entry(new KeyId(keyId), algorithm, SecretBytes.random(32, test.random));
    }

    @Test
    void exportedKeysOpenWhatWasSealed() {
        byte[] first = keys.seal(path(ACME), bytes("first"));
        keys.rotate(fields(ACME));
        byte[] second = keys.seal(path(ACME), bytes("second"));
        try (Keyset keyset = keys.exchange().exported(fields(ACME), STAFF, "moving out")) {
            assertThat(Aead.keyIdOf(second)).contains(keyset.primary().keyId());
            assertThat(keyset.entries()).hasSize(2);
            for (Keyset.Entry each : keyset.entries()) {
                byte[] sealed = each.equals(keyset.primary()) ? second : first;
                Aead aead = Aead.xaes256Gcm(each.keyId(), each.key(), test.random);
                assertThat(aead.decrypt(sealed, AssociatedData.encode(path(ACME))))
                        .isNotEmpty();
            }
        }
        assertThat(test.audit.story()).endsWith("key-exported success", "key-exported success");
        assertThat(test.audit.events().get(test.audit.events().size() - 1).attributes())
                .containsEntry("reason", "moving out");
    }

    @Test
    void nothingIsHandedOutThatTheLogCouldNotTake() {
        keys.seal(path(ACME), bytes("x"));
        test.audit.setFull(true);
        assertThatThrownBy(() -> keys.exchange().exported(fields(ACME), STAFF, "moving out"))
                .isInstanceOf(AuditTrail.Full.class);
    }

    @Test
    void thereMustBeSomethingToExport() {
        assertThatThrownBy(() -> keys.exchange().exported(fields(ACME), STAFF, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tenant acme has no key for fields");
        keys.seal(path(ACME), bytes("x"));
        keys.shred(ACME, STAFF, "cancelled");
        assertThatThrownBy(() -> keys.exchange().exported(fields(ACME), STAFF, "x"))
                .isInstanceOf(KeyDestroyedException.class);
    }

    @Test
    void importedKeysOpenAndThePrimarySeals() {
        byte[] own = keys.seal(path(ACME), bytes("own"));
        Keyset.Entry old = entry(11, KeyAlgorithm.AES_256_GCM);
        Keyset.Entry primary = entry(12, KeyAlgorithm.XAES_256_GCM);
        Aead foreign = Aead.builder(old.keyId(), old.key(), test.random, test.clock)
                .algorithm(KeyAlgorithm.AES_256_GCM)
                .build();
        byte[] theirs = foreign.encrypt(bytes("theirs"), AssociatedData.encode(path(ACME)));
        Keyset keyset = Keyset.of(primary.keyId(), List.of(primary, old));
        keys.exchange().importAll(fields(ACME), keyset, STAFF, "moving in");
        keys.exchange().importAll(fields(ACME), keyset, STAFF, "again");
        for (TenantKeys each : List.of(keys, test.builder().build())) {
            assertThat(textOf(each.open(path(ACME), own))).isEqualTo("own");
            assertThat(textOf(each.open(path(ACME), theirs))).isEqualTo("theirs");
            assertThat(textOf(each.open(path(ACME, ANN), theirs))).isEqualTo("theirs");
            assertThat(Aead.keyIdOf(each.seal(path(ACME), bytes("x")))).contains(primary.keyId());
        }
        assertThat(keys.inventory().of(ACME)).hasSize(4);
        assertThat(keys.isSealed(BOLT, SubjectId.ACCOUNT, theirs)).isFalse();
    }

    @Test
    void anIdThatIsInUseIsRefusedAndNothingIsTakenIn() {
        keys.seal(path(ACME), bytes("own"));
        KeyId taken = test.fieldKeyOf(ACME).keyId();
        Keyset.Entry twin = new Keyset.Entry(taken, KeyAlgorithm.XAES_256_GCM, SecretBytes.random(32, test.random));
        Keyset keyset = Keyset.of(taken, List.of(entry(11, KeyAlgorithm.XAES_256_GCM), twin));
        assertThatThrownBy(() -> keys.exchange().importAll(fields(ACME), keyset, STAFF, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "key " + taken
                                + " of tenant acme is another key already; accepted are keys whose ids the tenant does not use");
        KeyName ann = new KeyName(ACME, ANN, KeyPurpose.FIELDS);
        assertThatThrownBy(() -> keys.exchange().importAll(ann, keyset, STAFF, "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(keys.inventory().of(ACME)).hasSize(2);
        assertThat(test.audit.story()).hasSize(3);
    }
}
