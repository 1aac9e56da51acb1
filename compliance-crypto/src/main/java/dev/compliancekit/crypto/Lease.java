package dev.compliancekit.crypto;

/** The part of a key's budget that one engine may use up by itself; for one thread at a time. */
final class Lease {

    static final long MESSAGES = 1 << 16;
    static final long BYTES = 64L << 20;

    private final KeyBudget budget;
    private long messages;
    private long bytes;

    Lease(KeyBudget budget) {
        this.budget = budget;
    }

    boolean covers(int plaintextBytes) {
        return messages > 0 && bytes >= plaintextBytes;
    }

    /** Gives back what is left and takes anew, enough for a message of this size. */
    void renew(int plaintextBytes) {
        end();
        messages = budget.takeMessages(MESSAGES);
        bytes = budget.takeBytes(Math.max(BYTES, plaintextBytes));
        if (!covers(plaintextBytes)) {
            end();
            throw budget.exhausted();
        }
    }

    /** For one message that is covered. */
    void spend(int plaintextBytes) {
        messages--;
        bytes -= plaintextBytes;
    }

    void end() {
        budget.giveBack(messages, bytes);
        messages = 0;
        bytes = 0;
    }
}
