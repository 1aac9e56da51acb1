/**
 * A key per tenant, kept wrapped, found by its id, and destroyed to erase what it sealed. Start with
 * {@link dev.compliancekit.crypto.key.TenantKeys}; {@link dev.compliancekit.crypto.key.FileKeyService} and
 * {@link dev.compliancekit.crypto.key.FileKeyStore} need nothing but a directory.
 */
@NullMarked
package dev.compliancekit.crypto.key;

import org.jspecify.annotations.NullMarked;
