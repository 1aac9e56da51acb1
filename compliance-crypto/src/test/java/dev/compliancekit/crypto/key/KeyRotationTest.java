package dev.compliancekit.crypto.key;

import static dev.compliancekit.crypto.key.TestKeys.ACME;
import static dev.compliancekit.crypto.key.TestKeys.BOLT;
import static dev.compliancekit.crypto.key.TestKeys.STAFF;
import static dev.compliancekit.crypto.key.TestKeys.bytes;
import static dev.compliancekit.crypto.key.TestKeys.fields;
import static dev.compliancekit.crypto.key.TestKeys.path;
import static dev.compliancekit.crypto.key.TestKeys.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.KeyAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {

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

    /** A value in a list; somebody else may change it before it is replaced. */
    private static final class Stored implements Reencryption.StoredValue {

        private final FieldPath path;
        private byte[] sealed;
        private boolean changed;

        Stored(FieldPath path, byte[] sealed) {
            this.path = path;
            this.sealed = sealed;
        }

        @Override
        public FieldPath path() {
            return path;
        }

        @Override
        public byte[] sealed() {
            return sealed;
        }

        @Override
        public boolean replace(byte[] resealed) {
            if (!changed) {
                sealed = resealed;
            }
            return !changed;
        }
    }

    @Test
    void theNewVersionSealsAndTheOldOneOpens() {
        byte[] old = keys.seal(path(ACME), bytes("old"));
        KeySummary rotated = keys.rotate(fields(ACME));
        byte[] anew = keys.seal(path(ACME), bytes("new"));
        assertThat(rotated.version()).isEqualTo(2);
        assertThat(rotated.status()).isEqualTo(KeyStatus.ACTIVE);
        assertThat(Aead.keyIdOf(anew)).contains(rotated.keyId()).isNotEqualTo(Aead.keyIdOf(old));
        for (TenantKeys each : List.of(keys, test.builder().build())) {
            assertThat(textOf(each.open(path(ACME), old))).isEqualTo("old");
            assertThat(textOf(each.open(path(ACME), anew))).isEqualTo("new");
        }
        assertThat(keys.inventory().of(ACME).stream()
                        .filter(key -> key.status() == KeyStatus.RETIRED)
                        .map(KeySummary::keyId))
                .containsExactly(Aead.keyIdOf(old).orElseThrow());
        assertThat(test.audit.story()).endsWith("key-created success");
    }

    @Test
    void thereMustBeAKeyToRotate() {
        assertThatThrownBy(() -> keys.rotate(fields(ACME)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "tenant acme has no key for fields to rotate; accepted is a purpose and subject that has one");
        keys.seal(path(ACME), bytes("x"));
        keys.shred(ACME, STAFF, "cancelled");
        assertThatThrownBy(() -> keys.rotate(fields(ACME))).isInstanceOf(KeyDestroyedException.class);
    }

    @Test
    void aStoreIsBroughtUnderTheNewestKeys() {
        List<Stored> values = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            values.add(new Stored(path(ACME), keys.seal(path(ACME), bytes("v" + i))));
        }
        values.add(new Stored(path(BOLT), keys.seal(path(BOLT), bytes("bolt"))));
        keys.rotate(fields(ACME));
        keys.shred(BOLT, STAFF, "cancelled");
        byte[] damaged = values.get(1).sealed().clone();
        damaged[40] ^= 1;
        values.get(1).sealed = damaged;
        values.get(2).changed = true;
        Reencryption reencryption = Reencryption.under(keys);
        assertThat(reencryption.run(values.iterator())).isEqualTo(new Reencryption.Report(3, 1, 1, 1));
        assertThat(reencryption.run(values.iterator())).isEqualTo(new Reencryption.Report(0, 4, 1, 1));
        assertThat(values.get(1).sealed()).isEqualTo(damaged);
        assertThat(textOf(keys.open(path(ACME), values.get(4).sealed()))).isEqualTo("v4");
        assertThat(keys.open(path(BOLT), values.get(5).sealed())).isInstanceOf(Opened.Erased.class);
    }

    @Test
    void aRetiredKeyIsDestroyedOnlyWhenNothingNeedsIt() {
        byte[] sealed = keys.seal(path(ACME), bytes("x"));
        KeyId old = Aead.keyIdOf(sealed).orElseThrow();
        KeyAddress address = new KeyAddress(ACME, SubjectId.ACCOUNT, old);
        assertThatThrownBy(() -> keys.destroyUnused(address, any -> 0, STAFF, "rotated"))
                .isInstanceOf(KeyInUseException.class)
                .hasMessage("key " + old + " of tenant acme is the one that seals; accepted is a retired key");
        keys.rotate(fields(ACME));
        assertThatThrownBy(() -> keys.destroyUnused(address, any -> 7, STAFF, "rotated"))
                .isInstanceOf(KeyInUseException.class)
                .hasMessageContaining("still seals 7 values");
        assertThat(textOf(keys.open(path(ACME), sealed))).isEqualTo("x");
        AtomicInteger asked = new AtomicInteger();
        keys.destroyUnused(address, which -> which.equals(address) ? asked.getAndIncrement() : 1, STAFF, "rotated");
        assertThat(asked).hasValue(1);
        assertThat(keys.open(path(ACME), sealed)).isEqualTo(new Opened.Erased(old.toString()));
        assertThat(test.audit.story()).endsWith("key-destroyed success");
        assertThat(keys.seal(path(ACME), bytes("y"))).isNotEmpty();
        assertThatThrownBy(() -> keys.destroyUnused(
                        new KeyAddress(ACME, SubjectId.ACCOUNT, new KeyId(old.value() ^ 2)), any -> 0, STAFF, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accepted is a key of the inventory");
    }
}
