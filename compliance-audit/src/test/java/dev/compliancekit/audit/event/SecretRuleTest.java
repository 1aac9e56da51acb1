package dev.compliancekit.audit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.compliancekit.audit.event.SecretRule.Treatment;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRuleTest {

    private static final String CARD = "4111 1111 1111 1111";
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlLXRoYXQtaXMtbm9uZQ";
    private static final SecretRule MASK = new SecretRule(Treatment.MASK, Treatment.MASK);

    private static AuditEvent event(String name, String value) {
        return AuditEvent.builder(
                        SampleEvents.ACME, Actor.staff("ann"), new Action("note"), Outcome.SUCCESS, SampleEvents.NOON)
                .attribute(name, value)
                .build();
    }

    private static String value(AuditEvent event, String name) {
        return event.attributes().getOrDefault(name, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "newPassword",
                "dbPwd",
                "token",
                "accessToken",
                "secret",
                "clientSecret",
                "authorization",
                "apiKey",
                "apikey",
                "privateKey",
                "setCookie",
                "cvv",
                "sessionId"
            })
    void namesThatSayTheyHoldASecretAreRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretRule.standard().apply(event(name, "hunter2")))
                .withMessage("attribute " + name + " is by its name a secret; accepted are events without secrets");
        assertThat(value(MASK.apply(event(name, "hunter2")), name)).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokenId",
                "passwordChanged",
                "secretVersion",
                "keyId",
                "keyPurpose",
                "secondFactor",
                "session",
                "note",
                "pinned",
                "tokens"
            })
    void otherNamesAreNot(String name) {
        AuditEvent event = event(name, "hunter2");
        assertThat(SecretRule.standard().apply(event)).isSameAs(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer mF_9.B5f-4.1JqM-and-more",
                "sent bearer AAAAAAAAAAAAAAAAAAAA/BBBB==",
                "Basic dXNlcjpwYXNzd29yZA==",
                JWT,
                "token " + JWT + " was refused",
                "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
                "AKIAIOSFODNN7EXAMPLE",
                "key=ASIAIOSFODNN7EXAMPLE;",
                "ghp_0123456789abcdefghijABCDEFGHIJ012345",
                "/callback?access_token=abc123&x=1",
                "password=hunter2",
                "{\"password\": \"hunter2\"}",
                "postgres://app:hunter2@db.example/prod"
            })
    void valuesThatLookLikeSecretsAreRefusedAndNeverRepeated(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretRule.standard().apply(event("note", value)))
                .withMessage("attribute note looks like a secret; accepted are events without secrets");
        AuditEvent masked = MASK.apply(event("note", value));
        assertThat(value(masked, "note"))
                .contains("***")
                .doesNotContain("hunter2", "eyJ", "IOSF", "MIIE", "abc123", "dXNl", "B5f-4", "AAAA", "0123456789");
        assertThat(SecretRule.standard().apply(masked))
                .as("what is masked is no secret")
                .isSameAs(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrong password",
                "password: wrong, third time",
                "the bearer of bad news",
                "Bearer authentication",
                "Basic authentication",
                "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----",
                "https://example.com/a?b=c",
                "https://user@example.com:443/",
                "https://example.com:443/@ann",
                "AKIA",
                "https://status.example/incidents/7",
                "x = 1; y = 2",
                "eyJ is how a token begins",
                "password=",
                "imported: from Tink"
            })
    void ordinaryTextsAreLeftAlone(String value) {
        AuditEvent event = event("note", value);
        assertThat(SecretRule.standard().apply(event)).isSameAs(event);
    }

    @Test
    void cardNumbersAreMaskedRefusedOrKept() {
        assertThat(value(SecretRule.standard().apply(event("note", CARD)), "note"))
                .isEqualTo("**** **** **** 1111");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecretRule(Treatment.REFUSE, Treatment.KEEP).apply(event("note", CARD)))
                .withMessage("attribute note holds a card number; accepted are events without card numbers");
        AuditEvent event = event("note", CARD);
        assertThat(new SecretRule(Treatment.KEEP, Treatment.REFUSE).apply(event))
                .isSameAs(event);
    }

    @Test
    void targetsAreLookedAtToo() {
        AuditEvent card = AuditEvent.builder(
                        SampleEvents.ACME, Actor.staff("ann"), Action.ACCESS, Outcome.SUCCESS, SampleEvents.NOON)
                .target("card/4111111111111111")
                .build();
        assertThat(SecretRule.standard().apply(card).target()).isEqualTo("card/************1111");
        AuditEvent secret = AuditEvent.builder(
                        SampleEvents.ACME, Actor.staff("ann"), Action.ACCESS, Outcome.SUCCESS, SampleEvents.NOON)
                .target("/reset?token=abc")
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretRule.standard().apply(secret))
                .withMessage("target looks like a secret; accepted are events without secrets");
    }

    @Test
    void whatAClientSendsIsMaskedAndNeverRefused() {
        SecretRule strict = new SecretRule(Treatment.REFUSE, Treatment.REFUSE);
        AuditEvent agent = strict.apply(event(AuditEvent.USER_AGENT, "curl " + JWT + " " + CARD));
        assertThat(value(agent, AuditEvent.USER_AGENT)).isEqualTo("curl *** **** **** **** 1111");
        AuditEvent typed = AuditEvent.builder(
                        SampleEvents.ACME,
                        new Actor(Actor.Kind.OTHER, "password=hunter2"),
                        Action.SIGN_IN,
                        Outcome.FAILURE,
                        SampleEvents.NOON)
                .build();
        assertThat(strict.apply(typed).actor()).isEqualTo(new Actor(Actor.Kind.OTHER, "password=***"));
    }

    @Test
    void theIdOfAnEventIsLeftAlone() {
        AuditEvent event = event(AuditEvent.EVENT_ID, "4111111111111111");
        assertThat(SecretRule.standard().apply(event)).isSameAs(event);
    }

    @Test
    void thePseudonymOfAKnownActorIsLeftAlone() {
        AuditEvent event = AuditEvent.builder(
                        SampleEvents.ACME,
                        Actor.customer("4111111111111111"),
                        Action.SIGN_IN,
                        Outcome.SUCCESS,
                        SampleEvents.NOON)
                .build();
        assertThat(SecretRule.standard().apply(event)).isSameAs(event);
    }

    @Test
    void whatIsMaskedMayShowTheNextSecretAroundIt() {
        assertThat(SecretShapes.masked("x://a:password=b/c&@h"))
                .isEqualTo(SecretShapes.masked(SecretShapes.masked("x://a:password=b/c&@h")))
                .doesNotContain("b/c");
    }

    @Test
    void hostileTextsTakeLinearTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (String part : new String[] {
                "password=",
                "pwd= ",
                "\"pwd\":",
                "://",
                "://a:",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----",
                "Bearer ",
                "eyJ.",
                "AKIA",
                "a.",
                "=",
                "://a:b",
                "aB",
                "pwd=   "
            }) {
                String text = part.repeat(1_000_000 / part.length());
                assertThat(SecretShapes.masked(text).length()).isPositive();
            }
        });
    }
}
