/**
 * The words of the log: which events there are, what each must say, and what none may hold. Start from the factories,
 * for example {@link dev.compliancekit.audit.event.SessionEvents}, and from
 * {@link dev.compliancekit.audit.event.EventRules}, which every event passes on its way into the log.
 */
@NullMarked
package dev.compliancekit.audit.event;

import org.jspecify.annotations.NullMarked;
