package dev.compliancekit.testkit;

import dev.compliancekit.retention.inactivity.InMemoryActivityStore;
import dev.compliancekit.retention.spi.Activity;
import dev.compliancekit.retention.spi.ActivityKey;
import dev.compliancekit.retention.spi.ActivityStore;
import dev.compliancekit.testkit.inactivity.ActivityStoreContract;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ActivityStoreContractTest {

    private static final Sabotage<ActivityStore> SABOTAGE =
            new Sabotage<>(ActivityStoreContract.class, UnderTest.class);

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<ActivityStore>> saboteurs = new HashMap<>();
        saboteurs.put("whatWasStartedIsThereForEveryInstanceToTheMillisecond", store -> new Forwarding(store) {
            @Override
            public Optional<Activity> find(ActivityKey key) {
                return super.find(key)
                        .map(found -> new Activity(key, seconds(found.startedAt()), found.lastActivityAt()));
            }

            private Instant seconds(Instant at) {
                return at.truncatedTo(ChronoUnit.SECONDS);
            }
        });
        saboteurs.put("whatIsNotThereIsAnsweredWithNothing", store -> new Forwarding(store) {
            @Override
            public Optional<Activity> find(ActivityKey key) {
                return super.find(key).or(() -> Optional.of(Activity.startedAt(key, LAST)));
            }
        });
        saboteurs.put("startingWhatIsThereChangesNothing", store -> new Forwarding(store) {
            @Override
            public boolean start(Activity activity) {
                boolean isNew = !super.end(activity.key());
                super.start(activity);
                return isNew;
            }
        });
        saboteurs.put("aRecordedActivityIsThereForEveryInstance", store -> new Forwarding(store) {
            private final Map<ActivityKey, Optional<Activity>> cache = new ConcurrentHashMap<>();

            @Override
            public Optional<Activity> find(ActivityKey key) {
                return cache.computeIfAbsent(key, super::find);
            }
        });
        saboteurs.put("aLastActivityMovesForwardAndNeverBack", store -> new Forwarding(store) {
            @Override
            public Set<ActivityKey> record(Map<ActivityKey, Instant> lastActivities) {
                lastActivities.forEach((key, at) -> super.find(key).ifPresent(found -> {
                    super.end(key);
                    super.start(Activity.startedAt(key, found.startedAt()));
                    super.record(Map.of(key, at));
                }));
                return Set.of();
            }
        });
        saboteurs.put("manyAreRecordedAtOnceEachWithItsOwnInstant", store -> new Forwarding(store) {
            @Override
            public Set<ActivityKey> record(Map<ActivityKey, Instant> lastActivities) {
                lastActivities.entrySet().stream()
                        .limit(1_000)
                        .forEach(one -> super.record(Map.of(one.getKey(), one.getValue())));
                return Set.of();
            }
        });
        saboteurs.put("recordingNeverMakesAKeyAndWhatWasEndedStaysEnded", store -> new Forwarding(store) {
            @Override
            public Set<ActivityKey> record(Map<ActivityKey, Instant> lastActivities) {
                lastActivities.forEach((key, at) -> super.start(Activity.startedAt(key, at)));
                return super.record(lastActivities);
            }
        });
        saboteurs.put("aKeyOfAnotherTenantIsAnotherKey", store -> new Forwarding(store) {
            @Override
            public boolean end(ActivityKey key) {
                super.usedBefore(LAST, Integer.MAX_VALUE).stream()
                        .map(Activity::key)
                        .filter(other -> other.id().equals(key.id()) && !other.equals(key))
                        .forEach(super::end);
                return super.end(key);
            }
        });
        saboteurs.put("whatWasNotUsedSinceIsListedTheLongestUnusedFirst", store -> new Forwarding(store) {
            @Override
            public List<Activity> usedBefore(Instant toExclusive, int limit) {
                return super.usedBefore(toExclusive, limit).stream()
                        .sorted(Comparator.comparing(Activity::lastActivityAt).reversed())
                        .toList();
            }
        });
        saboteurs.put("whatExistsSinceBeforeIsListedTheOldestFirst", store -> new Forwarding(store) {
            @Override
            public List<Activity> startedBefore(Instant toExclusive, int limit) {
                return super.startedBefore(toExclusive.plusMillis(1), limit);
            }
        });
        saboteurs.put("activitiesOfOneInstantAreListedByKey", store -> new Forwarding(store) {
            @Override
            public List<Activity> usedBefore(Instant toExclusive, int limit) {
                return super.usedBefore(toExclusive, limit).stream()
                        .sorted(Comparator.comparing(Activity::lastActivityAt)
                                .thenComparing(each -> each.key().id(), String.CASE_INSENSITIVE_ORDER))
                        .toList();
            }
        });
        saboteurs.put("ofSeveralThatStartOrEndAKeyAtATimeOneGetsTrue", store -> new Forwarding(store) {
            @Override
            public boolean end(ActivityKey key) {
                super.end(key);
                return true;
            }
        });
        saboteurs.put("theLatestOfTheActivitiesThatComeAtATimeStays", store -> new Forwarding(store) {
            @Override
            public Set<ActivityKey> record(Map<ActivityKey, Instant> lastActivities) {
                lastActivities.forEach((key, at) -> super.find(key).ifPresent(found -> {
                    if (found.startedAt().equals(found.lastActivityAt())) {
                        super.record(Map.of(key, at));
                    }
                }));
                return Set.of();
            }
        });
        saboteurs.put("aStoreThatDoesNotAnswerThrows", store -> new Forwarding(store) {
            @Override
            public Optional<Activity> find(ActivityKey key) {
                try {
                    return super.find(key);
                } catch (IllegalStateException e) {
                    return Optional.empty();
                }
            }
        });
        return SABOTAGE.tests(saboteurs);
    }

    static class UnderTest extends ActivityStoreContract {

        private final ActivityStore stored = new InMemoryActivityStore();
        private volatile boolean connected = true;

        @Override
        protected ActivityStore openStore() {
            return SABOTAGE.on(new Forwarding(stored) {
                @Override
                void beforeEach() {
                    if (!connected) {
                        throw new IllegalStateException("the store does not answer");
                    }
                }
            });
        }

        @Override
        protected void disconnect() {
            connected = false;
        }
    }

    private static class Forwarding implements ActivityStore {

        private final ActivityStore store;

        Forwarding(ActivityStore store) {
            this.store = store;
        }

        void beforeEach() {}

        @Override
        public boolean start(Activity activity) {
            beforeEach();
            return store.start(activity);
        }

        @Override
        public Set<ActivityKey> record(Map<ActivityKey, Instant> lastActivities) {
            beforeEach();
            return store.record(lastActivities);
        }

        @Override
        public Optional<Activity> find(ActivityKey key) {
            beforeEach();
            return store.find(key);
        }

        @Override
        public boolean end(ActivityKey key) {
            beforeEach();
            return store.end(key);
        }

        @Override
        public List<Activity> usedBefore(Instant toExclusive, int limit) {
            beforeEach();
            return store.usedBefore(toExclusive, limit);
        }

        @Override
        public List<Activity> startedBefore(Instant toExclusive, int limit) {
            beforeEach();
            return store.startedBefore(toExclusive, limit);
        }
    }
}
