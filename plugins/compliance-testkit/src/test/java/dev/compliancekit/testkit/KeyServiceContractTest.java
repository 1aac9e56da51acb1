package dev.compliancekit.testkit;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class KeyServiceContractTest {

    private static final Sabotage<KeyService> SABOTAGE = new Sabotage<>(KeyServiceContract.class, UnderTest.class);
    private static final AssociatedData ANYWHERE = AssociatedData.ofTexts("anywhere");

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<KeyService>> saboteurs = new HashMap<>();
        saboteurs.put("unwrappingGivesTheKeyThatWasWrapped", service -> new Wrapped(service) {
            @Override
            public SecretBytes unwrap(WrappedKey wrapped, AssociatedData associatedData) {
                try (SecretBytes key = service.unwrap(wrapped, associatedData)) {
                    byte[] changed = key.toByteArray();
                    changed[0]++;
                    return SecretBytes.copyOf(changed);
                }
            }
        });
        saboteurs.put("aServiceOpenedAgainUnwrapsWhatWasWrappedBefore", service -> new Forgetful());
        saboteurs.put("wrappingOneKeyTwiceGivesDifferentCiphertexts", service -> new Wrapped(service) {
            private final Map<Bytes, WrappedKey> known = new HashMap<>();

            @Override
            public synchronized WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
                return known.computeIfAbsent(
                        Bytes.copyOf(key.toByteArray()), unseen -> service.wrap(key, associatedData));
            }
        });
        saboteurs.put("aChangedBitDoesNotUnwrap", service -> new LooselyBound(service, 0, false));
        saboteurs.put("aCutCiphertextDoesNotUnwrap", service -> new LooselyBound(service, 1, false));
        saboteurs.put("otherAssociatedDataDoNotUnwrap", service -> new LooselyBound(service, -1, true));
        saboteurs.put("theKeyIsNotInTheCiphertext", service -> new Wrapped(service) {
            @Override
            public WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
                WrappedKey wrapped = service.wrap(key, associatedData);
                return new WrappedKey(
                        wrapped.rootKeyId(),
                        Bytes.parseHex(wrapped.ciphertext().hex()
                                + Bytes.copyOf(key.toByteArray()).hex()));
            }
        });
        saboteurs.put("aWrappedKeyNamesTheRootKey", service -> new Wrapped(service) {
            @Override
            public WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
                return new WrappedKey("root", service.wrap(key, associatedData).ciphertext());
            }
        });
        saboteurs.put("theRootKeyIdStaysTheSame", service -> new Wrapped(service) {
            private final int number = OPENED.incrementAndGet();

            @Override
            public String rootKeyId() {
                return "root-" + number;
            }
        });
        saboteurs.put("aRootKeyThatIsNotHeldIsUnavailable", service -> new Wrapped(service) {
            @Override
            public SecretBytes unwrap(WrappedKey wrapped, AssociatedData associatedData) {
                return service.unwrap(new WrappedKey(service.rootKeyId(), wrapped.ciphertext()), associatedData);
            }
        });
        saboteurs.put("aKeyThatIsTooLongIsRefused", service -> new Wrapped(service) {
            @Override
            public WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
                try (SecretBytes cut =
                        SecretBytes.copyOf(Arrays.copyOf(key.toByteArray(), Math.min(key.size(), 1024)))) {
                    return service.wrap(cut, associatedData);
                }
            }
        });
        saboteurs.put("aKeyHandedInStaysOpen", service -> new Wrapped(service) {
            @Override
            public WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
                try (key) {
                    return service.wrap(key, associatedData);
                }
            }
        });
        saboteurs.put("aKeyHandedOutIsTheCallers", service -> new Wrapped(service) {
            private final Map<WrappedKey, SecretBytes> cache = new HashMap<>();

            @Override
            public synchronized SecretBytes unwrap(WrappedKey wrapped, AssociatedData associatedData) {
                return cache.computeIfAbsent(wrapped, unseen -> service.unwrap(wrapped, associatedData));
            }
        });
        saboteurs.put("aClosedServiceRefuses", service -> new Wrapped(service) {
            @Override
            public void close() {}
        });
        saboteurs.put("closingAgainDoesNothing", service -> new Wrapped(service) {
            private boolean closed;

            @Override
            public void close() {
                if (closed) {
                    throw new IllegalStateException("closed twice");
                }
                closed = true;
                service.close();
            }
        });
        saboteurs.put("manyThreadsMayWrapAndUnwrapAtOnce", service -> new Wrapped(service) {
            private final Set<Long> threads = new HashSet<>();

            @Override
            public synchronized WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
                threads.add(Thread.currentThread().getId());
                if (threads.size() > 1) {
                    throw new IllegalStateException("confined to one thread");
                }
                return service.wrap(key, associatedData);
            }
        });
        return SABOTAGE.tests(saboteurs);
    }

    private static final AtomicInteger OPENED = new AtomicInteger();

    private static class Wrapped implements KeyService {

        final KeyService service;

        Wrapped(KeyService service) {
            this.service = service;
        }

        @Override
        public String rootKeyId() {
            return service.rootKeyId();
        }

        @Override
        public WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
            return service.wrap(key, associatedData);
        }

        @Override
        public SecretBytes unwrap(WrappedKey wrapped, AssociatedData associatedData) {
            return service.unwrap(wrapped, associatedData);
        }

        @Override
        public void close() {
            service.close();
        }
    }

    /** Makes a root key of its own whenever it is opened. */
    private static final class Forgetful extends Wrapped {

        Forgetful() {
            super(InMemoryKeyService.create(new SecureRandom()));
        }

        @Override
        public String rootKeyId() {
            return "root";
        }

        @Override
        public WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
            return new WrappedKey("root", service.wrap(key, associatedData).ciphertext());
        }

        @Override
        public SecretBytes unwrap(WrappedKey wrapped, AssociatedData associatedData) {
            return service.unwrap(new WrappedKey(service.rootKeyId(), wrapped.ciphertext()), associatedData);
        }
    }

    /** Appends a byte that it never checks, or ignores what the key is bound to. */
    private static final class LooselyBound extends Wrapped {

        private final int slack;
        private final boolean anywhere;

        LooselyBound(KeyService service, int slack, boolean anywhere) {
            super(service);
            this.slack = slack;
            this.anywhere = anywhere;
        }

        @Override
        public WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
            WrappedKey wrapped = service.wrap(key, anywhere ? ANYWHERE : associatedData);
            return slack < 0
                    ? wrapped
                    : new WrappedKey(
                            wrapped.rootKeyId(),
                            Bytes.parseHex(wrapped.ciphertext().hex() + "00"));
        }

        @Override
        public SecretBytes unwrap(WrappedKey wrapped, AssociatedData associatedData) {
            int size = wrapped.ciphertext().size();
            int kept = slack < 0 ? size : slack > 0 && size == 61 + slack - 2 ? size : size - 1;
            if (kept < 1) {
                throw new DecryptionException();
            }
            Bytes ciphertext = Bytes.copyOf(Arrays.copyOf(wrapped.ciphertext().toByteArray(), kept));
            return service.unwrap(
                    new WrappedKey(wrapped.rootKeyId(), ciphertext), anywhere ? ANYWHERE : associatedData);
        }
    }

    static class UnderTest extends KeyServiceContract {

        private final InMemoryKeyService root = InMemoryKeyService.create(new SecureRandom());

        @Override
        protected KeyService openService() {
            return SABOTAGE.on(root.reopened());
        }
    }
}
