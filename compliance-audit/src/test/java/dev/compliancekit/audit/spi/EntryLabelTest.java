package dev.compliancekit.audit.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryLabelTest {

    private static final String ENTRY =
            "{\"action\":\"sign-in\",\"actor\":\"customer:u\",\"attributes\":{\"recordedAt\":"
                    + "\"x\",\"target\":\"y\",\"tenant\":\"z\"},\"occurredAt\":\"2025-12-31T23:59:59.000000000Z\","
                    + "\"outcome\":\"success\",\"recordedAt\":\"2026-01-01T00:00:00.123456789Z\",\"seq\":0,"
                    + "\"target\":\"a\\\"\\\\\\n\\u0001b\",\"tenant\":\"acme\",\"v\":1}";

    private static EntryLabel read(String entry) {
        return EntryLabel.read(entry.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsTheOutermostMembersOnly() {
        assertThat(read(ENTRY))
                .isEqualTo(new EntryLabel(
                        new TenantId("acme"), new Action("sign-in"), Instant.parse("2026-01-01T00:00:00.123456789Z")));
    }

    @Test
    void readsAnEntryOfALaterVersion() {
        String later = ENTRY.replace("\"seq\":0,", "\"sealed\":[{\"tenant\":\"}],\\\"\"},[1.5e-7,null]],\"seq\":0,")
                .replace("\"target\":", "\"targetTag\":")
                .replace("\"v\":1", "\"v\":2");

        assertThat(read(later)).isEqualTo(read(ENTRY));
    }

    @Test
    void refusesEveryProperPrefix() {
        byte[] entry = ENTRY.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < entry.length; length++) {
            byte[] prefix = Arrays.copyOf(entry, length);
            assertThatIllegalArgumentException().isThrownBy(() -> EntryLabel.read(prefix));
        }
    }

    @Test
    void takesAnyBytesWithoutAnotherExceptionThanItsOwn() {
        Random random = new Random(20_261_122L);
        byte[] entry = ENTRY.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = entry.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            damaged[random.nextInt(damaged.length)] = "{}[]\"\\:,".getBytes(StandardCharsets.UTF_8)[random.nextInt(8)];
            try {
                EntryLabel.read(damaged);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageNotContaining("sign-in");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"action\":\"sign-in\"}",
                "{\"action\":1,\"recordedAt\":\"2026-01-01T00:00:00Z\",\"target\":\"t\",\"tenant\":\"acme\"}",
                "{\"action\":\"a\",\"recordedAt\":\"yesterday\",\"target\":\"t\",\"tenant\":\"acme\"}",
                "{\"action\":\"a\",\"recordedAt\":\"2026-01-01T00:00:00Z\",\"target\":\"\\u00g0\",\"tenant\":\"acme\"}",
                "{\"action\":\"a\",\"recordedAt\":\"2026-01-01T00:00:00Z\",\"target\":\"t\",\"tenant\":\"acme\"} ",
                "{\"action\":\"a\",\"recordedAt\":\"2026-01-01T00:00:00Z\",\"target\":\"t\",\"tenant\":\"../acme\"}"
            })
    void refusesWhatIsNoEntry(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(text));
    }

    @Test
    void readsDeepNestingWithoutRecursion() {
        String deep = ENTRY.replace("\"seq\":0", "\"seq\":" + "[".repeat(20_000) + "]".repeat(20_000));

        assertThat(read(deep)).isEqualTo(read(ENTRY));
    }
}
