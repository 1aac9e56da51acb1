package dev.compliancekit.audit;

import java.util.Arrays;
import java.util.Optional;

/** Where the key of segment 0 comes from; the same for the life of a log. */
enum FirstKey {

    /** From the log's key: who has that can compute every key of a frame. */
    DERIVED(0),

    /** Drawn at random and put into escrow: nobody with the machine can compute the keys of earlier frames. */
    ESCROWED(1);

    private final int code;

    FirstKey(int code) {
        this.code = code;
    }

    /** How it is written. */
    byte code() {
        return (byte) code;
    }

    static Optional<FirstKey> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }
}
