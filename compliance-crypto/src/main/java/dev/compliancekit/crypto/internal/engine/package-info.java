/**
 * What the packages that encrypt share and nobody else sees: key derivation, where ciphers come from, and how a Java
 * virtual machine is brought past the slow start of its cipher.
 */
@NullMarked
package dev.compliancekit.crypto.internal.engine;

import org.jspecify.annotations.NullMarked;
