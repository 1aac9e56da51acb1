package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordingAuditSinkTest {

    @Test
    void anEventOfAFailingCallIsNotRecorded() {
        RecordingAuditSink failing = RecordingAuditSink.failing(FaultPlan.onCall(2));
        AuditEvent event = AuditEvent.builder(
                        new TenantId("acme"), Actor.staff("s-1"), Action.ACCESS, Outcome.SUCCESS, Instant.EPOCH)
                .build();

        failing.append(event);
        assertThatExceptionOfType(PlannedFaultException.class).isThrownBy(() -> failing.append(event));
        failing.append(event);

        assertThat(failing.events()).containsExactly(event, event);
    }
}
