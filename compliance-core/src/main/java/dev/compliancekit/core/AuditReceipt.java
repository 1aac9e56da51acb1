package dev.compliancekit.core;

import com.google.errorprone.annotations.Immutable;
import java.util.Objects;

/**
 * Where an appended event stands, enough to ask for its inclusion proof later.
 *
 * @param origin the log's name, as in its checkpoints (C2SP tlog-checkpoint)
 * @param index the entry's index in the log, from 0
 * @param leafHash the entry's leaf hash (RFC 9162 section 2.1.1), 32 bytes
 * @param tenantSequence the event's number among those of its tenant in this log, from 0
 */
@Immutable
public record AuditReceipt(String origin, long index, Bytes leafHash, long tenantSequence) {

    /**
     * Checks the ranges.
     *
     * @param origin the log's name, not empty
     * @param index the entry's index in the log, from 0
     * @param leafHash the entry's leaf hash, 32 bytes
     * @param tenantSequence the event's number among those of its tenant in this log, from 0
     * @throws IllegalArgumentException if a number is negative, the hash is not 32 bytes or the origin is empty
     */
    public AuditReceipt {
        Objects.requireNonNull(leafHash, "leafHash");
        if (origin.isEmpty()) {
            throw new IllegalArgumentException("origin is empty; accepted is the log's name");
        }
        requireFromZero("index", index);
        requireFromZero("tenantSequence", tenantSequence);
        if (leafHash.size() != 32) {
            throw new IllegalArgumentException("leafHash has " + leafHash.size() + " bytes; accepted are 32");
        }
    }

    private static void requireFromZero(String what, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(what + " is " + number + "; accepted are 0 and above");
        }
    }
}
