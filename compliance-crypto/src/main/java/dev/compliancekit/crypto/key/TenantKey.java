package dev.compliancekit.crypto.key;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.SecretBytes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The unwrapped key of a tenant, and what it wraps with in each epoch. */
final class TenantKey {

    private final TenantId tenant;
    private final SecretBytes key;
    private final EpochKeys epochs;
    private final Primitives primitives;
    private final Map<Integer, WrappingKey> byEpoch = new ConcurrentHashMap<>();

    TenantKey(TenantId tenant, SecretBytes key, EpochKeys epochs, Primitives primitives) {
        this.tenant = tenant;
        this.key = key;
        this.epochs = epochs;
        this.primitives = primitives;
    }

    TenantId tenant() {
        return tenant;
    }

    /** For a new key. */
    WrappingKey inNewestEpoch() {
        return in(epochs.newest());
    }

    WrappingKey inEpoch(int number) {
        return in(epochs.of(number));
    }

    private WrappingKey in(EpochKeys.Epoch epoch) {
        return byEpoch.computeIfAbsent(
                epoch.number(), number -> WrappingKey.ofTenant(number, epoch.key(), key, primitives));
    }
}
