package dev.compliancekit.crypto.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.core.residency.Provider;
import dev.compliancekit.core.residency.Region;
import dev.compliancekit.core.residency.StoreDirectory;
import dev.compliancekit.core.residency.StoreEntry;
import dev.compliancekit.core.residency.StoreId;
import dev.compliancekit.core.residency.StorePurpose;
import dev.compliancekit.core.residency.Tenancy;
import dev.compliancekit.crypto.KeyUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionAtRestTest {

    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final RecordClass CUSTOMER = new RecordClass("customer");
    private static final StoreId DATABASE = new StoreId("database");
    private static final StoreId BACKUPS = new StoreId("backups");
    private static final StoreDirectory DIRECTORY =
            StoreDirectory.of(List.of(entry(DATABASE, StorePurpose.LIVE), entry(BACKUPS, StorePurpose.BACKUP)));
    private static final StoreEvidence DATABASE_IS_SEALED = scanned(DATABASE, T0, part("main", 1200, 0));
    private static final StoreEvidence BACKUPS_ARE_SEALED =
            scanned(BACKUPS, T0, part("night 1", 0, 0), part("night 2", 7, 0));

    private static StoreEntry entry(StoreId id, StorePurpose purpose) {
        return new StoreEntry(
                id,
                new Provider("us"),
                new Region("here"),
                purpose,
                new Tenancy.Shared(Set.of(new TenantId("acme"), new TenantId("bolt"))));
    }

    private static EncryptionCoverage part(String name, long sealed, long notSealed) {
        return new EncryptionCoverage(name, CUSTOMER, sealed, notSealed);
    }

    private static StoreEvidence scanned(StoreId store, Instant at, EncryptionCoverage... parts) {
        StoreScan scan = new StoreScan(at, List.of(parts));
        return new StoreEvidence.Scanned(store, () -> Optional.of(scan), WEEK);
    }

    private static EncryptionAtRest control(StoreEvidence... evidence) {
        return EncryptionAtRest.over(() -> DIRECTORY, List.of(evidence));
    }

    @Test
    void isKeptIfEveryStoreIsShown() {
        Assessment assessment = control(DATABASE_IS_SEALED, BACKUPS_ARE_SEALED).assess(T0);
        assertThat(assessment.standing()).isEqualTo(Standing.KEPT);
        assertThat(assessment.reasons())
                .containsExactly(
                        "All 7 values examined in store backups are encrypted.",
                        "All 1200 values examined in store database are encrypted.");
        assertThat(assessment.figures())
                .containsExactly(
                        new Figure("values sealed in backups, night 1, customer", "0 of 0"),
                        new Figure("values sealed in backups, night 2, customer", "7 of 7"),
                        new Figure("values sealed in database, main, customer", "1200 of 1200"),
                        new Figure("stores shown to be encrypted", "2 of 2"));
        assertThat(assessment.deadline()).contains(T0.plus(WEEK));
    }

    @Test
    void isBrokenByOneValueHoweverOldTheScan() {
        StoreEvidence leak = scanned(BACKUPS, T0, part("night 1", 9, 0), part("night 2", 1199, 1));
        for (Duration later : List.of(Duration.ZERO, Duration.ofDays(400))) {
            Assessment assessment = control(DATABASE_IS_SEALED, leak).assess(T0.plus(later));
            assertThat(assessment.standing()).isEqualTo(Standing.BROKEN);
            assertThat(assessment.reasons().get(0))
                    .isEqualTo("1 of 1200 values are not encrypted in backups, night 2, customer.");
        }
        assertThat(control(DATABASE_IS_SEALED, leak).assess(T0).figures())
                .contains(new Figure("stores shown to be encrypted", "1 of 2"));
    }

    @Test
    void isUnprovenIfARegisteredStoreHasNoEvidence() {
        Assessment assessment = control(DATABASE_IS_SEALED).assess(T0);
        assertThat(assessment.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assessment.reasons().get(0))
                .isEqualTo("Store backups is registered, and nothing shows that it is encrypted.");
    }

    @Test
    void isUnprovenIfAStoreWasNeverScanned() {
        StoreEvidence never = new StoreEvidence.Scanned(BACKUPS, Optional::empty, WEEK);
        Assessment assessment = control(DATABASE_IS_SEALED, never).assess(T0);
        assertThat(assessment.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assessment.reasons().get(0)).isEqualTo("Store backups was never scanned.");
    }

    @Test
    void isUnprovenIfAScanExaminedNothing() {
        StoreEvidence empty = scanned(BACKUPS, T0, part("night 1", 0, 0));
        Assessment assessment = control(DATABASE_IS_SEALED, empty).assess(T0);
        assertThat(assessment.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assessment.reasons().get(0))
                .isEqualTo("The scan of store backups of 2026-03-01T12:00:00Z examined no value.");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, KEPT", "PT168H, KEPT", "PT168H0.001S, UNPROVEN", "PT-0.001S, UNPROVEN"})
    void aScanCountsFromItsStartForItsTime(Duration age, Standing standing) {
        Assessment assessment = control(DATABASE_IS_SEALED, BACKUPS_ARE_SEALED).assess(T0.plus(age));
        assertThat(assessment.standing()).isEqualTo(standing);
        if (standing == Standing.UNPROVEN) {
            assertThat(assessment.reasons().get(0))
                    .isEqualTo("The scan of store backups of 2026-03-01T12:00:00Z does not count at " + T0.plus(age)
                            + ".");
        }
    }

    @Test
    void isUnprovenIfAScanFails() {
        StoreEvidence failing = new StoreEvidence.Scanned(
                BACKUPS,
                () -> {
                    throw new KeyUnavailableException("the key store cannot be read");
                },
                WEEK);
        Assessment assessment = control(DATABASE_IS_SEALED, failing).assess(T0);
        assertThat(assessment.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assessment.reasons().get(0))
                .isEqualTo("The scan of store backups failed: the key store cannot be read.");
    }

    @ParameterizedTest
    @CsvSource({"KEPT, 2", "AT_RISK, 2", "UNPROVEN, 1", "LAPSED, 1", "BROKEN, 1"})
    void anEncryptedVolumeStandsAsItsAttestation(Standing standing, int shown) {
        StoreEvidence volume = new StoreEvidence.VolumeEncrypted(
                BACKUPS,
                asOf -> Assessment.of(standing, "Attested by the operator.").withDeadline(asOf));
        Assessment assessment = control(DATABASE_IS_SEALED, volume).assess(T0);
        assertThat(assessment.standing()).isEqualTo(standing);
        assertThat(assessment.reasons()).contains("Attested by the operator.");
        assertThat(assessment.evidence()).contains("store backups by its volume");
        assertThat(assessment.figures()).contains(new Figure("stores shown to be encrypted", shown + " of 2"));
        assertThat(assessment.deadline()).contains(T0);
    }

    @Test
    void canBeAskedForBackupsOnly() {
        EncryptionAtRest control = control(scanned(DATABASE, T0, part("main", 0, 5)), BACKUPS_ARE_SEALED);
        assertThat(control.assess(T0).standing()).isEqualTo(Standing.BROKEN);
        assertThat(control.forStoresOf(Set.of(StorePurpose.BACKUP)).assess(T0).standing())
                .isEqualTo(Standing.KEPT);
        Assessment none = control.forStoresOf(Set.of(StorePurpose.DEVICE)).assess(T0);
        assertThat(none.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(none.reasons()).containsExactly("No store of that kind is registered.");
        assertThatThrownBy(() -> control.forStoresOf(Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isUnprovenWithoutAStore() {
        assertThat(EncryptionAtRest.over(() -> StoreDirectory.of(List.of()), List.of(DATABASE_IS_SEALED))
                        .assess(T0)
                        .standing())
                .isEqualTo(Standing.UNPROVEN);
    }

    @Test
    void namesTheWorstTenStoresAndCountsTheRest() {
        List<StoreEntry> entries = new ArrayList<>();
        List<StoreEvidence> evidence = new ArrayList<>();
        for (int i = 10; i < 30; i++) {
            StoreId id = new StoreId("store-" + i);
            entries.add(entry(id, StorePurpose.LIVE));
            // store-29 is the only one that is not encrypted, store-28 has the oldest scan
            evidence.add(scanned(id, i == 28 ? T0.minus(Duration.ofDays(6)) : T0, part("main", 1, i == 29 ? 1 : 0)));
        }
        Assessment assessment = EncryptionAtRest.over(() -> StoreDirectory.of(entries), evidence)
                .assess(T0);
        assertThat(assessment.standing()).isEqualTo(Standing.BROKEN);
        assertThat(assessment.reasons()).hasSize(10).first().asString().contains("store-29");
        assertThat(assessment.figures()).contains(new Figure("stores shown to be encrypted", "19 of 20"));
        assertThat(assessment.deadline()).contains(T0.plus(Duration.ofDays(1)));
    }

    @Test
    void refusesContradictions() {
        assertThatThrownBy(() -> control(DATABASE_IS_SEALED, DATABASE_IS_SEALED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("store database has evidence twice; accepted is one for a store");
        for (Duration validFor : List.of(Duration.ZERO, WEEK.negated())) {
            assertThatThrownBy(() -> new StoreEvidence.Scanned(DATABASE, Optional::empty, validFor))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void coverageHasNoNegativeCountsAndAName() {
        assertThatThrownBy(() -> part("a", -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> part("a", 0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> part(" ", 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(part("a", 3, 4).examined()).isEqualTo(7);
    }
}
