package dev.compliancekit.core.residency;

import static dev.compliancekit.core.residency.StoreScene.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantMismatchException;
import dev.compliancekit.core.TenantScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidencyGuardTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Actor JOB = Actor.service("nightly-export");

    private final ListSink sink = new ListSink();
    private final AtomicReference<StoreDirectory> directory = new AtomicReference<>(DIRECTORY);
    private final ResidencyGuard guard = ResidencyGuard.of(POLICY, directory::get, sink, InstantSource.fixed(NOON));

    @Test
    void anAllowedWriteOrBackupIsNotLogged() {
        assertThat(guard.require(write("acme-live", ACME), JOB)).isEqualTo(ACME_LIVE);
        StoreRequest backup = request(StoreUse.BACKUP, "acme-backup", ACME, Classification.RESTRICTED);
        assertThat(guard.require(backup, JOB)).isEqualTo(ACME_BACKUP);
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void anExportIsLogged() {
        StoreRequest export = request(StoreUse.EXPORT, "acme-export", ACME, Classification.RESTRICTED);
        assertThat(guard.require(export, JOB)).isEqualTo(ACME_EXPORT);
        assertThat(sink.events())
                .containsExactly(AuditEvent.builder(ACME, JOB, Action.EXPORT, Outcome.SUCCESS, NOON)
                        .target("store/acme-export")
                        .attributes(Map.of(
                                "use", "export",
                                "recordClass", "customer",
                                "classification", "RESTRICTED",
                                "region", "au"))
                        .build());
    }

    @Test
    void aRefusalIsLoggedAndThrown() {
        assertThatThrownBy(() -> guard.require(write("acme-abroad", ACME), JOB))
                .isInstanceOf(ResidencyException.class)
                .hasMessage("store acme-abroad is in region eu-west-1, outside the regions of acme");
        assertThat(sink.events())
                .containsExactly(AuditEvent.builder(ACME, JOB, Action.STORE_WRITE, Outcome.DENIED, NOON)
                        .target("store/acme-abroad")
                        .attributes(Map.of(
                                "use", "write",
                                "recordClass", "customer",
                                "classification", "CONFIDENTIAL",
                                "reason", "outside-regions"))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "rival-live, other-tenants-store",
        "shared, not-placed",
        "elsewhere, unknown-store",
    })
    void anAbsentStoreAndAnotherTenantsLookAlikeToTheCallerAndNotInTheLog(String store, String reason) {
        assertThatThrownBy(() -> guard.require(write(store, ACME), JOB))
                .isInstanceOf(ResidencyException.class)
                .hasMessage("no store " + store
                        + " for this tenant; accepted are the stores that the directory names for it");
        assertThat(sink.last().attributes()).containsEntry("reason", reason);
    }

    @Test
    void nothingGoesAnywhereWhenTheEventCannotBeAppended() {
        sink.fill();
        StoreRequest export = request(StoreUse.EXPORT, "acme-export", ACME, Classification.PUBLIC);
        assertThatThrownBy(() -> guard.require(export, JOB)).isInstanceOf(ListSink.SinkIsFull.class);
        assertThatThrownBy(() -> guard.require(write("acme-abroad", ACME), JOB))
                .isInstanceOf(ListSink.SinkIsFull.class);
    }

    @Test
    void inAScopeAnotherTenantIsRefusedWithoutSayingMore() {
        try (TenantScope scope = TenantScope.enter(ACME)) {
            for (String other : List.of("rival", "never-existed")) {
                StoreRequest foreign = write("rival-live", new TenantId(other));
                assertThatThrownBy(() -> guard.require(foreign, JOB))
                        .isInstanceOf(TenantMismatchException.class)
                        .hasMessage(new TenantMismatchException().getMessage());
                assertThat(sink.last().tenant()).isEqualTo(ACME);
                assertThat(sink.last().action()).isEqualTo(Action.STORE_WRITE);
                assertThat(sink.last().attributes())
                        .containsEntry("reason", "outside-scope")
                        .containsEntry("requestedTenant", other);
            }
            assertThat(guard.require(write("acme-live", ACME), JOB)).isEqualTo(ACME_LIVE);
        }
    }

    @Test
    void asksForTheDirectoryAtEachCall() {
        directory.set(StoreDirectory.of(List.of()));
        assertThatThrownBy(() -> guard.require(write("acme-live", ACME), JOB)).isInstanceOf(ResidencyException.class);
        directory.set(DIRECTORY);
        assertThat(guard.require(write("acme-live", ACME), JOB)).isEqualTo(ACME_LIVE);
    }
}
