package dev.compliancekit.audit.watch;

/**
 * Takes alerts to whoever is on call: mail, pager, chat, a ticket system. It is handed to the watch by hand; there is
 * no lookup.
 *
 * <p>Promises of an implementation:
 *
 * <ul>
 *   <li>It answers with a receipt only once the other side has taken the alert over, and throws otherwise.
 *   <li>It ends in bounded time: a connection that hangs is given up with an exception.
 *   <li>An alert that comes a second time, because a receipt was lost, does no harm.
 *   <li>The watch calls it by one thread at a time, with no lock of the watch held.
 * </ul>
 */
@FunctionalInterface
public interface AlertChannel {

    /**
     * Delivers an alert.
     *
     * @param alert what to deliver
     * @return the other side's receipt
     * @throws RuntimeException if it was not taken over; the watch tries again at its next tick
     */
    AlertReceipt deliver(Alert alert);
}
