package dev.compliancekit.crypto.key;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyUnavailableException;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;

/**
 * Brings the values of a store under the newest keys, after a rotation or after subjects got keys of their own. It goes
 * through what the caller iterates over, writes back what is under an older key, and leaves the rest alone; so it may
 * be broken off at any point and run again.
 *
 * <p><em>Thread-safe.</em>
 */
public final class Reencryption {

    private final TenantKeys keys;

    private Reencryption(TenantKeys keys) {
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    /**
     * A re-encryption under these keys.
     *
     * @param keys the keys
     * @return the re-encryption
     */
    public static Reencryption under(TenantKeys keys) {
        return new Reencryption(keys);
    }

    /** A sealed value in the caller's store. */
    public interface StoredValue {

        /**
         * Where the value belongs.
         *
         * @return the place that it was sealed for
         */
        FieldPath path();

        /**
         * The value as it is stored.
         *
         * @return the sealed value
         */
        byte[] sealed();

        /**
         * Stores the value sealed anew, if it was not changed meanwhile: a compare-and-set on {@link #sealed}.
         *
         * @param resealed the same value under the newest key
         * @return false if the stored value is another one by now, which was left alone
         */
        boolean replace(byte[] resealed);
    }

    /**
     * What came of it.
     *
     * @param resealed values that are under the newest key now
     * @param untouched values that were under it already, or that were erased
     * @param changed values that somebody else changed meanwhile
     * @param refused values that do not open at their place, or that can be read although their subject was shredded;
     *     they were left as they are: raise an alarm
     */
    @Immutable
    public record Report(long resealed, long untouched, long changed, long refused) {}

    /**
     * One value under the newest key, for a value that is sealed under an older one.
     *
     * @param path where the value belongs
     * @param sealed what {@link TenantKeys#seal} returned; read, neither kept nor changed
     * @return the value, sealed anew; or empty if it is under the newest key already, or was erased
     * @throws DecryptionException if the value does not open at this place
     * @throws KeyDestroyedException if tenant or subject were shredded, and yet the value can be read, because it is
     *     under a key that was not the subject's: erase it otherwise
     * @throws KeyUnavailableException if its key is missing, or a key store or key service cannot be reached
     */
    public Optional<byte[]> reseal(FieldPath path, byte[] sealed) {
        DataKey newest;
        try {
            newest = keys.fieldKeyOf(path);
        } catch (KeyDestroyedException e) {
            if (keys.open(path, sealed) instanceof Opened.Erased) {
                return Optional.empty();
            }
            throw e;
        }
        if (Aead.keyIdOf(sealed).equals(Optional.of(newest.metadata().keyId()))) {
            return Optional.empty();
        }
        Opened opened = keys.open(path, sealed);
        if (opened instanceof Opened.KeyMissing missing) {
            throw new KeyUnavailableException(
                    "there is no key " + missing.keyId() + " of tenant " + path.tenant() + "; restore the key store");
        }
        return opened instanceof Opened.Plaintext plaintext
                ? Optional.of(keys.seal(path, plaintext.plaintext()))
                : Optional.empty();
    }

    /**
     * Goes through values.
     *
     * @param values the values; read as it goes on, one at a time
     * @return what came of it
     * @throws ComplianceException if a key is missing or cannot be reached, or what the values themselves throw; what
     *     was replaced until then stays so
     */
    public Report run(Iterator<? extends StoredValue> values) {
        long resealed = 0;
        long untouched = 0;
        long changed = 0;
        long refused = 0;
        while (values.hasNext()) {
            StoredValue value = values.next();
            try {
                Optional<byte[]> anew = reseal(value.path(), value.sealed());
                if (anew.isEmpty()) {
                    untouched++;
                } else if (value.replace(anew.get())) {
                    resealed++;
                } else {
                    changed++;
                }
            } catch (DecryptionException | KeyDestroyedException e) {
                refused++;
            }
        }
        return new Report(resealed, untouched, changed, refused);
    }
}
