/**
 * Wraps keys for somebody who holds the other half, so that whoever makes backups need not be able to read them, also
 * when quantum computers break elliptic curves: start with {@link dev.compliancekit.crypto.hybrid.XWingPublicKey}.
 */
@NullMarked
package dev.compliancekit.crypto.hybrid;

import org.jspecify.annotations.NullMarked;
