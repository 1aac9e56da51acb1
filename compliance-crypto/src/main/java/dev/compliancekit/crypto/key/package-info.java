/**
 * A key per tenant, kept wrapped, found by its id, and destroyed to erase what it sealed. Start with
 * {@link dev.compliancekit.crypto.key.TenantKeys}.
 */
@NullMarked
package dev.compliancekit.crypto.key;

import org.jspecify.annotations.NullMarked;
