package dev.compliancekit.crypto;

/** What a key is for, cryptographically. One key serves one algorithm only. */
public enum KeyAlgorithm {
    /** C2SP XAES-256-GCM with a 256-bit key, in Tink's wire format; see {@link Aead#xaes256Gcm}. */
    XAES_256_GCM("xaes-256-gcm");

    private final String code;

    KeyAlgorithm(String code) {
        this.code = code;
    }

    /**
     * The name in key records and log entries.
     *
     * @return lower-case letters, digits and hyphens
     */
    public String code() {
        return code;
    }

    /**
     * The algorithm of a name as key records write it.
     *
     * @param code for example {@code xaes-256-gcm}
     * @return the algorithm
     * @throws IllegalArgumentException if it is not known
     */
    public static KeyAlgorithm parse(String code) {
        for (KeyAlgorithm algorithm : values()) {
            if (algorithm.code.equals(code)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("key algorithm is not known; accepted is xaes-256-gcm");
    }
}
