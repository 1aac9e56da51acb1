package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventIdTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ZOO = new TenantId("zoo");

    @TempDir
    private Path temp;

    private TestLog logs;

    @BeforeEach
    void makeKey() {
        logs = new TestLog(temp);
    }

    private static AuditEvent event(TenantId tenant, String id, String target) {
        return AuditEvent.builder(tenant, Actor.staff("eve"), Action.EXPORT, Outcome.SUCCESS, TestLog.START)
                .attribute("format", "jsonl")
                .target(target)
                .attribute(AuditEvent.EVENT_ID, id)
                .build();
    }

    @Test
    void anEventThatIsAppendedAgainIsNoSecondEntry() {
        try (AuditLog log = logs.open()) {
            AuditReceipt first = log.append(event(ACME, "e-1", "a"));
            log.append(event(ACME, "e-2", "b"));
            assertThat(log.append(event(ACME, "e-1", "a"))).isEqualTo(first);
            assertThat(log.appendAll(
                            List.of(event(ACME, "e-1", "a"), event(ACME, "e-3", "c"), event(ACME, "e-3", "c"))))
                    .extracting(AuditReceipt::index)
                    .containsExactly(0L, 2L, 2L);
            assertThat(log.append(event(ZOO, "e-1", "a")).index()).isEqualTo(3);
            assertThat(log.checkpoint().unverified().treeSize()).isEqualTo(4);
            assertThat(log.append(event(ACME, "e-1", "a"))).isEqualTo(first);
        }
        assertThat(AuditVerifier.of(logs.key()).verify(logs.directory()).findings())
                .isEmpty();
    }

    @Test
    void itIsRememberedOverReopeningFromTilesAndWriteAheadFile() {
        AuditReceipt first;
        Path crashed;
        AuditReceipt second;
        try (AuditLog log = logs.open()) {
            first = log.append(event(ACME, "e-1", "a"));
            log.checkpoint();
            second = log.append(event(ACME, "e-2", "b"));
            crashed = logs.copyAs("crashed");
        }
        try (AuditLog log = logs.open(crashed)) {
            assertThat(log.append(event(ACME, "e-1", "a"))).isEqualTo(first);
            assertThat(log.append(event(ACME, "e-2", "b"))).isEqualTo(second);
            assertThat(log.append(event(ACME, "e-3", "c")).index()).isEqualTo(2);
        }
    }

    @Test
    void theIdOfAnotherEventIsRefusedAndNothingElse() {
        try (AuditLog log = logs.open()) {
            log.append(event(ACME, "e-1", "a"));
            assertThatThrownBy(() -> log.append(event(ACME, "e-1", "b")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the eventId of an event is that of entry 0, which says something else; accepted is an id"
                                    + " of its own");
            assertThatThrownBy(() -> log.appendAll(List.of(event(ACME, "e-2", "a"), event(ACME, "e-2", "b"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "two events of one call have the same eventId and say different things; accepted is an id"
                                    + " for each");
            assertThat(log.append(event(ACME, "e-2", "c")).index()).isEqualTo(1);
        }
    }

    @Test
    void theOldestAreForgottenFirst() {
        try (AuditLog log = logs.builder(logs.directory()).rememberedEvents(2).open()) {
            for (int i = 0; i < 3; i++) {
                log.append(event(ACME, "e-" + i, "a"));
            }
            assertThat(log.append(event(ACME, "e-2", "a")).index()).isEqualTo(2);
            assertThat(log.append(event(ACME, "e-1", "a")).index()).isEqualTo(1);
            assertThat(log.append(event(ACME, "e-0", "a")).index()).isEqualTo(3);
        }
        try (AuditLog log = logs.builder(logs.directory()).rememberedEvents(0).open()) {
            assertThat(log.append(event(ACME, "e-0", "a")).index()).isEqualTo(4);
            assertThat(log.append(event(ACME, "e-0", "a")).index()).isEqualTo(5);
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        AuditLogBuilder builder = logs.builder(logs.directory());
        assertThatThrownBy(() -> builder.rememberedEvents(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rememberedEvents is -1; accepted are 0 to 10,000,000 events");
        assertThatThrownBy(() -> builder.queue(0, action -> WhenFull.BLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("queue is 0; accepted are 1 to 10,000,000 events");
        assertThatThrownBy(() -> builder.checkpointEvery(100_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("checkpointEvery is 100001; accepted are 1 to 100,000 entries");
    }
}
