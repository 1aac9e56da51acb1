package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.event.EventRules;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand events full of what must not be found again in any file of the log, however it were written. */
class CanaryTest {

    private static final TenantId ACME = new TenantId("acme");

    /** Every canary is this with a number behind it, so that one search finds all; in URLs parts of it are escaped. */
    private static final String CANARY = "Kan\u00e4rie vogel";

    private static final int EVENTS = 1000;

    @TempDir
    private Path folder;

    private static AuditEvent event(int number) {
        Actor.Kind kind = List.of(Actor.Kind.CUSTOMER, Actor.Kind.STAFF, Actor.Kind.AUDITOR, Actor.Kind.OTHER)
                .get(number % 4);
        return AuditEvent.builder(
                        ACME,
                        new Actor(kind, CANARY + number),
                        number % 2 == 0 ? Action.SIGN_IN : new Action("own-action"),
                        Outcome.SUCCESS,
                        TestLog.START)
                .target(CANARY + "/" + number)
                .attribute(AuditEvent.ADDRESS, "198.51.100." + number % 250)
                .attribute(AuditEvent.DEVICE_TYPE, number % 3 == 0 ? CANARY + number : "phone")
                .attribute(AuditEvent.USER_AGENT, CANARY + number)
                .attribute(AuditEvent.REASON, CANARY + number)
                .attribute("subject", CANARY + number)
                .attribute("free", CANARY + number)
                .attribute("recordClass", CANARY + number)
                .build();
    }

    @Test
    void noneIsFoundInAnyFile() throws IOException {
        TestKeys keys = new TestKeys();
        TestLog test = new TestLog(folder);
        AuditLogBuilder builder =
                test.builder(test.directory()).rules(EventRules.none()).sealing(keys.sealing());
        try (AuditLog log = builder.open()) {
            log.appendAll(IntStream.range(0, EVENTS).mapToObj(CanaryTest::event).toList());
            assertThat(found(test.directory())).isEmpty(); // in the write-ahead file
            log.checkpoint();
            log.append(event(EVENTS));
        }
        assertThat(found(test.directory())).isEmpty();
        try (AuditLog log = builder.open()) {
            List<AuditEvent> read = new ArrayList<>();
            log.readAcrossTenants(Actor.service("test"), "reading", entry -> read.add(entry.event()));
            assertThat(read).contains(event(0), event(1), event(EVENTS));
        }
    }

    @Test
    void theSearchFindsThemInALogInClear() throws IOException {
        TestLog test = new TestLog(folder);
        try (AuditLog log =
                test.builder(test.directory()).rules(EventRules.none()).open()) {
            log.append(event(0));
        }
        assertThat(found(test.directory())).isNotEmpty();
        for (Map.Entry<String, byte[]> form : forms().entrySet()) {
            Path file = folder.resolve("log").resolve("planted");
            byte[] hidden = Arrays.copyOf("xyz".getBytes(StandardCharsets.US_ASCII), 3 + form.getValue().length);
            System.arraycopy(form.getValue(), 0, hidden, 3, form.getValue().length);
            Files.write(file, hidden);
            assertThat(found(test.directory())).contains("planted as " + form.getKey());
        }
    }

    private static List<String> found(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                forms().forEach((name, form) -> {
                    if (content.contains(new String(form, StandardCharsets.ISO_8859_1))) {
                        found.add(file.getFileName() + " as " + name);
                    }
                });
            }
        }
        return found;
    }

    private static Map<String, byte[]> forms() {
        Map<String, byte[]> forms = new TreeMap<>();
        for (Charset charset : List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.ISO_8859_1,
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE)) {
            byte[] bytes = CANARY.getBytes(charset);
            forms.put(charset.name(), bytes);
            forms.put(charset + " reversed", reversed(bytes));
            String hex = HexFormat.of().formatHex(bytes);
            forms.put(charset + " hex", ascii(hex));
            forms.put(charset + " HEX", ascii(hex.toUpperCase(Locale.ROOT)));
            for (int shift = 0; shift < 3; shift++) {
                forms.put(charset + " base64 " + shift, base64(Base64.getEncoder(), bytes, shift));
                forms.put(charset + " base64url " + shift, base64(Base64.getUrlEncoder(), bytes, shift));
            }
            forms.put(charset + " in a URL", ascii(URLEncoder.encode(CANARY, charset)));
        }
        StringBuilder escaped = new StringBuilder();
        CANARY.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        forms.put("in JSON escapes", ascii(escaped.toString()));
        return forms;
    }

    /** What stands in the middle of the Base64 of a text in which the bytes begin at an offset. */
    private static byte[] base64(Base64.Encoder encoder, byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        return ascii(text.substring(shift == 0 ? 0 : shift + 1, text.length() - 2));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
