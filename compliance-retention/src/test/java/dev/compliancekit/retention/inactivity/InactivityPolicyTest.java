package dev.compliancekit.retention.inactivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.retention.OracleRows;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.inactivity.InactivityStatus.Active;
import dev.compliancekit.retention.inactivity.InactivityStatus.Exempt;
import dev.compliancekit.retention.inactivity.InactivityStatus.Expired;
import dev.compliancekit.retention.inactivity.InactivityStatus.Warned;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InactivityPolicyTest {

    private static final InactivityPolicy MONTH = InactivityPolicy.of(TimeLimit.parse("P1M"), ZoneOffset.UTC);
    private static final Instant JAN_1 = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant FEB_1 = Instant.parse("2024-02-01T00:00:00Z");

    private static UserAccount account(String id, UserAccount.Kind kind, Instant lastActivityAt) {
        return new UserAccount(new SubjectId(id), kind, Instant.EPOCH, lastActivityAt);
    }

    private static UserAccount user(Instant lastActivityAt) {
        return account("u-1", UserAccount.Kind.USER, lastActivityAt);
    }

    private static InactivityStatus statusOf(InactivityPolicy policy, UserAccount account, Instant asOf) {
        return Objects.requireNonNull(policy.statusesOf(List.of(account), asOf).get(account));
    }

    private static Instant instant(JsonNode text) {
        return OffsetDateTime.parse(text.asText()).toInstant();
    }

    static Stream<JsonNode> accountRows() {
        return OracleRows.ofKind("decision_public.jsonl", "inactivity").stream();
    }

    static Stream<JsonNode> sessionRows() {
        return OracleRows.ofKind("decision_public.jsonl", "session").stream();
    }

    @ParameterizedTest
    @MethodSource("accountRows")
    void agreesWithTheOracle(JsonNode row) {
        JsonNode given = row.path("given");
        List<TimeLimit> warnings = new ArrayList<>();
        given.path("warn_before").forEach(period -> warnings.add(TimeLimit.parse(period.asText())));
        InactivityPolicy policy = InactivityPolicy.of(
                        TimeLimit.parse(given.path("period").asText()),
                        ZoneId.of(given.path("zone").asText()))
                .withWarnings(warnings);
        Instant created = instant(given.path("created_at"));
        UserAccount account = given.path("last_activity_at").isNull()
                ? UserAccount.neverUsed(new SubjectId("u-1"), UserAccount.Kind.USER, created)
                : new UserAccount(
                        new SubjectId("u-1"), UserAccount.Kind.USER, created, instant(given.path("last_activity_at")));
        List<Instant> warningsAt = new ArrayList<>();
        row.path("expected").path("warnings_at").forEach(at -> warningsAt.add(instant(at)));
        Instant expiresAt = instant(row.path("expected").path("expires_at"));
        assertThat(statusOf(policy, account, instant(given.path("now"))))
                .isEqualTo(
                        switch (row.path("expected").path("state").asText()) {
                            case "ACTIVE" -> new Active(expiresAt, warningsAt);
                            case "WARN" -> new Warned(expiresAt, warningsAt);
                            case "EXPIRED" -> new Expired(expiresAt);
                            default -> throw new IllegalArgumentException(row.toString());
                        });
    }

    @ParameterizedTest
    @MethodSource("sessionRows")
    void sessionsAgreeWithTheOracle(JsonNode row) {
        JsonNode given = row.path("given");
        Boundary boundary = given.path("inclusive").asBoolean() ? Boundary.INCLUSIVE : Boundary.EXCLUSIVE;
        Instant now = instant(given.path("now"));
        boolean idle = new IdleTimeout(Duration.parse(given.path("idle").asText()), boundary)
                .isOver(instant(given.path("last_activity_at")), now);
        boolean absolute = !given.path("absolute").isNull()
                && new AbsoluteTimeout(Duration.parse(given.path("absolute").asText()), boundary)
                        .isOver(instant(given.path("login_at")), now);
        assertThat(absolute ? "ABSOLUTE_TIMEOUT" : idle ? "IDLE_TIMEOUT" : "LIVE")
                .isEqualTo(row.path("expected").path("state").asText());
    }

    @Test
    void theStandardsDifferAtTheLimitItself() {
        Duration quarter = Duration.ofMinutes(15);
        Instant end = JAN_1.plus(quarter);
        assertThat(new IdleTimeout(quarter, Boundary.INCLUSIVE).isOver(JAN_1, end))
                .isTrue();
        assertThat(new IdleTimeout(quarter, Boundary.INCLUSIVE).isOver(JAN_1, end.minusNanos(1)))
                .isFalse();
        assertThat(new IdleTimeout(quarter, Boundary.EXCLUSIVE).isOver(JAN_1, end))
                .isFalse();
        assertThat(new AbsoluteTimeout(quarter, Boundary.EXCLUSIVE).isOver(JAN_1, end.plusNanos(1)))
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new IdleTimeout(Duration.ZERO, Boundary.INCLUSIVE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AbsoluteTimeout(Duration.ofNanos(-1), Boundary.INCLUSIVE));
    }

    @Test
    void expiresAtTheInstantAndNotBefore() {
        assertThat(statusOf(MONTH, user(JAN_1), FEB_1.minusNanos(1))).isEqualTo(new Active(FEB_1, List.of()));
        assertThat(statusOf(MONTH, user(JAN_1), FEB_1)).isEqualTo(new Expired(FEB_1));
    }

    @Test
    void aDurationIsCountedExactly() {
        InactivityPolicy policy = InactivityPolicy.of(TimeLimit.parse("PT720H"), ZoneId.of("Europe/Berlin"));
        assertThat(policy.expiresAt(user(JAN_1))).isEqualTo(JAN_1.plus(Duration.ofDays(30)));
    }

    @Test
    void warnsFromTheFirstWarningAndCountsBackFromTheExpiry() {
        InactivityPolicy policy = MONTH.withWarnings(List.of(TimeLimit.parse("P1D"), TimeLimit.parse("PT180H")));
        Instant first = FEB_1.minus(Duration.ofHours(180));
        List<Instant> warnings = List.of(first, Instant.parse("2024-01-31T00:00:00Z"));
        assertThat(statusOf(policy, user(JAN_1), first.minusNanos(1))).isEqualTo(new Active(FEB_1, warnings));
        assertThat(statusOf(policy, user(JAN_1), first)).isEqualTo(new Warned(FEB_1, warnings));
    }

    @Test
    void switchingThePolicyOnGivesTheWholePeriodOnceMore() {
        InactivityPolicy policy = MONTH.withGraceFrom(JAN_1);
        assertThat(policy.expiresAt(user(Instant.EPOCH))).isEqualTo(FEB_1);
        assertThat(policy.expiresAt(user(FEB_1))).isEqualTo("2024-03-01T00:00:00Z");
    }

    @Test
    void nobodyExpiresInTheGraceAfterSwitchingOn() {
        InactivityPolicy policy =
                MONTH.withWarnings(List.of(TimeLimit.parse("P1D"))).withGrace(FEB_1, TimeLimit.parse("P14D"));
        Instant end = Instant.parse("2024-02-15T00:00:00Z");
        assertThat(policy.expiresAt(user(Instant.EPOCH))).isEqualTo(end);
        assertThat(policy.warningsAt(user(Instant.EPOCH))).containsExactly(end.minus(Duration.ofDays(1)));
        assertThat(policy.expiresAt(user(FEB_1))).isEqualTo("2024-03-01T00:00:00Z");
    }

    @Test
    void serviceAccountsNeverExpire() {
        assertThat(statusOf(MONTH, account("s-1", UserAccount.Kind.SERVICE, Instant.EPOCH), FEB_1))
                .isEqualTo(new Exempt(Exempt.Reason.SERVICE_ACCOUNT));
    }

    @Test
    void theLastAdministratorUsedLastIsSpared() {
        UserAccount first = account("a-1", UserAccount.Kind.ADMINISTRATOR, Instant.EPOCH);
        UserAccount second = account("a-2", UserAccount.Kind.ADMINISTRATOR, Instant.EPOCH.plusSeconds(1));
        Map<UserAccount, InactivityStatus> statuses =
                MONTH.statusesOf(List.of(second, first, user(Instant.EPOCH)), FEB_1);
        assertThat(statuses.get(second)).isEqualTo(new Exempt(Exempt.Reason.LAST_ADMINISTRATOR));
        assertThat(statuses.get(first)).isInstanceOf(Expired.class);
        assertThat(statuses.get(user(Instant.EPOCH))).isInstanceOf(Expired.class);
        assertThat(statuses.keySet()).first().isEqualTo(second);
    }

    @Test
    void nobodyIsSparedWhileAnotherAdministratorIsActive() {
        UserAccount old = account("a-1", UserAccount.Kind.ADMINISTRATOR, Instant.EPOCH);
        UserAccount active = account("a-2", UserAccount.Kind.ADMINISTRATOR, JAN_1);
        Map<UserAccount, InactivityStatus> statuses = MONTH.statusesOf(List.of(old, active), FEB_1.minusSeconds(1));
        assertThat(statuses.get(old)).isInstanceOf(Expired.class);
        assertThat(statuses.get(active)).isInstanceOf(Active.class);
    }

    @Test
    void refusesAnActivityBeforeTheCreation() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new UserAccount(new SubjectId("u-1"), UserAccount.Kind.USER, FEB_1, FEB_1.minusNanos(1)))
                .withMessageContaining("used before it was made");
    }

    private static Assessment assess(Instant asOf, UserAccount... accounts) {
        Map<TenantId, ? extends Collection<UserAccount>> all =
                accounts.length == 0 ? Map.of() : Map.of(new TenantId("store-1"), List.of(accounts));
        return InactivityControl.of(MONTH, at -> Map.copyOf(all)).assess(asOf);
    }

    @Test
    void theControlKeepsWhileNobodyOutlivesThePeriod() {
        Assessment kept =
                assess(FEB_1.minusSeconds(1), user(JAN_1), account("s-1", UserAccount.Kind.SERVICE, Instant.EPOCH));
        assertThat(kept.standing()).isEqualTo(Standing.KEPT);
        assertThat(kept.figures())
                .containsExactly(
                        new Figure("accounts that can be signed in to", "2"),
                        new Figure("inactive longer than P1M", "0"),
                        new Figure("exempt", "1"),
                        new Figure("longest inactivity", "30 days"));
        assertThat(kept.deadline()).contains(FEB_1);
    }

    @Test
    void theControlBreaksWithTheFirstThatDoes() {
        Assessment broken = assess(FEB_1, user(JAN_1), account("u-2", UserAccount.Kind.USER, FEB_1));
        assertThat(broken.standing()).isEqualTo(Standing.BROKEN);
        assertThat(broken.reasons()).containsExactly("1 accounts can be signed in to after their period is over");
    }

    @Test
    void theControlProvesNothingWithoutAccountsAndNeedsNoDeadlineForExemptOnes() {
        assertThat(assess(FEB_1).standing()).isEqualTo(Standing.UNPROVEN);
        Assessment exempt = assess(FEB_1, account("s-1", UserAccount.Kind.SERVICE, Instant.EPOCH));
        assertThat(exempt.standing()).isEqualTo(Standing.KEPT);
        assertThat(exempt.deadline()).isEmpty();
    }
}
