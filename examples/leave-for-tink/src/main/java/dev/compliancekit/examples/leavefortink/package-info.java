/** What was sealed here, opened by Tink without anything of this library. */
@NullMarked
package dev.compliancekit.examples.leavefortink;

import org.jspecify.annotations.NullMarked;
