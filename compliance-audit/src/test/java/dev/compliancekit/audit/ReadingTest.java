package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.NoTenantException;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantMismatchException;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.access.AccessDeniedException;
import dev.compliancekit.core.access.AccessGuard;
import dev.compliancekit.core.access.AccessPolicy;
import dev.compliancekit.core.access.AccessRequest;
import dev.compliancekit.core.access.Grant;
import dev.compliancekit.core.access.GrantBook;
import dev.compliancekit.core.access.GrantId;
import dev.compliancekit.core.access.Mandate;
import dev.compliancekit.core.access.Purpose;
import dev.compliancekit.core.access.Role;
import dev.compliancekit.core.access.SecondFactor;
import dev.compliancekit.core.access.Term;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read, and that pages go on where they ended. */
class ReadingTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ZOO = new TenantId("zoo");
    private static final TenantId OPERATOR = new TenantId("operator");
    private static final Actor ANN = Actor.staff("ann");
    private static final Actor BOSS = Actor.staff("boss");
    private static final Role SUPPORT = new Role("support");
    private static final Purpose TICKET = new Purpose("support-ticket");
    private static final Duration DAY = Duration.ofHours(24);

    @TempDir
    private Path folder;

    private TestLog files;
    private Instant now = TestLog.START;

    @BeforeEach
    void createKey() {
        files = new TestLog(folder);
    }

    private AuditLog open() {
        return AuditLog.builder(files.directory(), files.key(), () -> now)
                .withoutLifeEvents()
                .open();
    }

    private AccessGuard guard(AuditLog log) {
        AccessPolicy policy = AccessPolicy.builder(DAY)
                .permit(SUPPORT, TICKET, Classification.CONFIDENTIAL)
                .build();
        Mandate approver = new Mandate.Approver(
                new GrantId("m-1"), BOSS, new Term(now.minus(DAY), now.plus(DAY)), Actor.staff("ceo"), "resolution 1");
        Grant grant = new Grant(
                new GrantId("g-1"),
                ANN,
                SUPPORT,
                TICKET,
                ACME,
                new Term(now, now.plus(Duration.ofHours(8))),
                BOSS,
                "ticket 4711");
        return AccessGuard.builder(policy, log, () -> now, OPERATOR)
                .startingWith(GrantBook.empty().with(approver).with(grant))
                .build();
    }

    private static AccessRequest request(Actor actor, TenantId tenant) {
        return new AccessRequest(
                actor,
                SUPPORT,
                TICKET,
                tenant,
                AuditReader.RECORD_CLASS,
                Classification.CONFIDENTIAL,
                SecondFactor.PRESENT);
    }

    @Test
    void aGrantLetsStaffReadAndEachReadingIsAnEvent() {
        try (AuditLog log = open()) {
            log.appendAll(TestLog.events(ACME, 5));
            AuditReader reader = log.reader(guard(log), request(ANN, ACME));

            assertThat(reader.find(AuditQuery.of(ACME)).entries()).hasSize(6);
            assertThat(TenantScope.currentIfBound()).isEmpty();
            AuditExport export = reader.exportTo(ExportRequest.of(ACME, ANN), folder.resolve("export"));
            assertThat(export.entries()).isEqualTo(8);

            List<AuditEntry> accesses =
                    reader.find(AuditQuery.of(ACME).action(Action.ACCESS)).entries();
            assertThat(accesses).hasSize(3).allSatisfy(entry -> {
                assertThat(entry.event().actor()).isEqualTo(ANN);
                assertThat(entry.event().target()).isEqualTo("audit-log");
                assertThat(entry.event().attributes()).containsEntry("grant", "g-1");
            });
        }
    }

    @Test
    void withoutAGrantNothingIsReadAndTheRefusalIsAnEvent() {
        try (AuditLog log = open()) {
            log.appendAll(TestLog.events(ACME, 5));
            AuditReader nobodys = log.reader(guard(log), request(Actor.staff("eve"), ACME));
            assertThatThrownBy(() -> nobodys.find(AuditQuery.of(ACME))).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() ->
                            nobodys.exportTo(ExportRequest.of(ACME, Actor.staff("eve")), folder.resolve("export")))
                    .isInstanceOf(AccessDeniedException.class);
            assertThat(folder.resolve("export")).doesNotExist();
            try (TenantScope scope = TenantScope.enter(ACME)) {
                assertThat(log.reader()
                                .find(AuditQuery.of(ACME).action(Action.ACCESS).outcome(Outcome.DENIED))
                                .entries())
                        .hasSize(2);
            }
        }
    }

    @Test
    void aGrantForOneTenantOpensNoOther() {
        try (AuditLog log = open()) {
            log.appendAll(TestLog.events(ZOO, 2));
            AccessGuard guard = guard(log);
            assertThatThrownBy(() -> log.reader(guard, request(ANN, ZOO)).find(AuditQuery.of(ZOO)))
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> log.reader(guard, request(ANN, ACME)).find(AuditQuery.of(ZOO)))
                    .isInstanceOf(TenantMismatchException.class);
            try (TenantScope scope = TenantScope.enter(ZOO)) {
                assertThatThrownBy(() -> log.reader(guard, request(ANN, ACME)).find(AuditQuery.of(ACME)))
                        .isInstanceOf(TenantMismatchException.class);
            }
        }
    }

    @Test
    void anExpiredGrantOpensNothing() {
        try (AuditLog log = open()) {
            log.appendAll(TestLog.events(ACME, 2));
            AuditReader reader = log.reader(guard(log), request(ANN, ACME));
            assertThat(reader.find(AuditQuery.of(ACME)).entries()).isNotEmpty();
            now = now.plus(Duration.ofHours(8));
            assertThatThrownBy(() -> reader.find(AuditQuery.of(ACME)))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("ended");
        }
    }

    @Test
    void aRequestForOtherRecordsOrSomebodyElsesExportIsRefused() {
        try (AuditLog log = open()) {
            AccessGuard guard = guard(log);
            AccessRequest other = new AccessRequest(
                    ANN,
                    SUPPORT,
                    TICKET,
                    ACME,
                    new RecordClass("customer"),
                    Classification.CONFIDENTIAL,
                    SecondFactor.PRESENT);
            assertThatThrownBy(() -> log.reader(guard, other)).isInstanceOf(IllegalArgumentException.class);
            AccessRequest less = new AccessRequest(
                    ANN, SUPPORT, TICKET, ACME, AuditReader.RECORD_CLASS, Classification.PUBLIC, SecondFactor.PRESENT);
            assertThatThrownBy(() -> log.reader(guard, less)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> log.reader(guard, request(ANN, ACME))
                            .exportTo(ExportRequest.of(ACME, BOSS), folder.resolve("export")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void withoutTheTenantBoundNothingIsReadOrExported() {
        try (AuditLog log = open()) {
            log.appendAll(TestLog.events(ACME, 2));
            AuditReader reader = log.reader();
            ExportRequest request = ExportRequest.of(ACME, Actor.customer("owner"));
            assertThatThrownBy(() -> reader.find(AuditQuery.of(ACME))).isInstanceOf(NoTenantException.class);
            assertThatThrownBy(() -> reader.exportTo(request, folder.resolve("export")))
                    .isInstanceOf(NoTenantException.class);
            assertThatThrownBy(() ->
                            reader.export(AuditQuery.of(ACME), ANN, ExportFormat.CSV, OutputStream.nullOutputStream()))
                    .isInstanceOf(NoTenantException.class);
            try (TenantScope scope = TenantScope.enter(ZOO)) {
                assertThatThrownBy(() -> reader.exportTo(request, folder.resolve("export")))
                        .isInstanceOf(TenantMismatchException.class);
            }
            assertThat(Files.exists(folder.resolve("export"))).isFalse();
        }
    }

    @Test
    void pagesGoOnWhereTheyEndedWhateverIsAppended() {
        try (AuditLog log = open();
                TenantScope scope = TenantScope.enter(ACME)) {
            List<AuditEntry> seen = new ArrayList<>();
            AuditQuery query = AuditQuery.of(ACME).action(Action.SIGN_IN).limit(7);
            log.appendAll(TestLog.events(ACME, 30));
            Optional<String> cursor = Optional.empty();
            int pages = 0;
            do {
                AuditQuery next = cursor.isPresent() ? query.after(cursor.get()) : query;
                AuditPage page = log.reader().find(next);
                seen.addAll(page.entries());
                cursor = page.cursor();
                if (pages++ < 3) {
                    log.append(TestLog.event(ZOO, pages));
                    log.append(TestLog.event(ACME, 100 + pages));
                }
            } while (cursor.isPresent());
            assertThat(seen)
                    .extracting(AuditEntry::tenantSequence)
                    .hasSize(33)
                    .doesNotHaveDuplicates()
                    .isSorted();
        }
    }

    @Test
    void aCursorOfAnotherQueryIsRefused() {
        try (AuditLog log = open();
                TenantScope scope = TenantScope.enter(ACME)) {
            log.appendAll(TestLog.events(ACME, 9));
            AuditQuery query = AuditQuery.of(ACME).limit(3);
            String cursor = log.reader().find(query).cursor().orElseThrow();
            assertThat(cursor).matches("[A-Za-z0-9_-]{22}");
            assertThat(log.reader()
                            .find(query.limit(5).after(cursor))
                            .entries()
                            .get(0)
                            .tenantSequence())
                    .isEqualTo(3);
            for (AuditQuery other : List.of(
                    AuditQuery.of(ZOO),
                    query.action(Action.SIGN_IN),
                    query.outcome(Outcome.FAILURE),
                    query.target("x"))) {
                assertThatThrownBy(() -> other.after(cursor)).isInstanceOf(IllegalArgumentException.class);
            }
            for (String text : List.of("", "x", "!", cursor + "A", cursor.substring(1), "A".repeat(22))) {
                assertThatThrownBy(() -> query.after(text)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
