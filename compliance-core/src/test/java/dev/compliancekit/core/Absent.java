package dev.compliancekit.core;

/** For tests of what happens when a caller without a null checker passes nothing. */
public final class Absent {

    private Absent() {}

    /**
     * Nothing.
     *
     * @param <T> of any type
     * @return null
     */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // breaking the contract is the purpose
    public static <T> T reference() {
        return null;
    }
}
