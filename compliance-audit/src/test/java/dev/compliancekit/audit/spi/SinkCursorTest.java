package dev.compliancekit.audit.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SinkCursorTest {

    private static final SinkCursor START = SinkCursor.start("example.com/log");

    private static List<ShippedEntry> entries(int from, int toExclusive) {
        return IntStream.range(from, toExclusive)
                .mapToObj(i -> ShippedEntry.of(
                        i,
                        ("{\"action\":\"a\",\"recordedAt\":\"2026-01-01T00:00:00Z\",\"target\":\"" + i
                                        + "\",\"tenant\":\"acme\"}")
                                .getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Test
    void standsAfterTheLastEntry() {
        List<ShippedEntry> entries = entries(0, 5);

        assertThat(START.after(entries))
                .isEqualTo(new SinkCursor("example.com/log", 5, entries.get(4).leafHash()))
                .isEqualTo(START.after(entries.subList(0, 2)).after(entries.subList(2, 5)));
    }

    @Test
    void refusesWhatIsNotContiguous() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> START.after(entries(1, 2)))
                .withMessage("entry 0 of the batch has the index 1; accepted is 0, without gaps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> START.after(List.of()))
                .withMessage("there is no entry; accepted is one or more");
    }

    @Test
    void refusesWhatCannotBe() {
        Bytes none = Bytes.copyOf(new byte[0]);

        assertThatIllegalArgumentException().isThrownBy(() -> new SinkCursor("", 0, none));
        assertThatIllegalArgumentException().isThrownBy(() -> new SinkCursor("o", -1, none));
        assertThatIllegalArgumentException().isThrownBy(() -> new SinkCursor("o", 1, none));
        assertThatIllegalArgumentException().isThrownBy(() -> new SinkCursor("o", 0, Bytes.copyOf(new byte[32])));
    }
}
