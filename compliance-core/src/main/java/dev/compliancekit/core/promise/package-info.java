/**
 * The promise register: a {@link dev.compliancekit.core.promise.SecurityPage} is a list of
 * {@link dev.compliancekit.core.promise.Promise promises}, each answered by a
 * {@link dev.compliancekit.core.promise.Control} that says at an instant how it stands and shows evidence.
 */
@NullMarked
package dev.compliancekit.core.promise;

import org.jspecify.annotations.NullMarked;
