package dev.compliancekit.crypto.pkcs11;

import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.file.PassPhrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.security.auth.login.FailedLoginException;

/**
 * A token with its PIN, through the Java runtime's own SunPKCS11, configured here and registered nowhere. Each call
 * starts afresh, because a provider that lost its token stays without.
 */
final class TokenLogin implements AutoCloseable {

    private static final int KEY_BITS = 256;

    private final Pkcs11Token token;
    private final PassPhrase pin;
    private volatile boolean pinRefused;

    /** The PIN is copied. */
    TokenLogin(Pkcs11Token token, PassPhrase pin) {
        this.token = token;
        char[] text = pin.toCharArray();
        this.pin = PassPhrase.of(text);
        Arrays.fill(text, '\0');
    }

    /** Empty if there is no key of that label. */
    Optional<KeyInToken> find(String label, SecureRandom random) {
        Provider provider = provider("");
        try {
            Key key = logIn(provider).getKey(label, null);
            if (key == null) {
                return Optional.empty();
            }
            boolean secretAes = key instanceof SecretKey && key.getAlgorithm().equals("AES");
            if (!secretAes || key.getEncoded() != null) {
                throw new KeyUnavailableException("key " + label + " in " + token
                        + " is no AES key, or the token gives it away; accepted is an AES key that is sensitive "
                        + "and not extractable");
            }
            return Optional.of(new KeyInToken(provider, key, random));
        } catch (GeneralSecurityException | ProviderException e) {
            throw silent(e);
        }
    }

    /** Made inside the token, with its label in the same step, so that it never is there without one. */
    void generate(String label) {
        Provider provider = provider(attributes(label));
        try {
            logIn(provider);
            KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
            generator.init(KEY_BITS);
            generator.generateKey();
        } catch (GeneralSecurityException | ProviderException e) {
            throw silent(e);
        }
    }

    private static String attributes(String label) {
        return """
                attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
                  CKA_TOKEN = true
                  CKA_PRIVATE = true
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                  CKA_ENCRYPT = true
                  CKA_DECRYPT = true
                  CKA_WRAP = false
                  CKA_UNWRAP = false
                  CKA_LABEL = 0h%s
                }
                """.formatted(HexFormat.of().formatHex(label.getBytes(StandardCharsets.US_ASCII)));
    }

    private Provider provider(String attributes) {
        Provider unconfigured = Security.getProvider("SunPKCS11");
        if (unconfigured == null) {
            throw new KeyUnavailableException(
                    "the Java runtime has no SunPKCS11; accepted is one with the module jdk.crypto.cryptoki");
        }
        String configuration = "--name = compliancekit\nlibrary = \"" + token.library() + "\"\nslot = " + token.slot()
                + "\n" + attributes;
        try {
            return unconfigured.configure(configuration);
        } catch (ProviderException | InvalidParameterException e) {
            throw new KeyUnavailableException("there is no token in " + token + ", or it does not answer", e);
        }
    }

    /** A PIN that was refused once is never tried again: after a few tries tokens lock themselves. */
    private KeyStore logIn(Provider provider) throws GeneralSecurityException {
        if (pinRefused) {
            throw pinRefused();
        }
        char[] text = pin.toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, text);
            return store;
        } catch (IOException e) {
            throw refused(e);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private KeyUnavailableException refused(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedLoginException) {
                pinRefused = true;
                return pinRefused();
            }
            if (cause instanceof KeyStoreException) {
                return new KeyUnavailableException(
                        "the token in " + token
                                + " has several objects of one label, or of none, so that a key cannot be "
                                + "told from its twin; give each a label of its own",
                        e);
            }
        }
        return silent(e);
    }

    private KeyUnavailableException pinRefused() {
        return new KeyUnavailableException(
                "the token in " + token + " refused the PIN; it is not tried again, so that the token does not lock");
    }

    KeyUnavailableException silent(Exception cause) {
        return new KeyUnavailableException("the token in " + token + " does not answer; it may be tried again", cause);
    }

    /** Wipes the PIN. The process stays logged in: PKCS #11 logs in per process, and others may use the token. */
    @Override
    public void close() {
        pin.close();
    }
}
