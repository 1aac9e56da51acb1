package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.incident.AffectedTenant;
import dev.compliancekit.audit.incident.IncidentQuery;
import dev.compliancekit.audit.incident.IncidentScope;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was erased or pruned is not in an incident's scope, which says so. */
class WhatAScopeCannotSeeTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Actor DPO = Actor.staff("dpo");
    private static final IncidentQuery WINDOW =
            IncidentQuery.between(TestLog.START, TestLog.START.plus(Duration.ofHours(1)));

    @TempDir
    private Path folder;

    private static AuditEvent access(String user, Outcome outcome, Instant at) {
        return AuditEvent.builder(ACME, Actor.customer(user), Action.ACCESS, outcome, at)
                .target("customer/1017")
                .attribute(AuditEvent.PURPOSE, "support")
                .attribute(AuditEvent.ADDRESS, "192.0.2.7")
                .build();
    }

    private static IncidentScope scope(AuditLog log, IncidentQuery query) {
        return IncidentScope.read(log, DPO, query, log.checkpoint());
    }

    @Test
    void entriesOfErasedPersonsInTheWindowAreCountedAsUndecided() {
        TestLog test = new TestLog(folder);
        TestKeys keys = new TestKeys();
        Instant[] now = {TestLog.START};
        try (AuditLog log = AuditLog.builder(test.directory(), test.key(), () -> now[0])
                .withoutLifeEvents()
                .sealing(keys.sealing())
                .open()) {
            log.append(access("user-1", Outcome.SUCCESS, TestLog.START.plusSeconds(1)));
            log.append(access("user-1", Outcome.FAILURE, TestLog.START.plusSeconds(2)));
            log.append(access("user-1", Outcome.DENIED, TestLog.START.plusSeconds(3)));
            log.append(access("user-2", Outcome.SUCCESS, TestLog.START.plusSeconds(4)));
            now[0] = TestLog.START.plus(Duration.ofHours(1)); // where the window ends
            log.append(access("user-1", Outcome.SUCCESS, now[0]));
            log.append(access("user-1", Outcome.SUCCESS, now[0].minusNanos(1)));
            IncidentQuery byAddress = WINDOW.orAddress("192.0.2.7");
            assertThat(scope(log, byAddress).entries()).isEqualTo(4);
            assertThat(scope(log, byAddress).undecided()).isZero();
            keys.shred(ACME, new SubjectId("user-1"));
            IncidentScope scope = scope(log, byAddress);
            assertThat(scope.tenants()).extracting(AffectedTenant::entries).containsExactly(1L);
            assertThat(scope.undecided())
                    .as("not what was denied, nor what is outside")
                    .isEqualTo(3);
            assertThat(scope(log, WINDOW).undecided())
                    .as("the window alone needs no part")
                    .isZero();
            assertThat(scope(log, WINDOW).entries()).isEqualTo(4);
            assertThat(scope(log, WINDOW.orActor(Actor.customer("user-2"))).undecided())
                    .isEqualTo(3);
        }
    }

    @Test
    void aScopeOfAPrunedLogSaysWhereItBegins() {
        PruningScene scene = new PruningScene(folder);
        try (AuditLog log = scene.open()) {
            scene.live(log, 32);
            assertThat(scope(log, WINDOW).firstIndex()).isZero();
            scene.sleep(Duration.ofDays(800));
            LogPruner pruner =
                    LogPruner.of(log, PruningScene.YEAR, PruningScene.NONE).acceptingGaps();
            assertThat(pruner.prune(DPO).minimumIndex()).isEqualTo(256);
            IncidentScope scope = scope(log, WINDOW);
            assertThat(scope.firstIndex()).isEqualTo(256);
            assertThat(scope.entries()).isZero();
        }
    }
}
