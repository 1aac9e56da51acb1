package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.util.Optional;

/**
 * Looks at every entry while {@link LogVerifier} walks a log, for rules that only the entries' author knows. Called
 * from one thread, in the order of the log.
 */
@FunctionalInterface
public interface EntryCheck {

    /**
     * Looks at one entry.
     *
     * @param index where it stands, from 0
     * @param leafHash its hash, 32 bytes
     * @param entry the entry as it is stored; not to be changed
     * @return what is wrong with it, one sentence, or empty if nothing is
     */
    Optional<String> check(long index, Bytes leafHash, byte[] entry);
}
