/**
 * When a period ends. {@link dev.compliancekit.retention.deadline.DeadlineRules} count a
 * {@link dev.compliancekit.retention.deadline.TimeLimit} from an event and answer with a
 * {@link dev.compliancekit.retention.deadline.Deadline}: every defensible reading with its rule's text.
 */
@NullMarked
package dev.compliancekit.retention.deadline;

import org.jspecify.annotations.NullMarked;
