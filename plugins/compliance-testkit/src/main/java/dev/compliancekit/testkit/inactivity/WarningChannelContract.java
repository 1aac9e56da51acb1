package dev.compliancekit.testkit.inactivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.inactivity.InactivityWarning;
import dev.compliancekit.retention.inactivity.WarningChannel;
import dev.compliancekit.retention.inactivity.WarningReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * What every {@link WarningChannel} promises. Extend it, and say how the other side is made to refuse, to hang and to
 * serve again, and which warnings it has taken over.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class WarningChannelContract {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    /** For the classes that inherit the contract. */
    protected WarningChannelContract() {}

    /**
     * Opens a channel to the same other side. Called once or twice in each test.
     *
     * @return a channel
     */
    protected abstract WarningChannel openChannel();

    /**
     * What the other side has taken over and sends to users.
     *
     * @return the ids of the warnings, oldest first, one for each that is sent
     */
    protected abstract List<String> takenOver();

    /** Makes the other side refuse, or be unreachable. */
    protected abstract void refuse();

    /** Makes the other side take the connection and never answer. */
    protected abstract void hang();

    /** Makes the other side work again. */
    protected abstract void serve();

    /**
     * How long a delivery may take at the most, the time limit of the channel included.
     *
     * @return a positive time; 30 seconds if not said
     */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    private static InactivityWarning warning(String account) {
        return new InactivityWarning(new TenantId("acme"), new SubjectId(account), AT, AT.plusSeconds(86_400));
    }

    private static String id(String account) {
        return warning(account).id();
    }

    /** A receipt comes once the other side has taken the warning over. */
    @Test
    public final void aReceiptComesOnceTheOtherSideHasTakenTheWarningOver() {
        WarningChannel channel = openChannel();
        assertThat(channel.deliver(warning("u-1")).reference()).isNotBlank();
        assertThat(takenOver()).containsExactly(id("u-1"));
        assertThat(channel.deliver(warning("u-2")).reference()).isNotBlank();
        assertThat(takenOver()).containsExactly(id("u-1"), id("u-2"));
    }

    /** What was not taken over throws. */
    @Test
    public final void whatWasNotTakenOverThrows() {
        WarningChannel channel = openChannel();
        refuse();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> channel.deliver(warning("u-1")));
        assertThat(takenOver()).isEmpty();
    }

    /** A connection that hangs is given up with an exception. */
    @Test
    public final void aConnectionThatHangsIsGivenUpWithAnException() {
        WarningChannel channel = openChannel();
        hang();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread thread = new Thread(() -> channel.deliver(warning("u-1")), "testkit-bounded");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((where, thrown) -> failures.add(thrown));
        thread.start();
        try {
            thread.join(patience().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a delivery was at work", e);
        }
        assertThat(thread.isAlive())
                .as("a delivery goes on after %s", patience())
                .isFalse();
        assertThat(failures).hasSize(1);
    }

    /** After a failure the next warning is delivered. */
    @Test
    public final void afterAFailureTheNextWarningIsDelivered() {
        WarningChannel channel = openChannel();
        refuse();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> channel.deliver(warning("u-1")));
        serve();
        assertThat(channel.deliver(warning("u-2")).reference()).isNotBlank();
        assertThat(channel.deliver(warning("u-1")).reference()).isNotBlank();
        assertThat(takenOver()).containsExactly(id("u-2"), id("u-1"));
    }

    /** A warning that comes a second time is sent once, and answered with the first receipt. */
    @Test
    public final void aWarningThatComesASecondTimeIsSentOnce() {
        WarningChannel channel = openChannel();
        WarningReceipt first = channel.deliver(warning("u-1"));
        assertThat(channel.deliver(warning("u-1"))).isEqualTo(first);
        assertThat(takenOver()).containsExactly(id("u-1"));
    }

    /** Another instance knows what was sent. */
    @Test
    public final void anotherInstanceKnowsWhatWasSent() {
        WarningReceipt first = openChannel().deliver(warning("u-1"));
        assertThat(openChannel().deliver(warning("u-1"))).isEqualTo(first);
        assertThat(takenOver()).containsExactly(id("u-1"));
    }
}
