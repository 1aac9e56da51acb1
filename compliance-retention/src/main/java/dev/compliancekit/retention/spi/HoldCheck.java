package dev.compliancekit.retention.spi;

/**
 * The last question before an erasure becomes final: may this still be erased? An {@link ErasureTarget} asks it inside
 * each piece, so that a hold that is placed while an erasure runs stops it.
 */
@FunctionalInterface
public interface HoldCheck {

    /**
     * Asks the register of legal holds now, and whether whoever ordered the piece still waits for it.
     *
     * @throws LegalHoldException if a hold protects what the piece would erase, the register does not answer, or the
     *     piece was given up; nothing of the piece may become final then
     */
    void requireUnheld();
}
