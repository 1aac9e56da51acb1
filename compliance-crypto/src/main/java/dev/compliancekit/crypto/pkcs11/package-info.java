/**
 * A root key that never leaves a hardware security module or another PKCS#11 token: start with
 * {@link dev.compliancekit.crypto.pkcs11.Pkcs11KeyService}.
 */
@NullMarked
package dev.compliancekit.crypto.pkcs11;

import org.jspecify.annotations.NullMarked;
