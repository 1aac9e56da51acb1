package dev.compliancekit.audit;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.LookupTags;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SealBrokenException;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.ShreddedException;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keys of tenants and subjects in memory, without compliance-crypto: AES-256-GCM and HMAC of the JDK. */
final class TestKeys implements Sealer, LookupTags {

    private static final int NONCE = 12;

    private final Random random = new Random(20260101);
    private final Map<String, byte[]> keys = new HashMap<>();
    private final Set<String> destroyed = new HashSet<>();
    private final Set<String> lost = new HashSet<>();
    private boolean unreachable;

    Sealing sealing() {
        return Sealing.builder(() -> this, () -> this).build();
    }

    void shred(TenantId tenant) {
        keys.keySet().stream()
                .filter(name -> name.startsWith(tenant + "/") || name.startsWith(tenant + "#"))
                .forEach(destroyed::add);
        destroyed.add(tenant + "#");
    }

    void shred(TenantId tenant, SubjectId subject) {
        destroyed.add(tenant + "/" + subject);
    }

    void lose(TenantId tenant, SubjectId subject) {
        lost.add(tenant + "/" + subject);
    }

    void unreachable(boolean now) {
        unreachable = now;
    }

    @Override
    public synchronized byte[] seal(FieldPath path, byte[] plaintext) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, path, nonce, plaintext, 0);
        byte[] both = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE, sealed.length);
        return both;
    }

    @Override
    public synchronized Opened open(FieldPath path, byte[] sealed) {
        String name = path.tenant() + "/" + path.subject();
        if (lost.contains(name)) {
            return new Opened.KeyMissing("00000001");
        }
        if (isDestroyed(path.tenant(), name)) {
            return new Opened.Erased("00000002");
        }
        if (sealed.length < NONCE) {
            throw new SealBrokenException("too short");
        }
        return new Opened.Plaintext(crypt(Cipher.DECRYPT_MODE, path, Arrays.copyOf(sealed, NONCE), sealed, NONCE));
    }

    private byte[] crypt(int mode, FieldPath path, byte[] nonce, byte[] input, int offset) {
        byte[] key = key(path.tenant(), path.tenant() + "/" + path.subject());
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD((path.tenant() + " " + path.recordClass() + " " + path.record() + " " + path.field() + " "
                            + path.version())
                    .getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, offset, input.length - offset);
        } catch (AEADBadTagException e) {
            throw new SealBrokenException("it does not open");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isDestroyed(TenantId tenant, String name) {
        return destroyed.contains(tenant + "#") || destroyed.contains(name);
    }

    private byte[] key(TenantId tenant, String name) {
        if (unreachable) {
            throw new AuditStoreException("the keys cannot be reached");
        }
        if (isDestroyed(tenant, name)) {
            throw new ShreddedException("the key of " + tenant + " was destroyed");
        }
        return keys.computeIfAbsent(name, made -> {
            byte[] key = new byte[32];
            random.nextBytes(key);
            return key;
        });
    }

    @Override
    public synchronized Bytes tag(TenantId tenant, RecordClass recordClass, String field, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(tenant, tenant + "#tags"), "HmacSHA256"));
            byte[] tag = mac.doFinal((recordClass + " " + field + " " + value).getBytes(StandardCharsets.UTF_8));
            return Bytes.copyOf(Arrays.copyOf(tag, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized List<Bytes> everyTag(TenantId tenant, RecordClass recordClass, String field, String value) {
        return isDestroyed(tenant, "") ? List.of() : List.of(tag(tenant, recordClass, field, value));
    }
}
