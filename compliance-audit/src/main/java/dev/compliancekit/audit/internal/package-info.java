/** Files of logs and witnesses, for the packages of this module only. */
@NullMarked
package dev.compliancekit.audit.internal;

import org.jspecify.annotations.NullMarked;
