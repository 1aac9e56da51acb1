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

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.NonceMode;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.file.FileTrees;
import dev.compliancekit.crypto.spi.KeyAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What decision 7 of the design promises: backups of the key store hold wrapped keys, and still a shredded key is
 * beyond reach a known time later. Every hour the key store is copied; around the instant that the policy names, every
 * copy is restored and opened with all that an attacker would have then: the data, the root key, and the epoch store of
 * that hour.
 */
class ShreddingHorizonTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final EpochPolicy POLICY =
            new EpochPolicy(HOUR.multipliedBy(12), HOUR.multipliedBy(24), HOUR, HOUR.multipliedBy(12));

    private static final int SHREDDED_AT_HOUR = 17;

    @TempDir
    Path folder;

    private record Copy(Path keys) {}

    private record Sealed(FieldPath path, Bytes value) {}

    private static Sealed sealed(TenantKeys keys, FieldPath path, String text) {
        return new Sealed(path, Bytes.copyOf(keys.seal(path, bytes(text))));
    }

    /** Whether an old copy of the key store, beside the epoch store of now, opens any of these, as it is. */
    private static boolean opensAny(TestKeys test, Copy copy, Path scratch, Sealed... values) throws IOException {
        Path keys = Files.createTempDirectory(scratch, "restored").resolve("keys");
        FileTrees.copy(copy.keys(), keys);
        boolean any = false;
        try (FileKeyStore restored = FileKeyStore.open(keys)) {
            Primitives primitives = new Primitives(test.random, test.clock, NonceMode.SESSION, null);
            EpochKeys epochs = new EpochKeys(test.epochStore, test.root, primitives);
            KeyCache cache = new KeyCache(KeyCacheLimits.DEFAULT, test.clock);
            KeyReader reader = new KeyReader(restored, epochs, cache, primitives);
            epochs.refresh();
            for (Sealed each : values) {
                any |= opens(reader, each);
            }
        }
        return any;
    }

    private static boolean opens(KeyReader reader, Sealed sealed) {
        FieldPath path = sealed.path();
        byte[] value = sealed.value().toByteArray();
        try {
            Found found = reader.read(new KeyAddress(
                    path.tenant(), path.subject(), Aead.keyIdOf(value).orElseThrow()));
            return found instanceof Found.Usable usable
                    && usable.key().aead().decrypt(value, AssociatedData.encode(path)).length > 0;
        } catch (KeyUnavailableException e) {
            assertThat(e).hasMessageContaining("was destroyed");
            return false;
        }
    }

    @Test
    void noCopyOfTheKeyStoreOpensAShreddedKeyAfterTheInstantThatThePolicyNames() throws IOException {
        try (TestKeys test = new TestKeys(Files.createDirectory(folder.resolve("live")))) {
            TenantKeys keys = test.use(test.builder().subjectKeys(SubjectKeys.EACH));
            Sealed tenant = sealed(keys, path(BOLT), "a tenant's");
            Sealed person = sealed(keys, path(ACME, ANN), "a person's");
            Sealed kept = sealed(keys, path(ACME, BEN), "kept");
            Path scratch = Files.createDirectory(folder.resolve("scratch"));
            List<Copy> copies = new ArrayList<>();
            Instant shreddedAt = TestKeys.T0.plus(HOUR.multipliedBy(SHREDDED_AT_HOUR));
            Instant lastOpened = shreddedAt;
            for (int hour = 0; hour <= SHREDDED_AT_HOUR + 42; hour++) {
                keys.epochs().advance(POLICY);
                if (hour <= SHREDDED_AT_HOUR) {
                    copies.add(copy(hour));
                }
                if (hour == SHREDDED_AT_HOUR) {
                    keys.shred(BOLT, STAFF, "cancelled");
                    keys.shred(ACME, ANN, STAFF, "asked for erasure");
                    assertThat(opensAny(test, copy(1000), scratch, tenant, person))
                            .isFalse();
                }
                if (hour >= SHREDDED_AT_HOUR + 20) {
                    boolean any = false;
                    for (Copy each : copies) {
                        any |= opensAny(test, each, scratch, tenant, person);
                    }
                    lastOpened = any ? test.clock.instant() : lastOpened;
                    assertThat(any && test.clock.instant().isAfter(POLICY.unreadableAfter(shreddedAt)))
                            .isFalse();
                    assertThat(textOf(keys.open(kept.path(), kept.value().toByteArray())))
                            .isEqualTo("kept");
                }
                test.pass(HOUR);
            }
            // the test could tell: old copies did open for a day and more, and the newest copy opens what lives
            assertThat(lastOpened).isAfter(shreddedAt.plus(HOUR.multipliedBy(24)));
            assertThat(test.clock.instant()).isAfter(POLICY.unreadableAfter(shreddedAt));
            assertThat(opensAny(test, copy(2000), scratch, kept)).isTrue();
        }
    }

    private Copy copy(int number) throws IOException {
        Path to = folder.resolve("copy-" + number);
        FileTrees.copy(folder.resolve("live/keys"), to);
        return new Copy(to);
    }

    @Test
    void aSystemThatStartsOnAnOldCopyDestroysAgainWhatWasShredded() throws IOException {
        Path old = folder.resolve("old");
        byte[] tenant;
        byte[] person;
        byte[] kept;
        try (TestKeys test = new TestKeys(Files.createDirectory(folder.resolve("live")))) {
            TenantKeys keys = test.use(test.builder().subjectKeys(SubjectKeys.EACH));
            tenant = keys.seal(path(BOLT), bytes("a tenant's"));
            person = keys.seal(path(ACME, ANN), bytes("a person's"));
            kept = keys.seal(path(ACME, BEN), bytes("kept"));
            FileTrees.copy(folder.resolve("live/keys"), old);
            keys.shred(BOLT, STAFF, "cancelled");
            keys.shred(ACME, ANN, STAFF, "asked for erasure");
            try (FileKeyStore restored = FileKeyStore.open(old);
                    TenantKeys fresh = TenantKeys.builder(restored, test.epochStore, test.root)
                            .random(test.random)
                            .clock(test.clock)
                            .audit(test.audit)
                            .build()) {
                assertThat(fresh.open(path(BOLT), tenant)).isInstanceOf(Opened.Erased.class);
                assertThat(fresh.open(path(ACME, ANN), person)).isInstanceOf(Opened.Erased.class);
                assertThat(textOf(fresh.open(path(ACME, BEN), kept))).isEqualTo("kept");
                assertThat(test.audit.story().stream()
                                .filter("key-destroyed success"::equals)
                                .count())
                        .isEqualTo(4);
            }
        }
    }
}
