/**
 * Equality on an encrypted column: {@link dev.compliancekit.crypto.search.BlindIndex} makes from a value what can stand
 * beside its ciphertext and be looked up, {@link dev.compliancekit.crypto.search.IndexedField} says over what.
 */
@NullMarked
package dev.compliancekit.crypto.search;

import org.jspecify.annotations.NullMarked;
