package dev.compliancekit.testkit;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key service whose root key lives in memory and dies with it, for tests. Wraps with AES-256-GCM (NIST SP 800-38D).
 * <em>Thread-safe.</em>
 */
public final class InMemoryKeyService implements KeyService {

    private static final int ROOT_KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_KEY_BYTES = 1024;

    private final String rootKeyId;
    private final byte[] rootKey;
    private final SecureRandom random;
    private final FaultPlan faults;
    private volatile boolean closed;

    private InMemoryKeyService(String rootKeyId, byte[] rootKey, SecureRandom random, FaultPlan faults) {
        this.rootKeyId = rootKeyId;
        this.rootKey = rootKey;
        this.random = random;
        this.faults = Objects.requireNonNull(faults, "faults");
    }

    /**
     * A service with a new root key.
     *
     * @param random where the root key and nonces come from
     * @return an open service
     */
    public static InMemoryKeyService create(SecureRandom random) {
        byte[] rootKey = new byte[ROOT_KEY_BYTES];
        random.nextBytes(rootKey);
        byte[] id = new byte[8];
        random.nextBytes(id);
        return new InMemoryKeyService("memory-" + Bytes.copyOf(id).hex(), rootKey, random, FaultPlan.none());
    }

    /**
     * Another service over the same root key, as after a restart; this one may be closed.
     *
     * @return an open service without faults
     */
    public InMemoryKeyService reopened() {
        return failing(FaultPlan.none());
    }

    /**
     * Another service over the same root key, some calls of which fail.
     *
     * @param plan asked once for each wrap and unwrap; let it fail with {@link KeyUnavailableException} to act as a
     *     service that is down
     * @return an open service
     */
    public InMemoryKeyService failing(FaultPlan plan) {
        return new InMemoryKeyService(rootKeyId, rootKey, random, plan);
    }

    @Override
    public String rootKeyId() {
        return rootKeyId;
    }

    @Override
    public WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
        requireOpen();
        faults.call();
        if (key.size() > MAX_KEY_BYTES) {
            throw new IllegalArgumentException("key has " + key.size() + " bytes; accepted are 1 to " + MAX_KEY_BYTES);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] plain = key.toByteArray();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, associatedData).doFinal(plain);
            byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return new WrappedKey(rootKeyId, Bytes.copyOf(all));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in GCM", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public SecretBytes unwrap(WrappedKey wrapped, AssociatedData associatedData) {
        requireOpen();
        faults.call();
        if (!wrapped.rootKeyId().equals(rootKeyId)) {
            throw new KeyUnavailableException("the wrapped key names a root key that this service does not hold");
        }
        byte[] all = wrapped.ciphertext().toByteArray();
        if (all.length <= NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new DecryptionException();
        }
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        byte[] plain;
        try {
            plain = cipher(Cipher.DECRYPT_MODE, nonce, associatedData)
                    .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new DecryptionException();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in GCM", e);
        }
        SecretBytes key = SecretBytes.copyOf(plain);
        Arrays.fill(plain, (byte) 0);
        return key;
    }

    /** Refuses from now on. The root key stays for {@link #reopened}. */
    @Override
    public void close() {
        closed = true;
    }

    /** The root key's id, never the key. */
    @Override
    public String toString() {
        return "InMemoryKeyService[" + rootKeyId + "]";
    }

    private Cipher cipher(int mode, byte[] nonce, AssociatedData associatedData) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(rootKey, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associatedData.toByteArray());
        return cipher;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this key service was closed");
        }
    }
}
