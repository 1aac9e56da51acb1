package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EntryTimeTest {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Property
    void isWhatTheFormatterOfThePlatformWrites(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano) {
        Instant instant = Instant.ofEpochSecond(second, nano);
        assertThat(EntryTime.format(instant)).isEqualTo(TIME.format(instant));
        assertThat(Instant.parse(EntryTime.format(instant))).isEqualTo(instant);
        assertThat(EntryTime.shortest(instant)).isEqualTo(instant.toString());
        assertThat(EntryTime.parse(EntryTime.format(instant))).isEqualTo(instant);
        assertThat(EntryTime.parse(EntryTime.shortest(instant))).isEqualTo(instant);
    }

    @Test
    void anythingElseIsNoTime() {
        for (String text : List.of(
                "",
                "Z",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00Z",
                "2026-01-31t12:00:00Z",
                "2026-01-31T12:00:00z",
                "2026-02-29T12:00:00Z",
                "2026-00-01T12:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T23:59:60Z",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00.1Z",
                "2026-01-31T12:00:00,123Z",
                "2026-01-31T12:00:00.12aZ",
                "2026/01-31T12:00:00Z",
                "2026-01-31T12.00:00Z",
                "+026-01-31T12:00:00Z",
                "2026-01-31T12:00:00.1234567890Z",
                "2026-01-31T12:00:00+00:00")) {
            assertThatThrownBy(() -> EntryTime.parse(text)).as(text).isInstanceOf(DateTimeException.class);
        }
    }

    @Property
    void theShortestFormHasGroupsOfThreeDigits(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999) int part,
            @ForAll @IntRange(max = 3) int group) {
        Instant instant = Instant.ofEpochSecond(second, new int[] {0, part * 1_000_000, part * 1_000, part}[group]);
        assertThat(EntryTime.shortest(instant)).isEqualTo(instant.toString());
    }
}
