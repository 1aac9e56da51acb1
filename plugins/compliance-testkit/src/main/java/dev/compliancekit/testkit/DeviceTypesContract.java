package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.compliancekit.audit.event.DeviceType;
import dev.compliancekit.audit.spi.DeviceTypes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DeviceTypes} promises. Extend it and make one.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class DeviceTypesContract {

    private static final int THREADS = 8;
    private static final int CALLS_PER_THREAD = 25;
    private static final Duration BOUND = Duration.ofSeconds(10);

    private static final String ANDROID =
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0";

    private static final Map<String, DeviceType> PLAIN = Map.of(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/17.5 Mobile/15E148 Safari/604.1",
            DeviceType.PHONE,
            ANDROID + " Mobile Safari/537.36",
            DeviceType.PHONE,
            "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/17.5 Mobile/15E148 Safari/604.1",
            DeviceType.TABLET,
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
            DeviceType.DESKTOP,
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/17.5 Safari/605.1.15",
            DeviceType.DESKTOP,
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
            DeviceType.DESKTOP,
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            DeviceType.BOT);

    /** For the classes that inherit the contract. */
    protected DeviceTypesContract() {}

    /**
     * The implementation under test.
     *
     * @return the same each time, or one that answers the same
     */
    protected abstract DeviceTypes deviceTypes();

    /** Plain cases are told. */
    @Test
    public final void plainCasesAreTold() {
        PLAIN.forEach((userAgent, type) ->
                assertThat(deviceTypes().typeOf(userAgent)).as(userAgent).isEqualTo(type));
    }

    /** What cannot be told is other. */
    @Test
    public final void whatCannotBeToldIsOther() {
        for (String nothing : List.of("", " ", "-", "x", "0", "\u0000")) {
            assertThat(deviceTypes().typeOf(nothing)).as(nothing).isEqualTo(DeviceType.OTHER);
        }
    }

    /** The same text has the same answer. */
    @Test
    public final void theSameTextHasTheSameAnswer() {
        for (String userAgent : PLAIN.keySet()) {
            assertThat(IntStream.range(0, 5).mapToObj(i -> deviceTypes().typeOf(userAgent)))
                    .containsOnly(deviceTypes().typeOf(userAgent));
        }
    }

    /** Any text is answered. */
    @Test
    public final void anyTextIsAnswered() {
        for (String hostile :
                List.of("(((((", "\ud800", "%s%n", "Mozilla/5.0 (", "\n\r\t", "'; DROP TABLE x", "\u202e")) {
            assertThat(deviceTypes().typeOf(hostile)).as(hostile).isNotNull();
        }
    }

    /** Hostile texts are answered in bounded time. */
    @Test
    public final void hostileTextsAreAnsweredInBoundedTime() {
        for (String part : List.of("a", " ", "(", "Mozilla/5.0 ", "; ", "Android ", "\u0000", "1.", "Build/")) {
            String text = part.repeat(1_000_000 / part.length());
            assertTimeout(BOUND, () -> assertThat(deviceTypes().typeOf(text)).isNotNull());
        }
    }

    /** Threads do not cross. */
    @Test
    public final void threadsDoNotCross() {
        List<Map.Entry<String, DeviceType>> plain = List.copyOf(PLAIN.entrySet());
        List<DeviceType> answers = Concurrently.run(
                THREADS,
                CALLS_PER_THREAD,
                i -> deviceTypes().typeOf(plain.get(i % plain.size()).getKey()));
        assertThat(answers)
                .isEqualTo(IntStream.range(0, THREADS * CALLS_PER_THREAD)
                        .mapToObj(i -> plain.get(i % plain.size()).getValue())
                        .toList());
    }

    /** Null is refused. */
    @Test
    @SuppressWarnings("NullAway") // null is what is tried
    public final void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> deviceTypes().typeOf(null));
    }
}
