package dev.compliancekit.testkit;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.ShreddedKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EpochStoreContractTest {

    private static final Sabotage<Searched> SABOTAGE = new Sabotage<>(EpochStoreContract.class, UnderTest.class);

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<Searched>> saboteurs = new HashMap<>(saboteursOfBeginning());
        saboteurs.putAll(saboteursOfDestroying());
        saboteurs.put("aShreddedKeyIsRememberedOnce", store -> new Wrapped(store) {
            private final List<ShreddedKey> twice = new ArrayList<>();

            @Override
            public void remember(ShreddedKey key) {
                twice.add(key);
            }

            @Override
            public List<ShreddedKey> remembered() {
                return List.copyOf(twice);
            }
        });
        saboteurs.put("aShreddedKeyIsRememberedWhileItsEpochLives", store -> new Wrapped(store) {
            @Override
            public List<ShreddedKey> remembered() {
                return store.unreported().isEmpty() ? store.remembered() : List.of();
            }
        });
        saboteurs.put("whatWasStoredIsThereWhenTheStoreIsOpenedAgain", store -> new Wrapped(store) {
            private final List<Integer> reported = new ArrayList<>();

            @Override
            public void markReported(int number) {
                reported.add(number);
            }

            @Override
            public List<EpochRecord.Destroyed> unreported() {
                return store.unreported().stream()
                        .filter(epoch -> !reported.contains(epoch.number()))
                        .toList();
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
        return SABOTAGE.tests(saboteurs);
    }

    private static Map<String, UnaryOperator<Searched>> saboteursOfBeginning() {
        Map<String, UnaryOperator<Searched>> saboteurs = new HashMap<>();
        saboteurs.put("anEmptyStoreHasNothing", store -> new Wrapped(store) {
            @Override
            public List<EpochRecord.Destroyed> unreported() {
                throw new IllegalCallerException("nothing to report");
            }
        });
        saboteurs.put("epochsAreListedInTheirOrder", store -> new Wrapped(store) {
            @Override
            public List<EpochRecord> list() {
                return store.list().stream()
                        .sorted(Comparator.comparingInt(EpochRecord::number).reversed())
                        .toList();
            }
        });
        saboteurs.put("noEpochIsOverwrittenByAnotherOfItsNumber", store -> new Wrapped(store) {
            @Override
            public EpochRecord createIfAbsent(EpochRecord.Active candidate) {
                store.createIfAbsent(candidate);
                return candidate;
            }
        });
        saboteurs.put("noNumberIsLeftOut", store -> new Wrapped(store) {
            @Override
            public EpochRecord createIfAbsent(EpochRecord.Active candidate) {
                try {
                    return store.createIfAbsent(candidate);
                } catch (IllegalArgumentException e) {
                    return candidate;
                }
            }
        });
        saboteurs.put("ofManyThreadsThatBeginOneEpochOneWins", store -> new Wrapped(store) {
            private final Thread main = Thread.currentThread();

            @Override
            public EpochRecord createIfAbsent(EpochRecord.Active candidate) {
                EpochRecord stored = store.createIfAbsent(candidate);
                return Thread.currentThread().equals(main) ? stored : candidate;
            }
        });
        return saboteurs;
    }

    private static Map<String, UnaryOperator<Searched>> saboteursOfDestroying() {
        Map<String, UnaryOperator<Searched>> saboteurs = new HashMap<>();
        saboteurs.put("aDestroyedEpochStaysDestroyed", store -> new Wrapped(store) {
            @Override
            public EpochRecord createIfAbsent(EpochRecord.Active candidate) {
                EpochRecord stored = store.createIfAbsent(candidate);
                return stored instanceof EpochRecord.Destroyed ? candidate : stored;
            }
        });
        saboteurs.put("theFirstTombstoneStays", store -> new Wrapped(store) {
            @Override
            public EpochRecord.Destroyed destroy(EpochRecord.Destroyed tombstone) {
                store.destroy(tombstone);
                return tombstone;
            }
        });
        saboteurs.put("onlyAnEpochThatEndedIsDestroyed", store -> new Wrapped(store) {
            @Override
            public EpochRecord.Destroyed destroy(EpochRecord.Destroyed tombstone) {
                try {
                    return store.destroy(tombstone);
                } catch (IllegalArgumentException e) {
                    return tombstone;
                }
            }
        });
        saboteurs.put("theWrappedKeyOfADestroyedEpochIsNowhere", store -> new Wrapped(store) {
            @Override
            public boolean holds(Bytes ciphertext) {
                return true;
            }
        });
        saboteurs.put("aDestructionIsUnreportedUntilItIsReported", store -> new Wrapped(store) {
            @Override
            public void markReported(int number) {
                store.unreported().forEach(epoch -> store.markReported(epoch.number()));
            }
        });
        return saboteurs;
    }

    /** A store whose storage can be searched. */
    interface Searched extends EpochStore {
        boolean holds(Bytes ciphertext);
    }

    private static class Wrapped extends ForwardingEpochStore implements Searched {

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
    private static final class InMemory extends ForwardingEpochStore implements Searched {

        private final InMemoryEpochStore search;

        InMemory(InMemoryEpochStore store) {
            super(store.reopened());
            this.search = store;
        }

        @Override
        public boolean holds(Bytes ciphertext) {
            return search.list().stream()
                    .anyMatch(epoch -> epoch instanceof EpochRecord.Active active
                            && active.wrappedKey().ciphertext().equals(ciphertext));
        }
    }

    static class UnderTest extends EpochStoreContract {

        private final InMemoryEpochStore store = InMemoryEpochStore.create();
        private Searched opened = SABOTAGE.on(new InMemory(store));

        @Override
        protected EpochStore openStore() {
            opened = SABOTAGE.on(new InMemory(store));
            return opened;
        }

        @Override
        protected boolean isAnywhereInTheStore(Bytes ciphertext) {
            return opened.holds(ciphertext);
        }
    }
}
