package dev.compliancekit.crypto;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a key is for, cryptographically. One key serves one algorithm only (NIST SP 800-57 part 1, section 5.2). */
public enum KeyAlgorithm {
    /** C2SP XAES-256-GCM with a 256-bit key, in Tink's wire format: values. */
    XAES_256_GCM("xaes-256-gcm"),
    /** AES-256-GCM with random 96-bit nonces, in Tink's wire format: values for readers without XAES-256-GCM. */
    AES_256_GCM("aes-256-gcm"),
    /** C2SP chunked encryption with AES-256-GCM: streams, files, backups. */
    CHUNKED_AES_256_GCM("chunked-aes-256-gcm"),
    /** HMAC with SHA-256 (RFC 2104): blind indexes. */
    HMAC_SHA_256("hmac-sha-256"),
    /** Wrapping of other keys; never data. */
    KEY_WRAPPING("key-wrapping");

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
        throw new IllegalArgumentException("key algorithm is not known; accepted are "
                + Arrays.stream(values()).map(KeyAlgorithm::code).collect(Collectors.joining(", ")));
    }
}
