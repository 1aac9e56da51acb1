package dev.compliancekit.audit.witness;

import dev.compliancekit.audit.tlog.AddCheckpoint;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.SigningKey;
import dev.compliancekit.audit.tlog.StoredLog;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerifierKey;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A log, and a fork of it with the same key, of which witnesses are asked for cosignatures. */
final class LogBeforeWitnesses {

    static final int SIZE = 300;
    static final int FORKED_AT = 250;

    private final SigningKey key;
    private final StoredLog log;
    private final StoredLog fork;
    private final Path folder;

    LogBeforeWitnesses(Path folder) {
        this.folder = folder;
        this.key = SigningKey.generate("example.com/log", new SecureRandom());
        this.log = StoredLog.write(folder.resolve("log"), key, SIZE, 0);
        this.fork = StoredLog.write(folder.resolve("fork"), key, SIZE, FORKED_AT);
    }

    VerifierKey vkey() {
        return key.verifierKey();
    }

    TileDirectory tiles() {
        return TileDirectory.of(folder.resolve("log"));
    }

    Checkpoint checkpoint(int size) {
        return log.checkpoint(size);
    }

    SignedCheckpoint signed(int size) {
        return key.sign(log.checkpoint(size));
    }

    AddCheckpoint request(int oldSize, int size) {
        return AddCheckpoint.of(tiles().proveConsistency(oldSize, size), signed(size));
    }

    AddCheckpoint forkedRequest(int oldSize, int size) {
        return AddCheckpoint.of(
                TileDirectory.of(folder.resolve("fork")).proveConsistency(oldSize, size),
                key.sign(fork.checkpoint(size)));
    }
}
