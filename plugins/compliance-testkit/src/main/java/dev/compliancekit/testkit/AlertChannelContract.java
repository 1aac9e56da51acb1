package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.audit.watch.Alert;
import dev.compliancekit.audit.watch.AlertChannel;
import dev.compliancekit.audit.watch.AlertKind;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AlertChannel} promises. Extend it, and say how the other side is made to refuse, to hang and to
 * serve again, and what it has taken over.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class AlertChannelContract {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    /** For the classes that inherit the contract. */
    protected AlertChannelContract() {}

    /**
     * Opens the channel under test. Called once for each test.
     *
     * @return a channel whose other side works
     */
    protected abstract AlertChannel openChannel();

    /**
     * What the other side has taken over.
     *
     * @return the explanations of the alerts, oldest first; one that came twice may be there once or twice
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

    private static Alert alert(int number) {
        return new Alert(
                new TenantId("acme"),
                AlertKind.SPIKE,
                "action sign-in",
                "alert number " + number,
                AT,
                AT.plusSeconds(number));
    }

    /** A receipt comes once the other side has taken the alert over. */
    @Test
    public final void aReceiptComesOnceTheOtherSideHasTakenTheAlertOver() {
        AlertChannel channel = openChannel();
        for (int i = 0; i < 3; i++) {
            assertThat(channel.deliver(alert(i)).reference()).isNotBlank();
            assertThat(takenOver()).hasSize(i + 1).contains(alert(i).explanation());
        }
    }

    /** What was not taken over throws. */
    @Test
    public final void whatWasNotTakenOverThrows() {
        AlertChannel channel = openChannel();
        refuse();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> channel.deliver(alert(1)));
        assertThat(takenOver()).isEmpty();
    }

    /** A connection that hangs is given up with an exception. */
    @Test
    public final void aConnectionThatHangsIsGivenUpWithAnException() {
        AlertChannel channel = openChannel();
        hang();
        Concurrently.Ending ending = Concurrently.within(patience(), () -> channel.deliver(alert(1)));
        assertThat(ending.ended()).as("a delivery ends within %s", patience()).isTrue();
        assertThat(ending.failure()).isPresent();
    }

    /** After a failure the next delivery works. */
    @Test
    public final void afterAFailureTheNextDeliveryWorks() {
        AlertChannel channel = openChannel();
        refuse();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> channel.deliver(alert(1)));
        serve();
        assertThat(channel.deliver(alert(1)).reference()).isNotBlank();
        assertThat(takenOver()).contains(alert(1).explanation());
    }

    /** An alert that comes a second time does no harm. */
    @Test
    public final void anAlertThatComesASecondTimeDoesNoHarm() {
        AlertChannel channel = openChannel();
        assertThat(channel.deliver(alert(1)).reference()).isNotBlank();
        assertThat(channel.deliver(alert(1)).reference()).isNotBlank();
        assertThat(channel.deliver(alert(2)).reference()).isNotBlank();
        assertThat(takenOver()).contains(alert(1).explanation(), alert(2).explanation());
    }
}
