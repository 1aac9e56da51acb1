package dev.compliancekit.audit;

/**
 * Whether a personal part of an entry can be read. In an entry without sealed parts every part is {@link #READABLE}.
 *
 * <p>The states are in the order of their gravity.
 */
public enum PartState {
    /** The part is there. */
    READABLE("readable"),
    /** The key of the person or of the tenant was destroyed on purpose: nobody can read the part again. */
    ERASED("erased"),
    /** The key is not in the key store, and was not destroyed on purpose: raise an alarm. */
    KEY_MISSING("key-missing"),
    /** The part does not authenticate at its place: it was altered, or comes from elsewhere. */
    TAMPERED("tampered");

    private final String code;

    PartState(String code) {
        this.code = code;
    }

    /**
     * The name in what is shown instead of the part: lower case.
     *
     * @return {@code readable}, {@code erased}, {@code key-missing} or {@code tampered}
     */
    public String code() {
        return code;
    }

    /** The graver one. */
    PartState or(PartState other) {
        return compareTo(other) < 0 ? other : this;
    }
}
