package dev.compliancekit.audit.incident;

/**
 * Takes notices to the owners of tenants: mail, an in-app message, a letter service. It is handed in; there is no
 * lookup.
 *
 * <p>Promises of an implementation:
 *
 * <ul>
 *   <li>It answers with a receipt only once the other side has taken the notice over, and throws otherwise.
 *   <li>It ends in bounded time: a connection that hangs is given up with an exception.
 *   <li>A notice with an id that was taken over before is answered with a receipt and not sent a second time, also by
 *       another instance: a process may have died before it could write the receipt down.
 *   <li>After a failure the next notice is delivered.
 * </ul>
 *
 * <p>It is called by one thread at a time.
 */
@FunctionalInterface
public interface NoticeChannel {

    /**
     * Delivers a notice.
     *
     * @param notice what to deliver, to the owner of its tenant
     * @return the other side's receipt
     * @throws RuntimeException if it was not taken over; it is tried again when the notices are sent again
     */
    NoticeReceipt deliver(Notice notice);
}
