package dev.compliancekit.crypto.pkcs11;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A root key that never leaves a PKCS #11 token: an HSM, a smart card, or software such as SoftHSM. The token must know
 * AES-GCM with a nonce that it is given (CKM_AES_GCM, PKCS #11 v2.40 section 2.11.2).
 *
 * <p>The root key is found by its label, so no two objects in the token may have the same. When the token forgets the
 * login or is reset, the next call logs in again; while it cannot, calls say that the key is unavailable. PKCS #11 logs
 * in per process: while another part of the process is logged in, the PIN is not looked at, and when it logs out, so is
 * this service until its next call. Wrapped keys are described in {@code docs/formats/root-key.md}; under one root key
 * 2^32 keys may be wrapped (NIST SP 800-38D section 8.3), which nobody counts here: make a new root key long before.
 *
 * <p><em>Thread-safe.</em> Calls run side by side as far as the token lets them.
 */
public final class Pkcs11KeyService implements KeyService {

    private static final int MAX_LABEL_CHARS = 64;
    private static final int MAX_WRAPPED_KEY_BYTES = 1024;

    private final TokenLogin login;
    private final String label;
    private final SecureRandom random;
    private volatile @Nullable KeyInToken key;

    private Pkcs11KeyService(TokenLogin login, String label, SecureRandom random, KeyInToken key) {
        this.login = login;
        this.label = label;
        this.random = random;
        this.key = key;
    }

    /** One call to the token. */
    private interface Call {
        byte[] on(KeyInToken key) throws GeneralSecurityException;
    }

    /**
     * Makes a new AES key of 256 bits inside the token: persistent, private, sensitive, not extractable.
     *
     * @param token where
     * @param label the key's name, 1 to 64 ASCII characters from space to tilde; one that no key had before
     * @param pin the user's PIN; copied, not closed
     * @param random where the nonces come from; the key comes from the token
     * @return the service, to be closed by the caller
     * @throws IllegalArgumentException if the label is not accepted, or taken
     * @throws KeyUnavailableException if there is no token, it refuses the PIN or the key, or its keys cannot be told
     *     apart
     */
    public static Pkcs11KeyService create(Pkcs11Token token, String label, PassPhrase pin, SecureRandom random) {
        checkLabel(label);
        try (TokenLogin login = new TokenLogin(token, pin)) {
            if (login.find(label, random).isPresent()) {
                throw new IllegalArgumentException("the token in " + token + " has a key " + label
                        + " already; accepted is a new label, or open it instead");
            }
            login.generate(label);
        }
        return open(token, label, pin, random);
    }

    /**
     * Opens the token and finds the root key. The Java runtime does not tell the size of a key in a token: for a key
     * that something else made, look that it has 256 bits.
     *
     * @param token where
     * @param label the key's name, 1 to 64 ASCII characters from space to tilde
     * @param pin the user's PIN; copied, not closed
     * @param random where the nonces come from
     * @return the service, to be closed by the caller
     * @throws IllegalArgumentException if the label is not accepted
     * @throws KeyUnavailableException if there is no token, it refuses the PIN, it has no such key or one that it gives
     *     away, or its keys cannot be told apart
     */
    public static Pkcs11KeyService open(Pkcs11Token token, String label, PassPhrase pin, SecureRandom random) {
        checkLabel(label);
        TokenLogin login = new TokenLogin(token, pin);
        Optional<KeyInToken> key = Optional.empty();
        try {
            key = login.find(label, random);
        } finally {
            if (key.isEmpty()) {
                login.close();
            }
        }
        return new Pkcs11KeyService(login, label, random, key.orElseThrow(() -> missing(label)));
    }

    private static KeyUnavailableException missing(String label) {
        return new KeyUnavailableException("the token has no key " + label);
    }

    private static void checkLabel(String label) {
        if (label.isEmpty()
                || label.length() > MAX_LABEL_CHARS
                || !label.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("label is not accepted; accepted are 1 to " + MAX_LABEL_CHARS
                    + " ASCII characters from space to tilde");
        }
    }

    /** The key's label in the form of a PKCS #11 URI (RFC 7512), for example {@code pkcs11:object=root-1}. */
    @Override
    public String rootKeyId() {
        StringBuilder id = new StringBuilder("pkcs11:object=");
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            boolean unreserved = Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0;
            id.append(unreserved ? Character.toString(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return id.toString();
    }

    @Override
    public WrappedKey wrap(SecretBytes wrapping, AssociatedData associatedData) {
        if (wrapping.size() > MAX_WRAPPED_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "key has " + wrapping.size() + " bytes; accepted are at most " + MAX_WRAPPED_KEY_BYTES);
        }
        byte[] place = associatedData.toByteArray();
        byte[] bytes = wrapping.toByteArray();
        try {
            return new WrappedKey(rootKeyId(), Bytes.copyOf(call(inToken -> inToken.seal(bytes, place))));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public SecretBytes unwrap(WrappedKey wrapped, AssociatedData associatedData) {
        KeyInToken opened = opened();
        if (!wrapped.rootKeyId().equals(rootKeyId())) {
            throw new KeyUnavailableException("a key is wrapped under root key " + wrapped.rootKeyId()
                    + "; this service holds root key " + rootKeyId());
        }
        byte[] place = associatedData.toByteArray();
        byte[] ciphertext = wrapped.ciphertext().toByteArray();
        byte[] bytes = call(opened, inToken -> inToken.open(ciphertext, place));
        SecretBytes unwrapped = SecretBytes.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return unwrapped;
    }

    private byte[] call(Call call) {
        return call(opened(), call);
    }

    /**
     * Once more with a new login if the first try fails, since tokens are reset and unplugged.
     *
     * @throws DecryptionException if the token works and refuses
     */
    private byte[] call(KeyInToken opened, Call call) {
        try {
            return call.on(opened);
        } catch (GeneralSecurityException | ProviderException e) {
            try {
                return call.on(openedAgain(opened));
            } catch (GeneralSecurityException | ProviderException again) {
                throw login.silent(again);
            }
        }
    }

    private KeyInToken opened() {
        KeyInToken opened = key;
        if (opened == null) {
            throw new IllegalStateException("the key service was closed");
        }
        return opened;
    }

    /** Of several calls that failed together, one logs in for all. */
    private synchronized KeyInToken openedAgain(KeyInToken lost) {
        KeyInToken opened = opened();
        if (opened == lost) {
            opened = login.find(label, random).orElseThrow(() -> missing(label));
            key = opened;
        }
        return opened;
    }

    /** Wipes the PIN and lets go of the token. The process stays logged in, for others that use the token. */
    @Override
    public synchronized void close() {
        key = null;
        login.close();
    }

    /** The root key's id. */
    @Override
    public String toString() {
        return "Pkcs11KeyService[" + rootKeyId() + "]";
    }
}
