package dev.compliancekit.audit.tlog;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Bytes;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The public key of a witness, as a vkey line (C2SP signed-note) of type 0x04 (Ed25519) or 0x06 (ML-DSA-44). Two are
 * equal if their vkey lines are.
 *
 * <p><em>Immutable and thread-safe.</em>
 */
@Immutable
public final class WitnessKey {

    private static final long MAX_SECONDS = Instant.MAX.getEpochSecond();

    private final CosignatureType type;
    private final String name;
    private final Bytes publicKey;

    @SuppressWarnings("Immutable") // providers are thread-safe, and this one is only asked for engines
    private final @Nullable Provider provider;

    private WitnessKey(Vkey vkey, @Nullable Provider provider) {
        this.type = CosignatureType.of(vkey.type());
        this.name = vkey.name();
        this.publicKey = vkey.publicKey();
        this.provider = provider;
        type.algorithm().decode(publicKey, provider);
    }

    static WitnessKey of(CosignatureType type, String name, Bytes publicKey, @Nullable Provider provider) {
        KeyName.require(name);
        return new WitnessKey(new Vkey(name, type.type(), publicKey), provider);
    }

    /**
     * Reads a vkey line; signatures are checked with what this Java has.
     *
     * @param vkey {@code name+hex key id+Base64 of type and key}, without a line end
     * @return the key
     * @throws IllegalArgumentException if it is not exactly that, the id does not belong to the key, or the type is
     *     neither 0x04 nor 0x06
     * @throws IllegalStateException if the type is 0x06 and this Java has no ML-DSA-44, which the JDK has since 24
     */
    public static WitnessKey parse(String vkey) {
        return new WitnessKey(Vkey.parse(vkey), null);
    }

    /**
     * Reads a vkey line; signatures are checked with a provider, which is not registered anywhere.
     *
     * @param vkey {@code name+hex key id+Base64 of type and key}, without a line end
     * @param provider has the key's algorithm, for example Bouncy Castle on a JDK before 24
     * @return the key
     * @throws IllegalArgumentException if it is not exactly that, the id does not belong to the key, or the type is
     *     neither 0x04 nor 0x06
     * @throws IllegalStateException if the provider does not have the key's algorithm
     */
    public static WitnessKey parse(String vkey, Provider provider) {
        return new WitnessKey(Vkey.parse(vkey), provider);
    }

    /**
     * The kind of cosignatures that this key makes.
     *
     * @return the type
     */
    public CosignatureType type() {
        return type;
    }

    /**
     * The witness's name.
     *
     * @return 1 to 255 visible ASCII characters without {@code +}
     */
    public String name() {
        return name;
    }

    /**
     * The public key itself.
     *
     * @return 32 bytes for Ed25519, 1,312 for ML-DSA-44
     */
    public Bytes publicKey() {
        return publicKey;
    }

    /**
     * The number that signature lines name the key by.
     *
     * @return any 32 bits
     */
    public int keyId() {
        return vkey().keyId();
    }

    Vkey vkey() {
        return new Vkey(name, type.type(), publicKey);
    }

    @Nullable
    Provider provider() {
        return provider;
    }

    /**
     * Whether a signature line says that it is of this key; what it says is not verified.
     *
     * @param line a line
     * @return true if name and key id are this key's
     */
    public boolean isNamedBy(SignatureLine line) {
        return line.keyId() == keyId() && line.name().equals(name);
    }

    /**
     * Verifies a cosignature.
     *
     * @param checkpoint what was cosigned
     * @param line a line of this key
     * @return what the witness says
     * @throws LogTamperedException if the line is of another key, its time is out of range, or the signature does not
     *     verify
     */
    public Cosignature verify(Checkpoint checkpoint, SignatureLine line) {
        byte[] stamped = line.signature().toByteArray();
        if (!isNamedBy(line) || stamped.length != Long.BYTES + type.algorithm().signatureBytes()) {
            throw new LogTamperedException("signature line is no cosignature of the witness " + name);
        }
        long seconds = ByteBuffer.wrap(stamped).getLong();
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new LogTamperedException("cosignature of the witness " + name
                    + " has a time out of range; accepted are seconds since 1970, from 1");
        }
        byte[] signature = Arrays.copyOfRange(stamped, Long.BYTES, stamped.length);
        byte[] message = type.message(name, seconds, checkpoint);
        if (!type.algorithm().verifies(type.algorithm().decode(publicKey, provider), message, signature, provider)) {
            throw new LogTamperedException("checkpoint of size " + checkpoint.treeSize()
                    + " bears an invalid cosignature of the witness " + name);
        }
        return new Cosignature(this, Instant.ofEpochSecond(seconds));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WitnessKey that && vkey().equals(that.vkey());
    }

    @Override
    public int hashCode() {
        return vkey().hashCode();
    }

    /** The vkey line, without a line end. */
    @Override
    public String toString() {
        return vkey().toString();
    }
}
