package dev.compliancekit.audit.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an event holds, a view is one record of it, read back by libraries that nobody here wrote. */
class EventViewTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.5Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> HOSTILE = Stream.of(
                    "a\nb",
                    "a\r\nb\"c",
                    "\u001b[31mred\u001b[0m\u0007",
                    "\u009b2J\u0085",
                    "line\u2028separator\u2029paragraph",
                    "\u202egnp.exe\u2066",
                    "\u0000\u007f",
                    "=HYPERLINK(\"http://x\")",
                    "+1+cmd|' /C calc'!A0",
                    "-1+1",
                    "@SUM(A1)",
                    "\t=1+1",
                    "\r=1+1",
                    " =1+1",
                    "a;=1+1",
                    "a,\"=1+1",
                    "\";=1+1",
                    "a|@b",
                    "\uff1d1+1",
                    "'=1",
                    "''",
                    "\\u000a and \\n",
                    "\ud83d\ude00 \u00e9")
            .toList();

    static Stream<String> hostile() {
        return Stream.concat(HOSTILE.stream(), IntStream.range(0, 0xa1).mapToObj(c -> "x" + (char) c + "y"));
    }

    private static ViewedEvent event(String text) {
        return new ViewedEvent(
                "example.com/audit",
                7,
                Bytes.copyOf(new byte[32]),
                AT,
                AuditEvent.builder(
                                new TenantId("acme"),
                                new Actor(Actor.Kind.OTHER, text),
                                Action.SIGN_IN,
                                Outcome.DENIED,
                                AT)
                        .target(text)
                        .attribute(AuditEvent.ADDRESS, text)
                        .attribute(AuditEvent.USER_AGENT, text)
                        .attribute(AuditEvent.REASON, text)
                        .attribute("other", text)
                        .build());
    }

    private static void assertOneRecord(String line, String end) {
        assertThat(line).endsWith(end);
        String record = line.substring(0, line.length() - end.length());
        for (byte b : record.getBytes(StandardCharsets.UTF_8)) {
            assertThat(b & 0xff).isGreaterThanOrEqualTo(0x20).isNotEqualTo(0x7f);
        }
        assertThat(record.chars().filter(c -> VisibleText.isSteering((char) c))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileTextStaysInItsCell(String text) {
        assertCsv(text);
        assertOcsf(text);
    }

    @Property(tries = 300)
    void anyTextStaysInItsCell(@ForAll("texts") String text) {
        assertCsv(text);
        assertOcsf(text);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(HOSTILE),
                Arbitraries.of("=", "+", "-", "@", "'", "\"", ";", ",", "|", " ", "\t", "\\"),
                Arbitraries.strings().ofMaxLength(5));
        return pieces.list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> String.join("", parts))
                .filter(text -> !text.isEmpty() && text.length() <= 256 && isWellFormed(text));
    }

    private static boolean isWellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    }

    private static void assertCsv(String text) {
        EventView view = EventView.csv();
        String line = view.line(event(text));
        assertOneRecord(line, "\r\n");
        List<CSVRecord> rows = parse(view.header() + line);
        assertThat(rows).hasSize(1);
        CSVRecord row = rows.get(0);
        assertThat(row.isConsistent()).isTrue();
        for (String column : List.of("target", "address")) {
            assertThat(row.get(column)).doesNotMatch("(?s)[ \\u00a0]*[=+@-].*");
            assertThat(plain(row.get(column))).isEqualTo(text);
        }
        // a spreadsheet that takes another separator sees cells that begin elsewhere
        for (String cell : row.get("target").split("[;|,\"]", -1)) {
            assertThat(cell).doesNotMatch("(?s)\\s*[=+@-].*");
        }
        assertThat(plain(row.get("actor"))).isEqualTo("other:" + text);
        assertThat(json(plain(row.get("attributes"))).get("other").asText()).isEqualTo(text);
    }

    private static void assertOcsf(String text) {
        String line = EventView.ocsf().line(event(text));
        assertOneRecord(line, "\n");
        JsonNode event = json(line);
        assertThat(OcsfRules.faults(event)).isEmpty();
        assertThat(event.at("/user/name").asText()).isEqualTo(text);
        assertThat(event.at("/service/name").asText()).isEqualTo(text);
        assertThat(event.at("/src_endpoint/ip").asText()).isEqualTo(text);
        assertThat(event.at("/http_request/user_agent").asText()).isEqualTo(text);
        assertThat(event.at("/status_detail").asText()).isEqualTo(text);
        assertThat(event.at("/unmapped/other").asText()).isEqualTo(text);
    }

    private static List<CSVRecord> parse(String csv) {
        try (CSVParser parser = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(csv))) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Takes the guards and escapes away again, as the format's page describes them. */
    private static String plain(String cell) {
        StringBuilder text = new StringBuilder();
        boolean begins = true;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (begins && c == '\'') {
                text.append(cell.charAt(++i));
                begins = false;
            } else if (c == '\\' && cell.charAt(i + 1) == 'u') {
                text.append((char) Integer.parseInt(cell, i + 2, i + 6, 16));
                i += 5;
                begins = true;
            } else {
                i += c == '\\' ? 1 : 0;
                text.append(c);
                begins = ",;|\"".indexOf(c) >= 0 || (begins && Character.isSpaceChar(c));
            }
        }
        return text.toString();
    }

    static Stream<Action> actions() {
        return Stream.concat(
                Arrays.stream(Action.class.getFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Action.class)
                        .map(field -> {
                            try {
                                return (Action) field.get(null);
                            } catch (IllegalAccessException e) {
                                throw new IllegalStateException(e);
                            }
                        }),
                Stream.of(new Action("report-printed")));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void everyActionIsAnEventThatTheSchemaTakes(Action action) {
        for (Actor.Kind kind : Actor.Kind.values()) {
            for (Outcome outcome : Outcome.values()) {
                for (Map<String, String> attributes : List.of(
                        Map.<String, String>of(),
                        Map.of("severity", "high", "secondFactor", "present", "session", "s-1", "deviceType", "phone"),
                        Map.of(
                                "reason",
                                "r",
                                "address",
                                "192.0.2.1",
                                "userAgent",
                                "x",
                                "deviceType",
                                "bot",
                                "keyId",
                                "k"))) {
                    AuditEvent event = AuditEvent.builder(
                                    new TenantId("acme"), new Actor(kind, "a-1"), action, outcome, AT)
                            .attributes(attributes)
                            .build();
                    JsonNode json =
                            json(EventView.ocsf().line(new ViewedEvent("o", 0, Bytes.copyOf(new byte[32]), AT, event)));
                    assertThat(OcsfRules.faults(json)).as(json.toString()).isEmpty();
                }
            }
        }
    }

    @Test
    void everyActionOfOursHasAPlaceOfItsOwn() {
        List<Action> calls = new ArrayList<>();
        actions()
                .filter(action -> OcsfClass.of(action).classUid() == OcsfClass.API_ACTIVITY)
                .forEach(calls::add);
        assertThat(calls).containsExactly(new Action("report-printed"));
    }

    @Test
    void theRulesFindWhatTheSchemaRefuses() {
        JsonNode good = json(EventView.ocsf().line(event("x")));
        assertThat(OcsfRules.faults(good)).isEmpty();
        for (String member : List.of("user", "metadata", "time", "severity_id", "activity_id", "type_uid", "service")) {
            JsonNode bad = good.deepCopy();
            ((com.fasterxml.jackson.databind.node.ObjectNode) bad).remove(member);
            assertThat(OcsfRules.faults(bad)).as(member).isNotEmpty();
        }
    }

    @Test
    void aSignInIsShownAsTheSchemaHasIt() {
        AuditEvent event = AuditEvent.builder(
                        new TenantId("acme"), Actor.customer("u-17"), Action.SIGN_IN, Outcome.SUCCESS, AT)
                .attribute(AuditEvent.ADDRESS, "192.0.2.1")
                .attribute(AuditEvent.DEVICE_TYPE, "phone")
                .attribute("secondFactor", "present")
                .build();
        JsonNode json = json(EventView.ocsf().line(new ViewedEvent("o", 3, Bytes.copyOf(new byte[32]), AT, event)));
        assertThat(json.get("class_uid").asInt()).isEqualTo(3002);
        assertThat(json.get("type_uid").asInt()).isEqualTo(300201);
        assertThat(json.get("time").asLong()).isEqualTo(AT.toEpochMilli());
        assertThat(json.at("/metadata/tenant_uid").asText()).isEqualTo("acme");
        assertThat(json.at("/metadata/sequence").asLong()).isEqualTo(3);
        assertThat(json.at("/user/uid").asText()).isEqualTo("customer:u-17");
        assertThat(json.at("/src_endpoint/type_id").asInt()).isEqualTo(5);
        assertThat(json.get("is_mfa").asBoolean()).isTrue();
        assertThat(json.has("unmapped")).isFalse();
    }

    @Test
    void aSessionAndAnActionWithoutAPlaceAreShownToo() {
        AuditEvent event = AuditEvent.builder(
                        new TenantId("acme"), Actor.staff("s-17"), new Action("report-printed"), Outcome.FAILURE, AT)
                .target("report/9")
                .attribute("session", "s-1")
                .attribute("severity", "critical")
                .attribute("other", "x")
                .build();
        JsonNode json = json(EventView.ocsf().line(new ViewedEvent("o", 3, Bytes.copyOf(new byte[32]), AT, event)));
        assertThat(json.get("activity_name").asText()).isEqualTo("report-printed");
        assertThat(json.at("/actor/session/uid").asText()).isEqualTo("s-1");
        assertThat(json.at("/actor/user/uid").asText()).isEqualTo("staff:s-17");
        assertThat(json.at("/resources/0/uid").asText()).isEqualTo("report/9");
        assertThat(json.get("severity_id").asInt()).isEqualTo(5);
        assertThat(json.get("status_id").asInt()).isEqualTo(2);
        assertThat(json.get("unmapped").toString()).isEqualTo("{\"other\":\"x\"}");
        JsonNode signIn = json(EventView.ocsf().line(event("x")));
        assertThat(signIn.has("activity_name")).isFalse();
        assertThat(signIn.at("/actor/session").isMissingNode()).isTrue();
    }

    /** First and last of each run of characters that steer; those beside them are text. */
    @Test
    void whatSteersIsEscapedAndItsNeighboursAreNot() {
        String runs =
                "\u0000\u001f\u007f\u009f\u061c\u061c\u200b\u200f\u2028\u202e\u2060\u206f\ufeff\ufeff\ufff9\ufffb";
        for (int i = 0; i < runs.length(); i += 2) {
            char first = runs.charAt(i);
            char last = runs.charAt(i + 1);
            assertThat(shown(first)).isEqualTo(String.format("\\u%04x", (int) first));
            assertThat(shown(last)).isEqualTo(String.format("\\u%04x", (int) last));
            assertThat(shown((char) (last + 1))).isEqualTo(String.valueOf((char) (last + 1)));
            if (first > 0) {
                assertThat(shown((char) (first - 1))).isEqualTo(String.valueOf((char) (first - 1)));
            }
        }
    }

    /** A target between two letters, as the line has it. */
    private static String shown(char c) {
        String target = "a" + c + "b";
        AuditEvent event = AuditEvent.builder(
                        new TenantId("acme"), Actor.staff("s-17"), Action.SIGN_IN, Outcome.SUCCESS, AT)
                .target(target)
                .build();
        String line = EventView.csv().line(new ViewedEvent("o", 3, Bytes.copyOf(new byte[32]), AT, event));
        String cell = Splitter.on("\",\"").splitToList(line).get(6);
        assertThat(cell).startsWith("a").endsWith("b");
        return cell.substring(1, cell.length() - 1);
    }
}
