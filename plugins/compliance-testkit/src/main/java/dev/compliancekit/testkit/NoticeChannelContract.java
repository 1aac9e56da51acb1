package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.audit.incident.AffectedTenant;
import dev.compliancekit.audit.incident.Incident;
import dev.compliancekit.audit.incident.Notice;
import dev.compliancekit.audit.incident.NoticeChannel;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What every {@link NoticeChannel} promises. Extend it, and say how the other side is made to refuse, to hang and to
 * serve again, and which notices it has taken over.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class NoticeChannelContract {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    /** For the classes that inherit the contract. */
    protected NoticeChannelContract() {}

    /**
     * Opens a channel to the same other side. Called once or twice in each test.
     *
     * @return a channel
     */
    protected abstract NoticeChannel openChannel();

    /**
     * What the other side has taken over and sends to owners.
     *
     * @return the ids of the notices, oldest first, one for each that is sent
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

    private static Notice notice(String tenant) {
        Incident incident = new Incident("i-1", "high", "a staff account was taken over", AT, 7);
        AffectedTenant affected = new AffectedTenant(
                new TenantId(tenant),
                1,
                AT.minusSeconds(60),
                AT.minusSeconds(60),
                new TreeMap<>(Map.of(Action.ACCESS, 1L)),
                List.of("customer/1017"),
                true,
                List.of(),
                Bytes.copyOf(new byte[32]));
        return new Notice("i-1/" + tenant, incident, affected);
    }

    /** A receipt comes once the other side has taken the notice over. */
    @Test
    public final void aReceiptComesOnceTheOtherSideHasTakenTheNoticeOver() {
        NoticeChannel channel = openChannel();
        assertThat(channel.deliver(notice("acme")).reference()).isNotBlank();
        assertThat(takenOver()).containsExactly("i-1/acme");
        assertThat(channel.deliver(notice("globex")).reference()).isNotBlank();
        assertThat(takenOver()).containsExactly("i-1/acme", "i-1/globex");
    }

    /** What was not taken over throws. */
    @Test
    public final void whatWasNotTakenOverThrows() {
        NoticeChannel channel = openChannel();
        refuse();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> channel.deliver(notice("acme")));
        assertThat(takenOver()).isEmpty();
    }

    /** A connection that hangs is given up with an exception. */
    @Test
    public final void aConnectionThatHangsIsGivenUpWithAnException() {
        NoticeChannel channel = openChannel();
        hang();
        Concurrently.Ending ending = Concurrently.within(patience(), () -> channel.deliver(notice("acme")));
        assertThat(ending.ended()).as("a delivery ends within %s", patience()).isTrue();
        assertThat(ending.failure()).isPresent();
    }

    /** After a failure the next notice is delivered. */
    @Test
    public final void afterAFailureTheNextNoticeIsDelivered() {
        NoticeChannel channel = openChannel();
        refuse();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> channel.deliver(notice("acme")));
        serve();
        assertThat(channel.deliver(notice("globex")).reference()).isNotBlank();
        assertThat(channel.deliver(notice("acme")).reference()).isNotBlank();
        assertThat(takenOver()).containsExactly("i-1/globex", "i-1/acme");
    }

    /** A notice that comes a second time is sent once. */
    @Test
    public final void aNoticeThatComesASecondTimeIsSentOnce() {
        NoticeChannel channel = openChannel();
        assertThat(channel.deliver(notice("acme")).reference()).isNotBlank();
        assertThat(channel.deliver(notice("acme")).reference()).isNotBlank();
        assertThat(takenOver()).containsExactly("i-1/acme");
    }

    /** Another instance knows what was sent. */
    @Test
    public final void anotherInstanceKnowsWhatWasSent() {
        assertThat(openChannel().deliver(notice("acme")).reference()).isNotBlank();
        assertThat(openChannel().deliver(notice("acme")).reference()).isNotBlank();
        assertThat(takenOver()).containsExactly("i-1/acme");
    }
}
