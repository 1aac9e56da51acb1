package dev.compliancekit.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.SecretBytes;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class DataKeyCacheTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TenantId ACME = new TenantId("acme");

    private final DataKeyCache cache = new DataKeyCache(10);

    private static DataKey key(TenantId tenant, int keyId) {
        Aead aead = Aead.xaes256Gcm(new KeyId(keyId), SecretBytes.random(32, RANDOM), RANDOM);
        return new DataKey(tenant, new KeyId(keyId), aead);
    }

    @Test
    void neverHoldsMoreThanItsLimit() {
        for (int i = 0; i < 100; i++) {
            cache.putSealing(key(new TenantId("t" + i), i));
            cache.put(key(ACME, i));
            assertThat(cache.size()).isLessThanOrEqualTo(10);
        }
        assertThat(cache.size()).isEqualTo(10);
        assertThat(cache.find(ACME, new KeyId(99))).isPresent();
    }

    @Test
    void evictsOneKeyOfOneTenant() {
        cache.putSealing(key(ACME, 1));
        cache.put(key(ACME, 2));
        cache.evict(ACME, new KeyId(2));
        assertThat(cache.find(ACME, new KeyId(2))).isEmpty();
        assertThat(cache.sealingKeyOf(ACME)).isPresent();
        cache.evict(new TenantId("bolt"), new KeyId(1));
        assertThat(cache.find(ACME, new KeyId(1))).isPresent();
        cache.evict(ACME, new KeyId(1));
        assertThat(cache.find(ACME, new KeyId(1))).isEmpty();
        assertThat(cache.sealingKeyOf(ACME)).isEmpty();
    }

    @Test
    void forgetsAll() {
        cache.putSealing(key(ACME, 1));
        cache.clear();
        assertThat(cache.size()).isZero();
        assertThat(cache.sealingKeyOf(ACME)).isEmpty();
    }
}
