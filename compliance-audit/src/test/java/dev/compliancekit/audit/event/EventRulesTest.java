package dev.compliancekit.audit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRulesTest {

    private static final EventRules RULES = EventRules.vocabulary();
    private static final Action OWN = new Action("s3:GetObject");

    private static AuditEvent signIn(String name, String value) {
        return SessionEvents.signedIn(SampleEvents.OWNER, SampleEvents.PHONE, List.of("pwd"))
                .attribute(name, value)
                .build();
    }

    @Test
    void whatPassesIsThePassedEventItself() {
        assertThat(SampleEvents.all())
                .allSatisfy(event -> assertThat(RULES.apply(event)).isSameAs(event));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "address|203.0.113.9:80|an IPv4 or IPv6 address without a port",
                "address|localhost|an IPv4 or IPv6 address without a port",
                "address|fe80::1%eth0|an IPv4 or IPv6 address without a port",
                "address|''|an IPv4 or IPv6 address without a port",
                "deviceType|Phone|one of phone, tablet, desktop, bot, other",
                "secondFactor|yes|one of present, absent",
                "factors|pwd  otp|1 to 8 names of RFC 8176 such as \"pwd otp\", separated by single blanks",
                "factors|PWD|1 to 8 names of RFC 8176 such as \"pwd otp\", separated by single blanks",
                "session|' '|text of 1 to 256 characters that is not blank"
            })
    void aValueOfAnotherFormIsRefusedInOneSentence(String name, String value, String accepted) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RULES.apply(signIn(name, value)))
                .withMessage("attribute " + name + " of sign-in is not accepted; accepted is " + accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "'; --", "\n"})
    void noUserAgentKeepsASignInOut(String userAgent) {
        AuditEvent event = signIn(AuditEvent.USER_AGENT, userAgent);
        assertThat(RULES.apply(event)).isSameAs(event);
    }

    @Test
    void aRefusedGrantNeedsNoTermAndAGivenOneDoes() {
        AuditEvent.Builder denied =
                SampleEvents.ANN.event(Action.GRANT_GIVEN, Outcome.DENIED).attribute(AuditEvent.REASON, "not-approver");
        assertThat(RULES.apply(denied.build())).isEqualTo(denied.build());
        AuditEvent.Builder given =
                SampleEvents.ANN.done(Action.GRANT_GIVEN, "grant/1").attribute(AuditEvent.REASON, "ticket");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RULES.apply(given.build()))
                .withMessage("grant-given has no attribute from; accepted is a time such as 2026-01-31T12:00:00Z");
    }

    @Test
    void ownActionsAreTakenUntilTheyHaveARule() {
        AuditEvent event = SampleEvents.ANN.done(OWN, "bucket/1").build();
        assertThat(RULES.apply(event)).isSameAs(event);
        EventRules more = RULES.with(EventRule.builder(OWN)
                .require("bytes", AttributeForm.wholeNumber())
                .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> more.apply(event))
                .withMessage("s3:GetObject has no attribute bytes; accepted is a whole number of 1 to 18 digits");
        assertThat(RULES.rule(OWN)).as("the rules it was added to").isEmpty();
        assertThat(more.rule(Action.SIGN_IN)).isPresent();
    }

    @Test
    void aRuleOfTheCallersTakesThePlaceOfTheVocabularys() {
        EventRules loose = RULES.with(EventRule.builder(Action.SIGN_IN).build());
        AuditEvent bare =
                SampleEvents.OWNER.event(Action.SIGN_IN, Outcome.SUCCESS).build();
        assertThat(loose.apply(bare)).isSameAs(bare);
    }

    @Test
    void noRulesChangeNothing() {
        AuditEvent event = SampleEvents.OWNER
                .event(Action.SIGN_IN, Outcome.SUCCESS)
                .attribute("password", "4111111111111111")
                .build();
        assertThat(EventRules.none().apply(event)).isSameAs(event);
    }

    @Test
    void formsOfTheCallersAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> AttributeForm.text(0));
        assertThatIllegalArgumentException().isThrownBy(() -> AttributeForm.text(4097));
        assertThatIllegalArgumentException().isThrownBy(() -> AttributeForm.oneOf(List.of()));
        assertThat(AttributeForm.wholeNumber().accepts("0")).isTrue();
        assertThat(AttributeForm.wholeNumber().accepts("-1")).isFalse();
        assertThat(AttributeForm.wholeNumber().accepts("\u0661")).isFalse();
        assertThat(AttributeForm.instant().accepts("2026-01-31T12:00:00Z")).isTrue();
        assertThat(AttributeForm.instant().accepts("yesterday")).isFalse();
    }

    @Test
    void aUserAgentIsCutAndMended() {
        Client client = Client.of(ClientAddress.direct("203.0.113.9"), DeviceType.OTHER);
        AuditEvent event = SessionEvents.signedOut(
                        SampleEvents.OWNER, client.withUserAgent("\ud800" + "x".repeat(5000)))
                .build();
        assertThat(event.attributes().get(AuditEvent.USER_AGENT)).isEqualTo("\ufffd" + "x".repeat(1023));
        assertThat(SessionEvents.signedOut(SampleEvents.OWNER, client).build().attributes())
                .doesNotContainKey(AuditEvent.USER_AGENT);
        assertThat(client).hasToString("203.0.113.9 other");
    }

    @Test
    void deviceTypesHaveTheirNames() {
        for (DeviceType type : DeviceType.values()) {
            assertThat(DeviceType.parse(type.code())).isEqualTo(type);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> DeviceType.parse("Phone"));
    }
}
