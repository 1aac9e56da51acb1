package dev.compliancekit.examples.quickstart;

import dev.compliancekit.audit.AuditVerifier;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.audit.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes a copy of the log, and looks whether the verifier notices. */
final class TamperTrial {

    private final Path log;
    private final Path scratch;
    private final AuditVerifier verifier;

    TamperTrial(Path log, Path scratch, VerifierKey key, SignedCheckpoint saved) {
        this.log = log;
        this.scratch = scratch;
        this.verifier = AuditVerifier.of(key).withSaved(saved);
    }

    /** The log as it is. */
    VerificationReport untouched() {
        return verifier.verify(log);
    }

    /**
     * What became of a changed byte.
     *
     * @param entry the entry that was changed
     * @param finding what the verifier says of that very entry, empty if it says nothing
     */
    record Changed(long entry, Optional<VerificationReport.Finding> finding) {}

    /** A copy in which one byte in the middle of the first full bundle of entries has another bit. */
    Changed changedByte() throws IOException {
        Path copy = copy("changed-byte");
        Path bundle = copy.resolve("tile").resolve("entries").resolve("000");
        byte[] bytes = Files.readAllBytes(bundle);
        int offset = bytes.length / 2;
        long entry = entryAt(bytes, offset);
        bytes[offset] ^= 1;
        Files.write(bundle, bytes);
        VerificationReport report = verifier.verify(copy);
        return new Changed(
                entry,
                report.findings().stream()
                        .filter(finding -> finding.where().startsWith("tile/0/") && finding.firstIndex() == entry)
                        .findFirst());
    }

    /** Which entry of a bundle an offset lies in; each has its length before it, in two bytes (C2SP tlog-tiles). */
    private static long entryAt(byte[] bundle, int offset) {
        long entry = -1;
        for (int next = 0; next <= offset; entry++) {
            next += 2 + ((bundle[next] & 0xff) << 8) + (bundle[next + 1] & 0xff);
        }
        return entry;
    }

    /**
     * A copy that somebody set back to an earlier, genuine checkpoint.
     *
     * @return what the verifier says of it, which knows a later checkpoint
     */
    VerificationReport rolledBack(SignedCheckpoint earlier) throws IOException {
        Path copy = copy("rolled-back");
        Files.writeString(copy.resolve("checkpoint"), earlier.toString());
        return verifier.verify(copy);
    }

    private Path copy(String name) throws IOException {
        Path target = scratch.resolve(name);
        try (Stream<Path> walk = Files.walk(log)) {
            List<Path> all = walk.sorted().toList();
            for (Path path : all) {
                Path to = target.resolve(log.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(path, to);
                }
            }
        }
        return target;
    }
}
