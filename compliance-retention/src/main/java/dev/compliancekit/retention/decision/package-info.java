/**
 * What happens to a record: {@link dev.compliancekit.retention.decision.RetentionDecision} weighs retention rules,
 * legal holds, locks and the duties to erase that {@link dev.compliancekit.retention.decision.DecisionFacts} state, and
 * says why; {@link dev.compliancekit.retention.decision.DecisionText} writes both down so that anybody can decide
 * again.
 */
@NullMarked
package dev.compliancekit.retention.decision;

import org.jspecify.annotations.NullMarked;
