/**
 * Entries of a log in forms that other programs read: {@link dev.compliancekit.audit.view.EventView}. A view is for
 * reading; evidence is the stored entry.
 */
@NullMarked
package dev.compliancekit.audit.view;

import org.jspecify.annotations.NullMarked;
