/** Classes that the service loader needs to see; nobody's API. */
@NullMarked
package dev.compliancekit.crypto.internal;

import org.jspecify.annotations.NullMarked;
