/**
 * What cannot all be true on one page: {@link dev.compliancekit.retention.contradiction.PageContradictions} finds
 * promises that stand against each other, or say too little to be kept, each with an instant that shows it.
 */
@NullMarked
package dev.compliancekit.retention.contradiction;

import org.jspecify.annotations.NullMarked;
