package dev.compliancekit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.AccountPromise.StartsFrom;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The decision rows as far as account events alone decide them: no statutory retention, hold or lock stands against.
 */
class DecisionOracleTest {

    private static final TenantId TENANT = new TenantId("store-1");
    private static final Set<String> DECIDED_BY_MORE = Set.of("gd-4", "st-4", "st-7");

    private static List<JsonNode> rows() {
        return OracleRows.ofKind("decision_public.jsonl", "decision").stream()
                .filter(row -> row.path("given").has("packs"))
                .toList();
    }

    static Stream<JsonNode> rowsDecidedByEvents() {
        return rows().stream()
                .filter(row -> !DECIDED_BY_MORE.contains(row.path("id").asText()));
    }

    static Stream<JsonNode> allRowsWithEvents() {
        return rows().stream();
    }

    private static Instant instant(JsonNode text) {
        return OffsetDateTime.parse(text.asText()).toInstant();
    }

    private static AccountPolicy policy(String name, JsonNode given) throws IOException {
        try (InputStream packs = OracleRows.class.getResourceAsStream("oracles/packs.json")) {
            List<AccountPromise> promises = new ArrayList<>();
            for (JsonNode promise :
                    new ObjectMapper().readTree(Objects.requireNonNull(packs)).path(name)) {
                promises.add(promise(promise));
            }
            ZoneId zone = ZoneId.of(given.path("zone").asText("UTC"));
            return new AccountPolicy(name, "1", Instant.EPOCH, DeadlineRules.in(zone), promises);
        }
    }

    private static AccountPromise promise(JsonNode promise) {
        EnumSet<StoreKind> stores = EnumSet.noneOf(StoreKind.class);
        promise.path("stores").forEach(store -> stores.add(StoreKind.valueOf(store.asText())));
        String id = promise.path("id").asText();
        AccountEvent.Kind trigger =
                AccountEvent.Kind.valueOf(promise.path("trigger").asText());
        return promise.has("window")
                ? AccountPromise.atOnce(
                        id,
                        trigger,
                        stores,
                        Duration.parse(promise.path("window").asText()))
                : AccountPromise.within(
                        id,
                        trigger,
                        stores,
                        TimeLimit.parse(promise.path("limit").asText()),
                        StartsFrom.EVENT);
    }

    /** The obligation that decides about the row's store; anonymous aggregates are no store and have none. */
    private static Optional<Obligation> decisive(JsonNode row) throws IOException {
        JsonNode given = row.path("given");
        String store = given.path("store").asText("LIVE");
        if (store.equals("AGGREGATE_ANONYMOUS")) {
            return Optional.empty();
        }
        List<AccountPolicy> policies = new ArrayList<>();
        for (JsonNode pack : given.path("packs")) {
            policies.add(policy(pack.asText(), given));
        }
        List<AccountEvent> events = new ArrayList<>();
        for (JsonNode event : given.path("events")) {
            String kind = event.path("type").asText().replace("DELETE_REQUEST", "ERASURE_REQUEST");
            events.add(AccountEvent.of(AccountEvent.Kind.valueOf(kind), TENANT, instant(event.path("at"))));
        }
        AccountStanding standing = AccountLifecycle.of(policies).standingOf(events, instant(given.path("as_of")));
        return standing.obligations().stream()
                .filter(obligation -> obligation.stores().contains(StoreKind.valueOf(store)))
                .findFirst();
    }

    @ParameterizedTest
    @MethodSource("allRowsWithEvents")
    void isDueWhenTheRowSays(JsonNode row) throws IOException {
        JsonNode due = row.path("expected").path("due_by");
        assertThat(decisive(row).map(Obligation::due))
                .isEqualTo(due.isNull() ? Optional.empty() : Optional.of(instant(due)));
    }

    @ParameterizedTest
    @MethodSource("rowsDecidedByEvents")
    void decidesAsTheRowSays(JsonNode row) throws IOException {
        JsonNode expected = row.path("expected");
        Instant asOf = instant(row.path("given").path("as_of"));
        Optional<Obligation> decisive = decisive(row);
        String decision = decisive.map(obligation -> asOf.isBefore(obligation.deleteFrom()) ? "WAIT" : "DELETE")
                .orElse("KEEP");
        assertThat(decision).isEqualTo(expected.path("decision").asText());
        assertThat(decisive.map(obligation -> obligation.deleteFrom().toString())
                        .orElse("null"))
                .isEqualTo(expected.path("delete_at").asText());
        assertThat(decisive.filter(obligation -> asOf.isAfter(obligation.due())).isPresent() ? "OVERDUE" : "NONE")
                .isEqualTo(expected.path("breach").asText());
        List<String> decidedBy = new ArrayList<>();
        expected.path("decided_by")
                .forEach(id -> decidedBy.add(id.asText().replace("DELETE_REQUEST", "ERASURE_REQUEST")));
        assertThat(decisive
                        .map(obligation ->
                                obligation.policy() + ":" + obligation.event().kind())
                        .stream()
                        .toList())
                .isEqualTo(decidedBy);
    }

    @Test
    void everyRowWithEventsIsLookedAt() {
        assertThat(allRowsWithEvents()).hasSize(16);
        assertThat(rowsDecidedByEvents()).hasSize(13);
    }
}
