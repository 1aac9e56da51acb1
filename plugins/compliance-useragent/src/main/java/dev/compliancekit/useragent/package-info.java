/** Reads user agents by the expressions of ua-parser. Start from {@link dev.compliancekit.useragent.UapDeviceTypes}. */
@NullMarked
package dev.compliancekit.useragent;

import org.jspecify.annotations.NullMarked;
