/** What reading a large log costs. */
@NullMarked
package dev.compliancekit.audit;

import org.jspecify.annotations.NullMarked;
