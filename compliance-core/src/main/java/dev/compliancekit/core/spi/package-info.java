/** What a framework plugin implements for the vocabulary: {@link dev.compliancekit.core.spi.TenantResolver}. */
@NullMarked
package dev.compliancekit.core.spi;

import org.jspecify.annotations.NullMarked;
