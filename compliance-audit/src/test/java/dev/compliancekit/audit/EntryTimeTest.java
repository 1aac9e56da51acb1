package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

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
    }
}
