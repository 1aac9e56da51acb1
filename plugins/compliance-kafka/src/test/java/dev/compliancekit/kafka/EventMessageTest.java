package dev.compliancekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventMessageTest {

    private static final AuditEvent EVENT = KafkaScene.event(7);

    @Test
    void readsWhatItWrote() {
        assertThat(EventMessage.read(EventMessage.write(EVENT))).isEqualTo(EVENT);
    }

    @Test
    void refusesEveryProperPrefix() {
        byte[] message = EventMessage.write(EVENT);
        for (int length = 0; length < message.length; length++) {
            byte[] prefix = Arrays.copyOf(message, length);
            assertThatIllegalArgumentException().isThrownBy(() -> EventMessage.read(prefix));
        }
    }

    @Test
    void takesAnyBytesWithoutAnotherExceptionThanItsOwn() {
        Random random = new Random(20_261_123L);
        byte[] message = EventMessage.write(EVENT);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = message.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                EventMessage.read(damaged);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageNotContaining("thing");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{} {}",
                "{\"action\":\"a\"}",
                "{\"v\":\"1\",\"v\":\"1\"}",
                "{\"action\":{\"action\":\"a\"}}",
                "{\"attributes\":{\"a\":1}}",
                "{\"attributes\":{\"a\":{}}}"
            })
    void refusesWhatIsNoEvent(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EventMessage.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v\":\"2\"", "\"v\":1", "\"v\":\"1\",\"w\":\"1\"", "\"v\":\"1\",\"tenant\":\"x\""})
    void refusesOtherVersionsAndMembers(String end) {
        String message = new String(EventMessage.write(EVENT), StandardCharsets.UTF_8).replace("\"v\":\"1\"", end);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventMessage.read(message.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesWhatIsTooLong() {
        byte[] message = "{".repeat(200_000).getBytes(StandardCharsets.UTF_8);

        assertThatIllegalArgumentException().isThrownBy(() -> EventMessage.read(message));
    }
}
