package dev.compliancekit.crypto.key;

import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.NonceMode;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Collects what {@link TenantKeys} work with.
 *
 * <p><em>Not thread-safe: confine to one thread.</em>
 */
public final class TenantKeysBuilder {

    private final KeyStore keyStore;
    private final EpochStore epochStore;
    private final KeyService keyService;
    private @Nullable SecureRandom random;
    private @Nullable InstantSource clock;
    private @Nullable AuditSink audit;
    private @Nullable Executor refresher;
    private @Nullable Provider provider;
    private NonceMode nonces = NonceMode.SESSION;
    private TenantId operator = new TenantId("operator");
    private SubjectKeys subjectKeys = SubjectKeys.NONE;
    private KeyCacheLimits limits = KeyCacheLimits.DEFAULT;

    TenantKeysBuilder(KeyStore keyStore, EpochStore epochStore, KeyService keyService) {
        this.keyStore = Objects.requireNonNull(keyStore, "keyStore");
        this.epochStore = Objects.requireNonNull(epochStore, "epochStore");
        this.keyService = Objects.requireNonNull(keyService, "keyService");
    }

    /**
     * Where keys, key ids and nonces come from. There is no default.
     *
     * @param source a thread-safe generator
     * @return this builder
     */
    public TenantKeysBuilder random(SecureRandom source) {
        this.random = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * What tells the time of creations and destructions, and the age of keys in memory. There is no default.
     *
     * @param source the clock
     * @return this builder
     */
    public TenantKeysBuilder clock(InstantSource source) {
        this.clock = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * Where creations and destructions of keys are logged. There is no default.
     *
     * @param sink the audit log
     * @return this builder
     */
    public TenantKeysBuilder audit(AuditSink sink) {
        this.audit = Objects.requireNonNull(sink, "sink");
        return this;
    }

    /**
     * The account under which events about no tenant are logged: beginning and end of epochs. Default {@code operator}.
     *
     * @param account the account code
     * @return this builder
     */
    public TenantKeysBuilder operator(TenantId account) {
        this.operator = Objects.requireNonNull(account, "account");
        return this;
    }

    /**
     * Whether persons have keys of their own. Default {@link SubjectKeys#NONE}. May be changed at any time: values
     * sealed before open all the same.
     *
     * @param choice whether they have
     * @return this builder
     */
    public TenantKeysBuilder subjectKeys(SubjectKeys choice) {
        this.subjectKeys = Objects.requireNonNull(choice, "choice");
        return this;
    }

    /**
     * How long unwrapped keys stay in memory. Default {@link KeyCacheLimits#DEFAULT}.
     *
     * @param cacheLimits the limits
     * @return this builder
     */
    public TenantKeysBuilder cacheLimits(KeyCacheLimits cacheLimits) {
        this.limits = Objects.requireNonNull(cacheLimits, "cacheLimits");
        return this;
    }

    /**
     * How nonces of fields are made. Default {@link NonceMode#SESSION}.
     *
     * @param mode the mode
     * @return this builder
     */
    public TenantKeysBuilder nonces(NonceMode mode) {
        this.nonces = Objects.requireNonNull(mode, "mode");
        return this;
    }

    /**
     * Whose ciphers to use, whatever is registered in the process; SunJCE if this is not called.
     *
     * @param choice a provider as {@link dev.compliancekit.crypto.Aead.Builder#provider} accepts it
     * @return this builder
     */
    public TenantKeysBuilder provider(Provider choice) {
        this.provider = Objects.requireNonNull(choice, "choice");
        return this;
    }

    /**
     * What renews keys in memory before their time there is over. Without one, whoever needs a key when its time is
     * over waits for it.
     *
     * @param executor where the renewals run; stays the caller's to end
     * @return this builder
     */
    public TenantKeysBuilder refreshAhead(Executor executor) {
        this.refresher = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * The keys, ready for use. A new epoch store gets its first epoch. Keys that were shredded and came back with an
     * old copy of the key store are destroyed again, and destructions that an earlier run could not log are logged now.
     *
     * @return the keys
     * @throws IllegalStateException if randomness, clock or audit log was not named
     * @throws KeyUnavailableException if a key store or the key service cannot be reached
     * @throws ComplianceException if there is an event to log and the audit log does not take it
     */
    public TenantKeys build() {
        if (random == null || clock == null || audit == null) {
            throw new IllegalStateException(
                    "randomness, clock or audit log was not named; accepted is a builder that was given all three");
        }
        Primitives primitives = new Primitives(random, clock, nonces, provider);
        EpochKeys epochs = new EpochKeys(epochStore, keyService, primitives);
        KeyCache cache = new KeyCache(limits, clock);
        return new TenantKeys(new KeyParts(
                        keyStore,
                        epochStore,
                        epochs,
                        new KeyReader(keyStore, epochs, cache, primitives),
                        new KeyEvents(audit, operator),
                        cache,
                        new KeyLocks(),
                        primitives,
                        refresher == null ? KeyRefresh.never() : KeyRefresh.on(refresher, limits.maxAge()),
                        subjectKeys))
                .started();
    }
}
