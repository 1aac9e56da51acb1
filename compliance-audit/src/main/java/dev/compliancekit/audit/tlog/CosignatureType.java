package dev.compliancekit.audit.tlog;

/** The kinds of cosignatures (C2SP tlog-cosignature), each with the type byte of its keys. */
public enum CosignatureType {
    /** Type 0x04: Ed25519 (RFC 8032) over the time and the checkpoint's text. */
    ED25519((byte) 0x04, Algorithm.ED25519),
    /**
     * Type 0x06: ML-DSA-44 (FIPS 204) over names, time, size and root. Needs JDK 24 or newer, or a provider that the
     * caller hands in.
     */
    ML_DSA_44((byte) 0x06, Algorithm.ML_DSA_44);

    private final byte type;
    private final Algorithm algorithm;

    CosignatureType(byte type, Algorithm algorithm) {
        this.type = type;
        this.algorithm = algorithm;
    }

    byte type() {
        return type;
    }

    Algorithm algorithm() {
        return algorithm;
    }

    static CosignatureType of(byte type) {
        for (CosignatureType known : values()) {
            if (known.type == type) {
                return known;
            }
        }
        throw new IllegalArgumentException("key of the vkey is of type " + Vkey.typeName(type)
                + "; accepted for a witness are 0x04 (Ed25519) and 0x06 (ML-DSA-44)");
    }

    /** What is signed; the byte layout is in {@code docs/formats/cosignature.md}. */
    byte[] message(String witness, long posixSeconds, Checkpoint checkpoint) {
        return this == ED25519
                ? CosignedMessage.ofText(posixSeconds, checkpoint)
                : CosignedMessage.ofTree(witness, posixSeconds, checkpoint);
    }
}
