package dev.compliancekit.crypto.key;

import static dev.compliancekit.crypto.key.TestKeys.ACME;
import static dev.compliancekit.crypto.key.TestKeys.ANN;
import static dev.compliancekit.crypto.key.TestKeys.BEN;
import static dev.compliancekit.crypto.key.TestKeys.BOLT;
import static dev.compliancekit.crypto.key.TestKeys.STAFF;
import static dev.compliancekit.crypto.key.TestKeys.bytes;
import static dev.compliancekit.crypto.key.TestKeys.path;
import static dev.compliancekit.crypto.key.TestKeys.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Opened;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectKeysTest {

    @TempDir
    Path folder;

    private TestKeys test;
    private TenantKeys keys;

    @BeforeEach
    void open() {
        test = new TestKeys(folder);
        keys = test.use(test.builder().subjectKeys(SubjectKeys.EACH));
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void eachPersonHasAKeyOfTheirOwn() {
        Set<KeyId> used = new HashSet<>();
        for (SubjectId subject : List.of(ANN, BEN, SubjectId.ACCOUNT)) {
            byte[] sealed = keys.seal(path(ACME, subject), bytes("x"));
            used.add(Aead.keyIdOf(sealed).orElseThrow());
            assertThat(textOf(keys.open(path(ACME, subject), sealed))).isEqualTo("x");
        }
        assertThat(used).hasSize(3);
        assertThat(keys.inventory().of(ACME, ANN)).hasSize(1);
        assertThat(keys.inventory().of(ACME, ANN).get(0).subject()).isEqualTo(ANN);
    }

    @Test
    void shreddingOnePersonLeavesAllOthers() {
        byte[] ann = keys.seal(path(ACME, ANN), bytes("ann"));
        byte[] ben = keys.seal(path(ACME, BEN), bytes("ben"));
        byte[] account = keys.seal(path(ACME), bytes("account"));
        byte[] namesake = keys.seal(path(BOLT, ANN), bytes("namesake"));
        List<KeySummary> destroyed = keys.shred(ACME, ANN, STAFF, "asked for erasure");
        assertThat(destroyed).hasSize(1).allMatch(key -> key.status() == KeyStatus.DESTROYED);
        TenantKeys fresh = test.builder().subjectKeys(SubjectKeys.EACH).build();
        for (TenantKeys each : List.of(keys, fresh)) {
            assertThat(each.open(path(ACME, ANN), ann))
                    .isEqualTo(new Opened.Erased(destroyed.get(0).keyId().toString()));
            assertThat(textOf(each.open(path(ACME, BEN), ben))).isEqualTo("ben");
            assertThat(textOf(each.open(path(ACME), account))).isEqualTo("account");
            assertThat(textOf(each.open(path(BOLT, ANN), namesake))).isEqualTo("namesake");
            assertThatThrownBy(() -> each.seal(path(ACME, ANN), bytes("x"))).isInstanceOf(KeyDestroyedException.class);
        }
    }

    @Test
    void aPersonWithoutAKeyIsClosedAllTheSame() {
        assertThat(keys.shred(ACME, BEN, STAFF, "asked for erasure")).hasSize(1);
        assertThatThrownBy(() -> keys.seal(path(ACME, BEN), bytes("x"))).isInstanceOf(KeyDestroyedException.class);
        assertThat(keys.shred(ACME, BEN, STAFF, "again")).hasSize(1);
    }

    @Test
    void shreddingTheTenantErasesEveryPerson() {
        byte[] ann = keys.seal(path(ACME, ANN), bytes("ann"));
        byte[] kept = keys.seal(path(BOLT, ANN), bytes("kept"));
        keys.shred(ACME, STAFF, "cancelled");
        assertThat(keys.open(path(ACME, ANN), ann)).isInstanceOf(Opened.Erased.class);
        assertThat(test.builder().build().open(path(ACME, ANN), ann)).isInstanceOf(Opened.Erased.class);
        assertThat(keys.inventory().of(ACME)).allMatch(key -> key.status() == KeyStatus.DESTROYED);
        assertThat(keys.shred(ACME, ANN, STAFF, "and the person")).allMatch(key -> key.status() == KeyStatus.DESTROYED);
        assertThatThrownBy(() -> keys.seal(path(ACME, BEN), bytes("x"))).isInstanceOf(KeyDestroyedException.class);
        assertThat(textOf(keys.open(path(BOLT, ANN), kept))).isEqualTo("kept");
    }

    @Test
    void theAccountIsNoPersonToShred() {
        assertThatThrownBy(() -> keys.shred(ACME, SubjectId.ACCOUNT, STAFF, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "subject is the account; accepted is a person, and for the account the order about the tenant");
    }

    @Test
    void whatWasSealedBeforePersonsHadKeysOpensAndCanBeBroughtOver() {
        TenantKeys before = test.use(test.builder());
        byte[] old = before.seal(path(ACME, ANN), bytes("ann"));
        TenantKeys after = test.use(test.builder().subjectKeys(SubjectKeys.EACH));
        assertThat(textOf(after.open(path(ACME, ANN), old))).isEqualTo("ann");
        byte[] anew = Reencryption.under(after).reseal(path(ACME, ANN), old).orElseThrow();
        after.shred(ACME, ANN, STAFF, "asked for erasure");
        assertThat(after.open(path(ACME, ANN), anew)).isInstanceOf(Opened.Erased.class);
        assertThat(textOf(after.open(path(ACME, ANN), old))).isEqualTo("ann");
        assertThatThrownBy(() -> Reencryption.under(after).reseal(path(ACME, ANN), old))
                .isInstanceOf(KeyDestroyedException.class);
    }

    @Test
    void aPersonsValueShownAsAnotherPersonsIsNotFound() {
        byte[] ann = keys.seal(path(ACME, ANN), bytes("ann"));
        String keyId = Aead.keyIdOf(ann).orElseThrow().toString();
        keys.seal(path(ACME, BEN), bytes("ben"));
        assertThat(keys.open(path(ACME, BEN), ann)).isEqualTo(new Opened.KeyMissing(keyId));
        assertThat(keys.open(path(ACME), ann)).isEqualTo(new Opened.KeyMissing(keyId));
        assertThat(keys.isSealed(ACME, ANN, ann)).isTrue();
        assertThat(keys.isSealed(ACME, BEN, ann)).isFalse();
    }

    @Test
    void idsTellKeysOfPersonsFromKeysOfTenants() {
        for (int i = 0; i < 50; i++) {
            assertThat(KeyIds.mayBeOfSubject(KeyIds.random(ANN, test.random))).isTrue();
            assertThat(KeyIds.mayBeOfSubject(KeyIds.random(SubjectId.ACCOUNT, test.random)))
                    .isFalse();
        }
    }
}
