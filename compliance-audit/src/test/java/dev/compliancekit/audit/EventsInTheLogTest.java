package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.audit.event.EventRule;
import dev.compliancekit.audit.event.EventRules;
import dev.compliancekit.audit.event.SampleEvents;
import dev.compliancekit.audit.event.SecretRule;
import dev.compliancekit.audit.event.SecretRule.Treatment;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log takes of the vocabulary, and what it does not. */
class EventsInTheLogTest {

    private static final TenantId ACME = SampleEvents.ACME;

    @TempDir
    private Path temp;

    private TestLog logs;

    @BeforeEach
    void makeKey() {
        logs = new TestLog(temp);
    }

    private static List<AuditEvent> read(AuditLog log) {
        try (TenantScope scope = TenantScope.enter(ACME)) {
            return log.reader().find(AuditQuery.of(ACME)).entries().stream()
                    .map(AuditEntry::event)
                    .toList();
        }
    }

    @Test
    void takesEveryKindOfEventAndReadsItBackUnchanged() {
        try (AuditLog log = logs.open()) {
            SampleEvents.all().forEach(log::append);
            assertThat(read(log)).isEqualTo(SampleEvents.all());
        }
    }

    @Test
    void refusesEveryEventWithoutOneOfItsRequiredAttributes() {
        List<String> refused = new ArrayList<>();
        try (AuditLog log = logs.open()) {
            for (AuditEvent event : SampleEvents.all()) {
                EventRule rule = EventRules.vocabulary().rule(event.action()).orElseThrow();
                Set<String> required = new TreeSet<>(rule.required());
                if (event.outcome().code().equals("success")) {
                    required.addAll(rule.requiredOnSuccess());
                }
                for (String name : required) {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> log.append(without(event, Set.of(name))))
                            .withMessage(
                                    "%s has no attribute %s; accepted is %s",
                                    event.action(), name, rule.forms().get(name));
                    refused.add(event.action() + " " + name);
                }
                if (!rule.requiredOneOf().isEmpty()) {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> log.append(without(event, rule.requiredOneOf())))
                            .withMessage(
                                    "%s has none of the attributes %s; accepted is at least one",
                                    event.action(), String.join(", ", rule.requiredOneOf()));
                }
            }
            assertThat(read(log)).isEmpty();
        }
        assertThat(refused).contains("sign-in address", "sign-in deviceType", "access purpose", "grant-given holder");
    }

    private static AuditEvent without(AuditEvent event, Set<String> names) {
        TreeMap<String, String> attributes = new TreeMap<>(event.attributes());
        attributes.keySet().removeAll(names);
        return new AuditEvent(
                event.tenant(),
                event.actor(),
                event.action(),
                event.target(),
                event.outcome(),
                event.occurredAt(),
                attributes);
    }

    @Test
    void oneBadEventKeepsAllOfABatchOut() {
        try (AuditLog log = logs.open()) {
            AuditEvent bad = without(TestLog.event(ACME, 1), Set.of(AuditEvent.ADDRESS));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.appendAll(List.of(TestLog.event(ACME, 0), bad)))
                    .withMessage(
                            "sign-in has no attribute address; accepted is an IPv4 or IPv6 address without a port");
            assertThat(read(log)).isEmpty();
        }
    }

    @Test
    void storesTheMaskedCardNumberAndNotTheOtherOne() {
        AuditEvent event = AuditEvent.builder(
                        ACME, Actor.staff("ann"), new Action("note"), Outcome.SUCCESS, SampleEvents.NOON)
                .attribute(AuditEvent.REASON, "card 4111 1111 1111 1111 was declined")
                .build();
        try (AuditLog log = logs.open()) {
            log.append(event);
            assertThat(read(log))
                    .singleElement()
                    .extracting(stored -> stored.attributes().get(AuditEvent.REASON))
                    .isEqualTo("card **** **** **** 1111 was declined");
        }
    }

    @Test
    void theCallerChoosesTheRules() {
        EventRules rules = EventRules.vocabulary().with(new SecretRule(Treatment.REFUSE, Treatment.REFUSE));
        AuditEvent event = without(TestLog.event(ACME, 1), Set.of(AuditEvent.ADDRESS));
        try (AuditLog log =
                logs.builder(logs.directory()).rules(EventRules.none()).open()) {
            log.append(event);
            assertThat(read(log)).containsExactly(event);
        }
        try (AuditLog log = logs.builder(logs.directory()).rules(rules).open()) {
            assertThat(read(log)).as("what was stored before stays readable").containsExactly(event);
            assertThatIllegalArgumentException().isThrownBy(() -> log.append(event));
        }
    }
}
