package dev.compliancekit.retention.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.Custodian;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LegalHoldRegisterTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Actor LEGAL = Actor.staff("legal");

    private final List<AuditEvent> log = new ArrayList<>();
    private boolean full;

    private final AuditSink sink = event -> {
        if (full) {
            throw new IllegalStateException("log is full");
        }
        log.add(event);
        return new AuditReceipt("test", log.size() - 1L, Bytes.copyOf(new byte[32]), log.size() - 1L);
    };

    private final LegalHoldRegister register = LegalHoldRegister.open(sink, List.of());

    private static LegalHold narrow() {
        return LegalHold.place("case-1", Scope.of(ACME, new SubjectId("s-1")), "a dispute is in court", NOW)
                .onlyFor(Set.of(new RecordClass("invoice"), new RecordClass("order")))
                .onlyKeptBy(Set.of(new Custodian("sales")))
                .withDelay(Duration.ofDays(30));
    }

    @Test
    void everythingAboutAHoldIsInTheLogAndComesBackFromIt() {
        LegalHold wide = LegalHold.place("case-2", Scope.of(ACME), "another dispute", NOW);
        register.place(narrow(), LEGAL);
        register.place(wide, LEGAL);
        register.release("case-1", NOW.plusSeconds(5), LEGAL, "settled");

        assertThat(log)
                .extracting(AuditEvent::action)
                .containsExactly(Action.HOLD_PLACED, Action.HOLD_PLACED, Action.HOLD_RELEASED);
        assertThat(register.holdsOn(ACME)).containsExactly(narrow().released(NOW.plusSeconds(5)), wide);
        assertThat(LegalHoldRegister.open(sink, log).all()).isEqualTo(register.all());
        assertThat(register.holdsOn(new TenantId("globex"))).isEmpty();
    }

    @Test
    void aHoldProtectsAlsoWhenTheLogDidNotTakeItAndAReleaseCountsOnlyOnceItIsLogged() {
        full = true;
        assertThatIllegalStateException().isThrownBy(() -> register.place(narrow(), LEGAL));
        assertThat(register.holdsOn(ACME)).containsExactly(narrow());
        full = false;
        register.place(narrow(), LEGAL);
        full = true;
        assertThatIllegalStateException().isThrownBy(() -> register.release("case-1", NOW, LEGAL, "settled"));
        assertThat(register.holdsOn(ACME)).containsExactly(narrow());
    }

    @Test
    void refusesHoldsThatCannotBeRight() {
        register.place(narrow(), LEGAL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> register.place(LegalHold.place("case-1", Scope.of(ACME), "other", NOW), LEGAL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> register.place(
                        LegalHold.place("case-3", Scope.of(ACME), "x", NOW).released(NOW), LEGAL));
        assertThatIllegalArgumentException().isThrownBy(() -> register.release("case-9", NOW, LEGAL, "settled"));
        register.release("case-1", NOW, LEGAL, "settled");
        assertThatIllegalArgumentException().isThrownBy(() -> register.release("case-1", NOW, LEGAL, "again"));
    }

    @Test
    void aLogWithAHoldThatCannotBeReadOpensNoRegister() {
        AuditEvent foreign = AuditEvent.builder(ACME, LEGAL, Action.HOLD_PLACED, Outcome.SUCCESS, NOW)
                .target("hold/case-1")
                .attribute(AuditEvent.REASON, "by another program")
                .build();
        assertThatIllegalArgumentException().isThrownBy(() -> LegalHoldRegister.open(sink, List.of(foreign)));
        register.place(narrow(), LEGAL);
        register.release("case-1", NOW, LEGAL, "settled");
        assertThatIllegalArgumentException().isThrownBy(() -> LegalHoldRegister.open(sink, log.subList(1, 2)));
    }
}
