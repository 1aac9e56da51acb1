package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.Checkpoint;

/** Tells whoever opens the folder of an export what it holds and how to check it. */
final class ExportReadme {

    private ExportReadme() {}

    static String of(ExportRequest request, Checkpoint checkpoint) {
        return """
                Audit log entries of the account %1$s
                %2$s

                Log            %3$s
                Log size       %4$d entries
                Recorded from  %5$s
                Recorded until %6$s

                What is here

                entries.jsonl     every entry of the account in that time, as the log stores it, with its leaf
                                  hash. The entry before and the entry after show that none is missing there.
                %7$s
                heads.entry       the log's own entry in which it says where every account stands
                heads.tlog-proof  shows that this entry is the last one of the log at that size
                last.tlog-proof   shows that the last line of entries.jsonl is in the log (absent without entries)
                export.proof      what was exported, and where the account stands below the root in heads.entry
                log.vkey          the log's public key. Compare it with the one you got elsewhere, or none of
                                  this shows anything.

                How to check it

                  compliance log check-export THIS-FOLDER --vkey "the key you got elsewhere"

                Without our program, with SHA-256 and a verifier of C2SP tlog-proof files:

                1. In entries.jsonl, hash each entry, the bytes between {"entry": and ,"leafHash": with a byte 0x00
                   before them (RFC 9162 section 2.1.1). Each entry's "prev" is the hash of the line before in
                   Base64, and "seq" goes up by one: so no entry in between is missing.
                2. The first line has "seq":0, or a "recordedAt" before the time asked for.
                3. last.tlog-proof verifies with the key for the last line; heads.tlog-proof for heads.entry, and its
                   index is the size of the log less one. Both hold the same checkpoint.
                4. In export.proof, the line "at" says how many entries the account has and the hash of the last. If
                   the last line is that one, nothing follows it; else its "recordedAt" is not before the end of the
                   time asked for. From "at" the hashes below lead to the root in heads.entry:
                     key  = SHA-256(account code)
                     leaf = SHA-256(0x00, key, number of entries as 8 bytes big-endian, hash of the last)
                     node = SHA-256(0x01, left, right); a side without accounts is 32 bytes of 0
                   With n hashes, the first one is beside bit n-1 of the key, counted from the highest bit of its
                   first byte, the next beside bit n-2, and so on; the account is on the right where the bit is 1.

                The CSV form is for reading: text that a spreadsheet could take for a formula has a ' before it, and
                control characters are written as \\uXXXX. Evidence are the stored entries.
                """.formatted(
                        request.tenant(),
                        "=".repeat(37 + request.tenant().value().length()),
                        checkpoint.origin(),
                        checkpoint.treeSize(),
                        request.from().map(Object::toString).orElse("the first entry"),
                        request.until().map(Object::toString).orElse("the last entry at that size"),
                        shown(request.format()));
    }

    private static String shown(ExportFormat format) {
        return switch (format) {
            case JSONL -> "";
            case CSV -> "events.csv        the entries of that time as rows, RFC 4180\n";
            case OCSF -> "events.ocsf.jsonl the entries of that time as OCSF 1.3.0 events\n";
        };
    }
}
