/**
 * The controls that answer promises about encryption: {@link dev.compliancekit.crypto.control.EncryptionAtRest} whether
 * everything is, {@link dev.compliancekit.crypto.control.AlgorithmApproval} with what,
 * {@link dev.compliancekit.crypto.control.KeyAge} how old the keys are.
 */
@NullMarked
package dev.compliancekit.crypto.control;

import org.jspecify.annotations.NullMarked;
