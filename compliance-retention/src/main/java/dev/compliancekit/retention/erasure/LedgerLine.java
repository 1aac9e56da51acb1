package dev.compliancekit.retention.erasure;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of the ledger without its chain value; the text form is in docs/formats/erasure-ledger.md. */
record LedgerLine(long number, Instant at, Phase phase, String scope, String order) {

    /** What the line records. */
    enum Phase {
        BEGUN("begun"),
        PROVED("proved"),
        COMPLETED("completed");

        private final String code;

        Phase(String code) {
            this.code = code;
        }

        private static Phase of(String code) {
            return code.equals(BEGUN.code) ? BEGUN : code.equals(PROVED.code) ? PROVED : COMPLETED;
        }
    }

    private static final Pattern FORM = Pattern.compile(
            "([1-9][0-9]{0,17}) ([0-9TZ:.+-]{20,30}) (begun|proved|completed) ([0-9a-f]{64}) ([0-9a-f]{64})");

    String text() {
        return number + " " + at + " " + phase.code + " " + scope + " " + order;
    }

    /** Only what {@link #text} writes is accepted, byte for byte. */
    static LedgerLine parse(int lineNumber, String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            try {
                LedgerLine line = new LedgerLine(
                        Long.parseLong(form.group(1)),
                        Instant.parse(form.group(2)),
                        Phase.of(form.group(3)),
                        form.group(4),
                        form.group(5));
                if (line.text().equals(text)) {
                    return line;
                }
            } catch (DateTimeParseException e) {
                throw malformed(lineNumber);
            }
        }
        throw malformed(lineNumber);
    }

    private static LedgerTamperedException malformed(int lineNumber) {
        return new LedgerTamperedException(
                lineNumber,
                "erasure ledger line " + lineNumber + " is not in the ledger's form, which is the only one accepted");
    }
}
