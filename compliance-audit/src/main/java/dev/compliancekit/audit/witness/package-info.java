/**
 * Witnesses: {@link dev.compliancekit.audit.witness.FileWitness} is one,
 * {@link dev.compliancekit.audit.witness.WitnessEndpoint} lets others ask it over HTTP,
 * {@link dev.compliancekit.audit.witness.HttpWitness} asks one, and
 * {@link dev.compliancekit.audit.witness.CosignatureCollector} asks several until a quorum has cosigned.
 */
@NullMarked
package dev.compliancekit.audit.witness;

import org.jspecify.annotations.NullMarked;
