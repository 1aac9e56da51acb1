package dev.compliancekit.core.promise;

import java.time.Instant;

/**
 * Anything that can say at an instant how a promise stands and show evidence: a check that runs, a calculation over
 * what is stored, or an {@link Attestation} of a person.
 *
 * <p>Implementations are thread-safe.
 */
@FunctionalInterface
public interface Control {

    /**
     * How the promise stands.
     *
     * @param asOf the instant to answer for; implementations read no clock of their own
     * @return the standing with its reasons, figures and evidence
     */
    Assessment assess(Instant asOf);
}
