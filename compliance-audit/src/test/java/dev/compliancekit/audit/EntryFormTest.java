package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryFormTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final String FIRST = "{\"action\":\"sign-in\",\"actor\":\"customer:user-0\",\"attributes\":{"
            + "\"address\":\"192.0.2.0\",\"deviceType\":\"phone\"},\"occurredAt\":\"2026-01-01T00:00:00.000000000Z\","
            + "\"outcome\":\"success\",\"recordedAt\":\"2026-01-01T00:00:00.000000000Z\",\"seq\":0,"
            + "\"target\":\"account/acme\",\"tenant\":\"acme\",\"v\":1}";

    @Test
    void theFirstEntryOfATenantIsTheOneInTheDocumentation() {
        byte[] entry = EntryForm.of(TestLog.event(ACME, 0)).entry(TenantHead.FIRST, TestLog.START);
        assertThat(new String(entry, StandardCharsets.UTF_8)).isEqualTo(FIRST);
        StoredEvent read = EntryForm.read(entry);
        assertThat(read.event()).isEqualTo(TestLog.event(ACME, 0));
        assertThat(read.recordedAt()).isEqualTo(TestLog.START);
        assertThat(read.place()).isEqualTo(TenantHead.FIRST);
    }

    @Test
    void theSecondEntryHoldsTheLeafHashOfTheFirst() {
        Bytes leaf = MerkleTree.leafHash(FIRST.getBytes(StandardCharsets.UTF_8));
        byte[] entry = EntryForm.of(TestLog.event(ACME, 1)).entry(TenantHead.FIRST.after(leaf), TestLog.START);
        assertThat(new String(entry, StandardCharsets.UTF_8))
                .contains("\",\"prev\":\"")
                .contains("\"seq\":1,");
        assertThat(EntryForm.read(entry).place()).isEqualTo(new TenantHead(1, leaf));
    }

    @Test
    void stringsAreEscapedAsRfc8785Says() {
        StringBuilder json = new StringBuilder();
        CanonicalText.write(json, "\u0000\b\t\n\u000b\f\r\u001f \"\\/\u007f\u2028\u00e9\ud83d\ude00");
        assertThat(json.toString())
                .isEqualTo("\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\/\u007f\u2028\u00e9\ud83d\ude00\"");
    }

    @Test
    void otherBytesThatSayTheSameAreRefused() {
        for (String other : List.of(
                FIRST + " ",
                " " + FIRST,
                FIRST.replace("\"seq\":0", "\"seq\": 0"),
                FIRST.replace("\"seq\":0", "\"seq\":00"),
                FIRST.replace("\"seq\":0", "\"seq\":0.0"),
                FIRST.replace("\"seq\":0", "\"seq\":\u0660"),
                FIRST.replace("phone", "\\u0070hone"),
                FIRST.replace("192.0.2.0", "192.0.2.0\\/24"),
                FIRST.replace(".000000000Z", "Z"),
                FIRST.replace(".000000000Z", ".000000000+00:00"),
                FIRST.replace("success", "SUCCESS"),
                FIRST.replace("\"v\":1", "\"v\":2"),
                FIRST.replace(
                        "\"address\":\"192.0.2.0\",\"deviceType\":\"phone\"",
                        "\"deviceType\":\"phone\",\"address\":\"192.0.2.0\""),
                FIRST.replace("\"address\":\"192.0.2.0\"", "\"address\":\"1\",\"address\":\"192.0.2.0\""),
                FIRST.replace("\"seq\":0", "\"seq\":1"),
                FIRST.replace(",\"recordedAt\"", ",\"prev\":\"\",\"recordedAt\""),
                FIRST.replace(",\"recordedAt\"", ",\"prev\":\"*\",\"recordedAt\""),
                FIRST.replace("\"seq\":0", "\"seq\":9007199254740992"),
                FIRST.replace("\"seq\":0", "\"seq\":99999999999999999999"),
                FIRST.replace("phone", "phone\\"),
                FIRST.replace("phone", "\\u00"),
                FIRST.replace("phone", "\\uzzzz"),
                FIRST.replace("phone", "\\x"),
                FIRST.replace("customer:", "nobody:"))) {
            assertThatThrownBy(() -> EntryForm.read(other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everyProperPrefixAndEveryFlippedBitIsRefusedOrAnotherEntry() {
        byte[] entry = FIRST.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < entry.length; length++) {
            byte[] prefix = Arrays.copyOf(entry, length);
            assertThatThrownBy(() -> EntryForm.read(prefix)).isInstanceOf(IllegalArgumentException.class);
        }
        for (int bit = 0; bit < entry.length * 8; bit++) {
            entry[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(meaning(entry)).isNotEqualTo(meaning(FIRST.getBytes(StandardCharsets.UTF_8)));
            entry[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    private static Optional<StoredEvent> meaning(byte[] entry) {
        try {
            return Optional.of(EntryForm.read(entry));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Test
    void anEventThatIsTooLargeIsRefusedBeforeItIsQueued() {
        AuditEvent.Builder large =
                AuditEvent.builder(ACME, Actor.staff("ann"), Action.ACCESS, Outcome.SUCCESS, TestLog.START);
        for (int i = 0; i < 15; i++) {
            large.attribute("a" + i, "x".repeat(4096));
        }
        assertThat(EntryForm.of(large.build()).maxBytes()).isLessThan(65_536);
        large.attribute("last", "\u0000".repeat(4096));
        assertThatThrownBy(() -> EntryForm.of(large.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accepted are at most 65535");
    }

    @Test
    void timesOutsideFourDigitYearsAreRefused() {
        for (Instant time : List.of(Instant.parse("-0001-12-31T23:59:59Z"), Instant.parse("+10000-01-01T00:00:00Z"))) {
            AuditEvent event = AuditEvent.builder(ACME, Actor.staff("ann"), Action.ACCESS, Outcome.SUCCESS, time)
                    .build();
            assertThatThrownBy(() -> EntryForm.of(event)).hasMessageContaining("0000 to 9999");
        }
    }

    @Test
    void anEntryBelongsToTheTenantItEndsWith() {
        byte[] entry = FIRST.getBytes(StandardCharsets.UTF_8);
        assertThat(EntryExport.isOf(ACME, entry)).isTrue();
        assertThat(EntryExport.isOf(new TenantId("cme"), entry)).isFalse();
        AuditEvent cunning = AuditEvent.builder(
                        new TenantId("zoo"), Actor.staff("ann"), Action.ACCESS, Outcome.SUCCESS, TestLog.START)
                .target("x\",\"tenant\":\"acme\",\"v\":1}")
                .build();
        byte[] forged = EntryForm.of(cunning).entry(TenantHead.FIRST, TestLog.START);
        assertThat(EntryExport.isOf(ACME, forged)).isFalse();
        assertThat(EntryExport.isOf(ACME, new byte[3])).isFalse();
    }
}
