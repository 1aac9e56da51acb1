package dev.compliancekit.retention.inactivity;

/**
 * Takes warnings to the users of accounts that are about to expire: mail, an in-app message, the administrator of the
 * tenant. It is handed in; there is no lookup. It is the memory of what was sent: the receipt of a warning decides
 * whether an account may expire.
 *
 * <p>Promises of an implementation:
 *
 * <ul>
 *   <li>It answers with a receipt only once the other side has taken the warning over, and throws otherwise.
 *   <li>It ends in bounded time: a connection that hangs is given up with an exception.
 *   <li>A warning with an id that was taken over before is answered with the first receipt, its instant included, and
 *       not sent a second time, also by another instance.
 *   <li>After a failure the next warning is delivered.
 * </ul>
 *
 * <p>It is called by one thread at a time.
 */
@FunctionalInterface
public interface WarningChannel {

    /**
     * Delivers a warning.
     *
     * @param warning what to deliver, to the user of its account
     * @return the other side's receipt
     * @throws RuntimeException if it was not taken over; it is tried again at the next run
     */
    WarningReceipt deliver(InactivityWarning warning);
}
