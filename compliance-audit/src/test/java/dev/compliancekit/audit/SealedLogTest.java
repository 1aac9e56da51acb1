package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.AuditEntry.PartState;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedLogTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ZOO = new TenantId("zoo");
    private static final TenantId OPERATOR = new TenantId("operator");
    private static final SubjectId USER = new SubjectId("user-0");
    private static final String ID = "018f2f2e-0000-7000-8000-000000000001";

    @TempDir
    private Path folder;

    private final TestKeys keys = new TestKeys();
    private TestLog test;

    @BeforeEach
    void prepare() {
        test = new TestLog(folder);
    }

    private AuditLog open() {
        return test.builder(test.directory()).sealing(keys.sealing()).open();
    }

    private static List<AuditEntry> read(AuditLog log, TenantId tenant) {
        try (TenantScope scope = TenantScope.enter(tenant)) {
            assertThat(scope).isNotNull();
            return log.reader().find(AuditQuery.of(tenant)).entries();
        }
    }

    private static AuditEvent access(TenantId tenant, Actor actor) {
        return AuditEvent.builder(tenant, actor, Action.ACCESS, Outcome.SUCCESS, TestLog.START)
                .target("customer/1017")
                .attribute(AuditEvent.PURPOSE, "support")
                .attribute(AuditEvent.ADDRESS, "192.0.2.7")
                .attribute("subject", "user-0")
                .build();
    }

    private static AuditEvent destroyed(TenantId tenant, Actor actor) {
        return AuditEvent.builder(tenant, actor, Action.KEY_DESTROYED, Outcome.SUCCESS, TestLog.START)
                .target("key/0badcafe")
                .attribute("keyId", "0badcafe")
                .attribute(AuditEvent.REASON, "the contract ended")
                .build();
    }

    @Test
    void everyEventIsReadBackEqual() {
        List<AuditEvent> events = new ArrayList<>(TestLog.events(ACME, 20));
        events.add(access(ACME, Actor.staff("s-17")));
        events.add(access(ACME, Actor.customer("user-1")));
        events.add(access(ACME, new Actor(Actor.Kind.OTHER, "typed \u00e9 \"it\"")));
        events.add(destroyed(ACME, Actor.service("keys")));
        try (AuditLog log = open()) {
            log.appendAll(events);
            assertThat(read(log, ACME)).allMatch(AuditEntry::isReadable);
            assertThat(read(log, ACME)).extracting(AuditEntry::event).isEqualTo(events);
            log.checkpoint();
            assertThat(read(log, ACME)).extracting(AuditEntry::event).isEqualTo(events);
        }
        try (AuditLog log = open()) {
            assertThat(read(log, ACME)).extracting(AuditEntry::event).isEqualTo(events);
        }
        assertThat(AuditVerifier.of(test.key()).verify(test.directory()).isIntact())
                .isTrue();
    }

    @Test
    void thePartsOfAnErasedPersonAreGoneAndThoseOfOthersAreNot() {
        try (AuditLog log = open()) {
            log.appendAll(TestLog.events(ACME, 10)); // user-0 twice, each of five users
            keys.shred(ACME, USER);
            List<AuditEntry> entries = read(log, ACME);
            assertThat(entries)
                    .filteredOn(entry -> !entry.isReadable())
                    .hasSize(2)
                    .allSatisfy(entry -> {
                        assertThat(entry.actorState()).isEqualTo(PartState.ERASED);
                        assertThat(entry.event().actor().kind()).isEqualTo(Actor.Kind.CUSTOMER);
                        assertThat(entry.event().actor().id()).matches("erased:[0-9a-f]{32}");
                        assertThat(entry.event().attributes()).containsOnlyKeys(AuditEvent.DEVICE_TYPE);
                        assertThat(entry.event().target()).isEqualTo("account/acme");
                    });
            assertThat(entries)
                    .filteredOn(entry -> !entry.isReadable())
                    .extracting(entry -> entry.event().actor())
                    .containsOnly(entries.get(0).event().actor());
        }
    }

    @Test
    void whatStaffDidOutlivesTheTenant() {
        try (AuditLog log = open()) {
            log.append(access(ACME, Actor.staff("s-17")));
            keys.shred(ACME);
            AuditEntry entry = read(log, ACME).get(0);
            assertThat(entry.actorState()).isEqualTo(PartState.READABLE);
            assertThat(entry.event().actor()).isEqualTo(Actor.staff("s-17"));
            assertThat(entry.event().attributes()).containsOnlyKeys(AuditEvent.ADDRESS);
            assertThat(entry.subjectState()).isEqualTo(PartState.ERASED);
            assertThat(entry.event().target()).matches("erased:[0-9a-f]{32}");
        }
    }

    @Test
    void aLostKeyIsToldApartFromAnErasure() {
        try (AuditLog log = open()) {
            log.append(access(ACME, Actor.customer("user-1")));
            keys.lose(ACME, USER);
            AuditEntry entry = read(log, ACME).get(0);
            assertThat(entry.actorState()).isEqualTo(PartState.READABLE);
            assertThat(entry.subjectState()).isEqualTo(PartState.KEY_MISSING);
            assertThat(entry.event().target()).startsWith("key-missing:");
            keys.lose(ACME, SubjectId.ACCOUNT);
            assertThat(read(log, ACME).get(0).actorState()).isEqualTo(PartState.KEY_MISSING);
        }
    }

    @Test
    void afterTheTenantIsGoneOnlyWhatNeedsNoKeysGoesIn() {
        try (AuditLog log = open()) {
            log.append(TestLog.event(ACME, 0));
            keys.shred(ACME);
            assertThatThrownBy(() -> log.append(TestLog.event(ACME, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("whose keys were destroyed");
            log.append(destroyed(ACME, Actor.customer("user-0")));
            log.append(destroyed(ACME, Actor.staff("s-17")));
            log.append(TestLog.event(ZOO, 1));
            List<AuditEntry> entries = read(log, ACME);
            assertThat(entries).hasSize(3);
            assertThat(entries.get(1).event().actor()).isEqualTo(Actor.customer("erased"));
            assertThat(entries.get(1).actorState()).isEqualTo(PartState.ERASED);
            assertThat(entries.get(1).event().attributes()).containsEntry(AuditEvent.REASON, "the contract ended");
            assertThat(entries.get(2).event()).isEqualTo(destroyed(ACME, Actor.staff("s-17")));
        }
    }

    @Test
    void nothingNewIsSaidOfAnErasedPersonButTheErasure() {
        try (AuditLog log = open()) {
            keys.shred(ACME, USER);
            assertThatThrownBy(() -> log.append(access(ACME, Actor.staff("s-17"))))
                    .isInstanceOf(IllegalArgumentException.class);
            AuditEvent completed = AuditEvent.builder(
                            ACME, Actor.staff("s-17"), Action.ERASURE_COMPLETED, Outcome.SUCCESS, TestLog.START)
                    .target("erasure/o-1")
                    .attribute("certificate", "c-1")
                    .attribute("authority", "GDPR art. 17")
                    .attribute("requestedAt", "2026-01-01T00:00:00Z")
                    .attribute("due", "2026-01-31T00:00:00Z")
                    .attribute("subject", "user-0")
                    .build();
            log.append(completed);
            AuditEntry entry = read(log, ACME).get(0);
            assertThat(entry.subjectState()).isEqualTo(PartState.ERASED);
            assertThat(entry.event().actor()).isEqualTo(Actor.staff("s-17"));
            assertThat(entry.event().attributes()).containsOnlyKeys("certificate", "authority", "requestedAt", "due");
        }
    }

    @Test
    void keysThatCannotBeReachedRefuseTheEventAndMayComeBack() {
        try (AuditLog log = open()) {
            keys.unreachable(true);
            assertThatThrownBy(() -> log.append(TestLog.event(ACME, 0))).hasMessageContaining("cannot be reached");
            keys.unreachable(false);
            assertThat(log.append(TestLog.event(ACME, 0)).index()).isZero();
            keys.unreachable(true);
            assertThatThrownBy(() -> read(log, ACME)).hasMessageContaining("cannot be reached");
        }
    }

    @Test
    void beforeThereAreKeysEventsWithoutPersonalPartsAreTaken() {
        Sealing later = Sealing.builder(() -> null, () -> null).build();
        try (AuditLog log = test.builder(test.directory()).sealing(later).open()) {
            log.append(destroyed(ACME, Actor.service("keys")));
            assertThatThrownBy(() -> log.append(TestLog.event(ACME, 0)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no keys yet");
        }
    }

    @Test
    void aLogWithSealedEntriesIsNotOpenedWithoutSealing() {
        try (AuditLog log = test.open()) {
            log.append(TestLog.event(ACME, 0));
        }
        try (AuditLog log = open()) {
            log.append(TestLog.event(ACME, 1));
            assertThat(read(log, ACME))
                    .extracting(AuditEntry::event)
                    .containsExactly(TestLog.event(ACME, 0), TestLog.event(ACME, 1));
        }
        assertThatThrownBy(test::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("opened without sealing");
        open().close();
    }

    private static AuditEvent withId(int number) {
        return AuditEvent.builder(ACME, Actor.customer("user-0"), Action.SIGN_IN, Outcome.SUCCESS, TestLog.START)
                .attribute(AuditEvent.ADDRESS, "192.0.2." + number)
                .attribute(AuditEvent.DEVICE_TYPE, "phone")
                .attribute(AuditEvent.EVENT_ID, ID)
                .build();
    }

    @Test
    void anEventThatIsAppendedAgainIsNoSecondEntryAlsoAfterOpeningAndAfterTheErasure() {
        AuditReceipt receipt;
        try (AuditLog log = test.open()) {
            log.append(TestLog.event(ZOO, 0));
        }
        try (AuditLog log = open()) {
            receipt = log.append(withId(1));
            assertThat(log.append(withId(1))).isEqualTo(receipt);
            assertThatThrownBy(() -> log.append(withId(2))).hasMessageContaining("says something else");
        }
        try (AuditLog log = open()) {
            assertThat(log.append(withId(1))).isEqualTo(receipt);
            assertThatThrownBy(() -> log.append(withId(2))).hasMessageContaining("says something else");
            keys.shred(ACME, USER);
            assertThat(log.append(withId(1))).isEqualTo(receipt);
            assertThatThrownBy(() -> log.append(withId(2))).hasMessageContaining("says something else");
            keys.shred(ACME);
            assertThat(log.append(withId(1))).isEqualTo(receipt);
        }
        try (AuditLog log = open()) {
            assertThat(log.append(withId(2))).isEqualTo(receipt); // what differs can no longer be told
        }
    }

    @Test
    void anEventOfVersionOneIsKnownAgainWhenTheLogSeals() {
        AuditReceipt receipt;
        try (AuditLog log = test.open()) {
            receipt = log.append(withId(1));
        }
        try (AuditLog log = open()) {
            assertThat(log.append(withId(1))).isEqualTo(receipt);
            assertThatThrownBy(() -> log.append(withId(2))).hasMessageContaining("says something else");
        }
    }

    @Test
    void anIdThatIsNoUuidIsRefused() {
        AuditEvent named = AuditEvent.builder(
                        ACME, Actor.customer("user-0"), Action.SIGN_OUT, Outcome.SUCCESS, TestLog.START)
                .attribute(AuditEvent.EVENT_ID, "ann-smith-1")
                .build();
        try (AuditLog log = open()) {
            assertThatThrownBy(() -> log.append(named)).hasMessageContaining("accepted is a UUID");
        }
    }

    @Test
    void whatHasAnUnexpectedFormIsSealedEvenUnderANameThatIsClear() {
        AuditEvent odd = AuditEvent.builder(
                        OPERATOR, Actor.service("x"), new Action("own"), Outcome.SUCCESS, TestLog.START)
                .attribute("format", "for ann@example.com")
                .attribute("unheardOf", "ann@example.com")
                .build();
        try (AuditLog log = open()) {
            log.append(odd);
            log.checkpoint();
            assertThat(read(log, OPERATOR).get(0).event()).isEqualTo(odd);
            keys.shred(OPERATOR);
            AuditEntry entry = read(log, OPERATOR).get(0);
            assertThat(entry.subjectState()).isEqualTo(PartState.ERASED);
            assertThat(entry.event().attributes()).isEmpty();
        }
    }

    @Test
    void anErasedSignInIsStillACompleteOne() {
        try (AuditLog log = open()) {
            log.appendAll(TestLog.events(ACME, 10));
            keys.shred(ACME, USER);
            SignInTally tally = SignInTally.of(log, Instant.MIN, Instant.MAX);
            assertThat(tally.signIns()).isEqualTo(10);
            assertThat(tally.incomplete()).isZero();
            assertThat(tally.erased()).isEqualTo(2);
            keys.lose(ACME, new SubjectId("user-1"));
            assertThat(SignInTally.of(log, Instant.MIN, Instant.MAX).incomplete())
                    .isEqualTo(2);
        }
    }
}
