/**
 * How long a log keeps its entries, and what keeps them longer. Start from
 * {@link dev.compliancekit.audit.pruning.LogRetention}; {@link dev.compliancekit.audit.LogPruner} acts by it.
 */
@NullMarked
package dev.compliancekit.audit.pruning;

import org.jspecify.annotations.NullMarked;
