/**
 * Authenticated encryption of values, in published formats: start with {@link dev.compliancekit.crypto.Aead} and
 * {@link dev.compliancekit.crypto.AssociatedData}. A key per tenant, and its destruction, are in
 * {@code dev.compliancekit.crypto.key}.
 */
@NullMarked
package dev.compliancekit.crypto;

import org.jspecify.annotations.NullMarked;
