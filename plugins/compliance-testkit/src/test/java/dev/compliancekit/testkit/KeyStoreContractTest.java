package dev.compliancekit.testkit;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class KeyStoreContractTest {

    private static final Sabotage<Searched> SABOTAGE = new Sabotage<>(KeyStoreContract.class, UnderTest.class);

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<Searched>> saboteurs = new HashMap<>(saboteursOfDestroying());
        saboteurs.putAll(saboteursOfRewrapping());
        saboteurs.putAll(saboteursOfSubjects());
        saboteurs.put("anEmptyStoreHasNothing", store -> new Wrapped(store) {
            @Override
            public Stream<TenantId> tenants() {
                return Stream.concat(Stream.of(new TenantId("aaa")), store.tenants());
            }
        });
        saboteurs.put("aNewKeyIsStored", store -> new Wrapped(store) {
            @Override
            public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
                return candidate;
            }
        });
        saboteurs.put("noKeyIsOverwrittenByAnotherOfItsNameAndVersion", store -> new Wrapped(store) {
            @Override
            public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
                store.createIfAbsent(candidate);
                return candidate;
            }
        });
        saboteurs.put("noKeyIsOverwrittenByAnotherOfItsId", store -> new Wrapped(store) {
            @Override
            public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
                try {
                    return store.createIfAbsent(candidate);
                } catch (IllegalArgumentException e) {
                    return candidate;
                }
            }
        });
        saboteurs.put("theTenantsKeysAreApart", store -> new Wrapped(store) {
            @Override
            public Optional<KeyRecord> load(KeyAddress address) {
                return store.tenants()
                        .map(any -> store.load(new KeyAddress(any, address.subject(), address.keyId())))
                        .flatMap(Optional::stream)
                        .findFirst();
            }
        });
        saboteurs.put("theNewestKeyHasTheHighestVersion", store -> new Wrapped(store) {
            @Override
            public Optional<KeyRecord> newest(KeyName name) {
                return store.list(name.tenant())
                        .filter(record -> record.metadata().name().equals(name))
                        .max(Comparator.comparing(record -> record.metadata().keyId()));
            }
        });
        saboteurs.put("whatWasStoredIsThereWhenTheStoreIsOpenedAgain", store -> new Wrapped(store) {
            private final Map<KeyAddress, KeyRecord.Active> rewrapped = new HashMap<>();

            @Override
            public long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
                return store.list(tenant)
                        .flatMap(record ->
                                record instanceof KeyRecord.Active active ? Stream.of(active) : Stream.empty())
                        .map(rewrapping)
                        .map(active -> rewrapped.put(active.metadata().address(), active))
                        .filter(Objects::isNull)
                        .count();
            }

            @Override
            public Optional<KeyRecord> load(KeyAddress address) {
                return Optional.<KeyRecord>ofNullable(rewrapped.get(address)).or(() -> store.load(address));
            }
        });
        saboteurs.put("tenantsAndKeysAreListedInTheirOrder", store -> new Wrapped(store) {
            @Override
            public Stream<KeyRecord> list(TenantId tenant) {
                return store.list(tenant)
                        .sorted(Comparator.comparingInt(
                                record -> record.metadata().version()));
            }
        });
        saboteurs.put("aClosedStoreRefuses", store -> new Wrapped(store) {
            @Override
            public void close() {}
        });
        saboteurs.put("closingAgainDoesNothing", store -> new Wrapped(store) {
            private boolean closed;

            @Override
            public void close() {
                if (closed) {
                    throw new IllegalStateException("closed twice");
                }
                closed = true;
                store.close();
            }
        });
        saboteurs.put("ofManyThreadsThatMakeOneKeyOneWins", store -> new Wrapped(store) {
            private final Thread main = Thread.currentThread();

            @Override
            public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
                KeyRecord stored = store.createIfAbsent(candidate);
                return Thread.currentThread().equals(main) ? stored : candidate;
            }
        });
        return SABOTAGE.tests(saboteurs);
    }

    private static Map<String, UnaryOperator<Searched>> saboteursOfRewrapping() {
        Map<String, UnaryOperator<Searched>> saboteurs = new HashMap<>();
        saboteurs.put("everyLiveKeyOfATenantIsRewrapped", store -> new Wrapped(store) {
            private boolean replaced;

            @Override
            public long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
                long count = replaced ? 2 : store.replaceAll(tenant, rewrapping);
                replaced = true;
                return count;
            }
        });
        saboteurs.put("whatIsHandedBackAsItWasIsNotReplaced", store -> new Wrapped(store) {
            @Override
            public long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
                store.replaceAll(tenant, rewrapping);
                return store.list(tenant).count();
            }
        });
        saboteurs.put("nothingButTheWrappingIsReplaced", store -> new Wrapped(store) {
            @Override
            public long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
                return store.replaceAll(tenant, active -> {
                    KeyRecord.Active changed = rewrapping.apply(active);
                    return active.rewrapped(changed.epoch(), changed.wrappedKey());
                });
            }
        });
        saboteurs.put("whatARewrappingThrowsEndsIt", store -> new Wrapped(store) {
            @Override
            public long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
                try {
                    return store.replaceAll(tenant, rewrapping);
                } catch (ArithmeticException e) {
                    return 0;
                }
            }
        });
        return saboteurs;
    }

    private static Map<String, UnaryOperator<Searched>> saboteursOfSubjects() {
        Map<String, UnaryOperator<Searched>> saboteurs = new HashMap<>();
        saboteurs.put("theKeysOfSubjectsAreApart", store -> new Wrapped(store) {
            @Override
            public void markReported(KeyAddress address) {
                store.unreported()
                        .forEach(tombstone ->
                                store.markReported(tombstone.metadata().address()));
            }
        });
        saboteurs.put("theKeysOfASubjectAreListedInTheirOrder", store -> new Wrapped(store) {
            @Override
            public List<KeyRecord> list(TenantId tenant, SubjectId subject) {
                return store.list(tenant, subject).stream()
                        .sorted(Comparator.comparingInt(
                                record -> record.metadata().keyId().value()))
                        .toList();
            }
        });
        saboteurs.put("theKeysOfOneSubjectStandTogether", store -> new Wrapped(store) {
            @Override
            public Stream<KeyRecord> list(TenantId tenant) {
                return store.list(tenant)
                        .sorted(Comparator.comparing(record -> record.metadata().keyId()));
            }
        });
        return saboteurs;
    }

    private static Map<String, UnaryOperator<Searched>> saboteursOfDestroying() {
        Map<String, UnaryOperator<Searched>> saboteurs = new HashMap<>();
        saboteurs.put("aDestroyedKeyIsNotMadeAgain", store -> new Wrapped(store) {
            @Override
            public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
                KeyRecord stored = store.createIfAbsent(candidate);
                return stored instanceof KeyRecord.Destroyed ? candidate : stored;
            }
        });
        saboteurs.put("aDestroyedKeyStaysDestroyed", store -> new Wrapped(store) {
            @Override
            public long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
                return store.replaceAll(tenant, rewrapping) + store.unreported().size();
            }
        });
        saboteurs.put("theFirstTombstoneStays", store -> new Wrapped(store) {
            @Override
            public KeyRecord.Destroyed destroy(KeyRecord.Destroyed tombstone) {
                store.destroy(tombstone);
                return tombstone;
            }
        });
        saboteurs.put("onlyAKeyThatIsThereIsDestroyed", store -> new Wrapped(store) {
            @Override
            public KeyRecord.Destroyed destroy(KeyRecord.Destroyed tombstone) {
                try {
                    return store.destroy(tombstone);
                } catch (IllegalArgumentException e) {
                    return tombstone;
                }
            }
        });
        saboteurs.put("theWrappedKeyOfADestroyedKeyIsNowhere", store -> new Wrapped(store) {
            @Override
            public boolean holds(Bytes ciphertext) {
                return true;
            }
        });
        saboteurs.put("aDestructionIsUnreportedUntilItIsReported", store -> new Wrapped(store) {
            @Override
            public List<KeyRecord.Destroyed> unreported() {
                List<KeyRecord.Destroyed> all = store.unreported();
                return all.size() > 1 ? all.subList(0, 1) : all;
            }
        });
        return saboteurs;
    }

    /** A store whose storage can be searched. */
    interface Searched extends KeyStore {
        boolean holds(Bytes ciphertext);
    }

    private static class Wrapped extends ForwardingKeyStore implements Searched {

        private final Searched searched;

        Wrapped(Searched store) {
            super(store);
            this.searched = store;
        }

        @Override
        public boolean holds(Bytes ciphertext) {
            return searched.holds(ciphertext);
        }
    }

    /** The kit's own store; a handle that stays open searches it. */
    private static final class InMemory extends ForwardingKeyStore implements Searched {

        private final InMemoryKeyStore search;

        InMemory(InMemoryKeyStore store) {
            super(store.reopened());
            this.search = store;
        }

        @Override
        public boolean holds(Bytes ciphertext) {
            return search.tenants()
                    .flatMap(search::list)
                    .anyMatch(record -> record instanceof KeyRecord.Active active
                            && active.wrappedKey().equals(ciphertext));
        }
    }

    static class UnderTest extends KeyStoreContract {

        private final InMemoryKeyStore store = InMemoryKeyStore.create();
        private Searched opened = SABOTAGE.on(new InMemory(store));

        @Override
        protected KeyStore openStore() {
            opened = SABOTAGE.on(new InMemory(store));
            return opened;
        }

        @Override
        protected boolean isAnywhereInTheStore(Bytes ciphertext) {
            return opened.holds(ciphertext);
        }
    }
}
