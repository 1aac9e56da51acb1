package dev.compliancekit.crypto.internal.engine;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import javax.crypto.Cipher;

/**
 * Where AES-GCM comes from: the JDK's own provider, or one that the caller gave. What is registered for the whole
 * process, and in which order, makes no difference.
 *
 * <p><em>Thread-safe.</em>
 */
public final class CipherSource {

    private static final String JDK_PROVIDER = "SunJCE";
    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final String AES_BLOCKS = "AES/ECB/NoPadding";
    private static final String AES_KEY_WRAP = "AES/KWP/NoPadding";

    private final Provider provider;
    private final boolean hasAesBlocks;

    private CipherSource(Provider provider, boolean hasAesBlocks) {
        this.provider = provider;
        this.hasAesBlocks = hasAesBlocks;
        newAesGcm();
    }

    /**
     * The provider of the JDK.
     *
     * @return the source
     * @throws IllegalStateException if the Java runtime comes without it
     */
    public static CipherSource jdk() {
        return new CipherSource(jdkProvider(), true);
    }

    /**
     * A provider of the caller's choice; it need not be registered.
     *
     * @param provider one with {@code AES/GCM/NoPadding}
     * @return the source
     * @throws IllegalArgumentException if it is Bouncy Castle, whose AES in Java is some 20 times slower
     * @throws IllegalStateException if it has no AES-GCM
     */
    public static CipherSource of(Provider provider) {
        if (provider.getName().startsWith("BC")) {
            throw new IllegalArgumentException("provider is " + provider.getName()
                    + ", whose AES is many times slower; accepted is the JDK's or a native one");
        }
        return new CipherSource(provider, has(AES_BLOCKS, provider));
    }

    /**
     * A cipher of its own for one thread at a time.
     *
     * @return AES-GCM, to be initialised
     */
    public Cipher newAesGcm() {
        return newCipher(AES_GCM, provider);
    }

    /**
     * A cipher of its own for one thread at a time, for single blocks as a pseudorandom function; never for data. It is
     * the JDK's where a provider has no such cipher: Amazon Corretto Crypto Provider leaves it out on purpose.
     *
     * @return AES without a mode, to be initialised
     */
    public Cipher newAesBlocks() {
        return newCipher(AES_BLOCKS, hasAesBlocks ? provider : jdkProvider());
    }

    /**
     * A cipher of its own for one thread at a time, for wrapping keys (RFC 5649).
     *
     * @return AES key wrap with padding, to be initialised
     */
    public Cipher newAesKeyWrap() {
        return newCipher(AES_KEY_WRAP, provider);
    }

    private static boolean has(String transformation, Provider provider) {
        try {
            Cipher.getInstance(transformation, provider);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Provider jdkProvider() {
        Provider provider = Security.getProvider(JDK_PROVIDER);
        if (provider == null) {
            throw new IllegalStateException(
                    "the Java runtime has no provider " + JDK_PROVIDER + "; give the provider to use");
        }
        return provider;
    }

    private static Cipher newCipher(String transformation, Provider provider) {
        try {
            return Cipher.getInstance(transformation, provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("provider " + provider.getName() + " has no " + transformation, e);
        }
    }

    /**
     * What is known of how warm these ciphers are: only the JDK's are compiled as they run.
     *
     * @return the state of this process
     */
    public CipherWarmth warmth() {
        return provider.getName().equals(JDK_PROVIDER) ? CipherWarmth.ofThisJvm() : CipherWarmth.compiledAhead();
    }
}
