package dev.compliancekit.audit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

    /** Numbers that the issuers publish for tests. */
    @ParameterizedTest
    @CsvSource({
        "4111111111111111, ************1111",
        "4222222222222, *********2222",
        "5555555555554444, ************4444",
        "2223003122003222, ************3222",
        "378282246310005, ***********0005",
        "3782 822463 10005, **** ****** *0005",
        "6011-1111-1111-1117, ****-****-****-1117",
        "30569309025904, **********5904",
        "3530111333300000, ************0000",
        "6304000000000000000, ***************0000",
        "pan4111111111111111x, pan************1111x",
        "4111111111111111 5555555555554444, ************1111 ************4444"
    })
    void masksAllButTheLastFourDigits(String text, String masked) {
        assertThat(CardNumbers.masked(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "411111111111",
                "41111111111111111111",
                "1111111111111117",
                "4111 11 11 1111 11 11",
                "4111  1111  1111  1111",
                "4111.1111.1111.1111",
                "deadbeef4111111111111111",
                "4111111111111111abc",
                "2026-03-01 12:00:00",
                "1767225600000",
                "**** **** **** 1111",
                "0000000000000000",
                ""
            })
    void leavesTheRestAlone(String text) {
        assertThat(CardNumbers.masked(text)).isEqualTo(text);
    }

    /** Docs/formats/event-vocabulary.md quotes these rates. */
    @Test
    void theRateOfFalseAlarmsIsTheOneThatIsDocumented() {
        Random random = new Random(20261122);
        assertThat(rate(() -> digits(random, 16))).isCloseTo(0.05, within(0.005));
        assertThat(rate(() -> Long.toString(1_700_000_000_000L + random.nextInt(200_000_000) * 1000L)))
                .isZero();
        assertThat(rate(() -> new UUID(random.nextLong(), random.nextLong()).toString()))
                .isZero();
        assertThat(rate(() -> String.format("%016x", random.nextLong()))).isLessThan(0.0005);
    }

    private static double rate(Supplier<String> ids) {
        int found = 0;
        int all = 20_000;
        for (int i = 0; i < all; i++) {
            String id = ids.get();
            found += CardNumbers.masked(id).equals(id) ? 0 : 1;
        }
        return (double) found / all;
    }

    private static String digits(Random random, int length) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    @Test
    void hostileTextsTakeLinearTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (String part : new String[] {"4", "4 ", "411 ", "4111111111111111 ", "4-4", "4111-"}) {
                String text = part.repeat(1_000_000 / part.length());
                assertThatCode(() -> CardNumbers.masked(text)).doesNotThrowAnyException();
                assertThatCode(() -> SecretShapes.masked(text)).doesNotThrowAnyException();
            }
        });
    }
}
