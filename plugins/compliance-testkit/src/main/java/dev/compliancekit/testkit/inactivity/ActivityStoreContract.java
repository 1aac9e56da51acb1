package dev.compliancekit.testkit.inactivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.spi.Activity;
import dev.compliancekit.retention.spi.ActivityKey;
import dev.compliancekit.retention.spi.ActivityStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ActivityStore} promises. Extend it, and say how a store is opened and cut off.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class ActivityStoreContract {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final ActivityKey FIRST = new ActivityKey(ACME, "s-1");
    private static final int THREADS = 8;
    private static final int MANY = 2_500;

    /** For the classes that inherit the contract. */
    protected ActivityStoreContract() {}

    /**
     * Opens an instance on the same stored activities; on none when called for the first time in a test. Called once or
     * twice in each test.
     *
     * @return a store
     */
    protected abstract ActivityStore openStore();

    /** Cuts every open instance off from what is stored. */
    protected abstract void disconnect();

    private static ActivityKey key(String id) {
        return new ActivityKey(ACME, id);
    }

    private static Activity activity(String id, Instant startedAt, Instant lastActivityAt) {
        return new Activity(key(id), startedAt, lastActivityAt);
    }

    /** What was started is there for every instance, to the millisecond. */
    @Test
    public final void whatWasStartedIsThereForEveryInstanceToTheMillisecond() {
        ActivityStore store = openStore();
        ActivityStore other = openStore();
        Activity longAgo = activity("old", Instant.parse("0001-01-01T00:00:00Z"), AT);
        Activity farAhead = activity("!~", AT.plusMillis(1), Instant.parse("9999-12-31T23:59:59.999Z"));

        assertThat(store.start(longAgo)).isTrue();
        assertThat(store.start(farAhead)).isTrue();

        assertThat(store.find(longAgo.key())).contains(longAgo);
        assertThat(other.find(longAgo.key())).contains(longAgo);
        assertThat(other.find(farAhead.key())).contains(farAhead);
    }

    /** What is not there is answered with nothing. */
    @Test
    public final void whatIsNotThereIsAnsweredWithNothing() {
        ActivityStore store = openStore();
        store.start(Activity.startedAt(FIRST, AT));

        assertThat(store.find(key("s-2"))).isEmpty();
        assertThat(store.find(key("S-1"))).isEmpty();
        assertThat(store.find(new ActivityKey(new TenantId("globex"), "s-1"))).isEmpty();
        assertThat(store.end(key("s-2"))).isFalse();
    }

    /** Starting what is there changes nothing. */
    @Test
    public final void startingWhatIsThereChangesNothing() {
        ActivityStore store = openStore();
        Activity activity = activity("s-1", AT, AT.plusSeconds(1));
        store.start(activity);

        assertThat(store.start(Activity.startedAt(FIRST, AT.plusSeconds(60)))).isFalse();
        assertThat(openStore().start(Activity.startedAt(FIRST, AT.minusSeconds(60))))
                .isFalse();

        assertThat(store.find(FIRST)).contains(activity);
    }

    /** A recorded activity is there for every instance. */
    @Test
    public final void aRecordedActivityIsThereForEveryInstance() {
        ActivityStore store = openStore();
        ActivityStore other = openStore();
        store.start(Activity.startedAt(FIRST, AT));
        other.find(FIRST);

        store.record(Map.of(FIRST, AT.plusMillis(1)));

        assertThat(store.find(FIRST)).contains(activity("s-1", AT, AT.plusMillis(1)));
        assertThat(other.find(FIRST)).contains(activity("s-1", AT, AT.plusMillis(1)));
    }

    /** A last activity moves forward and never back. */
    @Test
    public final void aLastActivityMovesForwardAndNeverBack() {
        ActivityStore store = openStore();
        store.start(Activity.startedAt(FIRST, AT));

        store.record(Map.of(FIRST, AT.plusSeconds(60)));
        assertThat(store.record(Map.of(FIRST, AT.plusSeconds(60).minusMillis(1))))
                .isEmpty();
        store.record(Map.of(FIRST, AT.minusSeconds(3600)));

        assertThat(store.find(FIRST)).contains(activity("s-1", AT, AT.plusSeconds(60)));
    }

    /** Many are recorded at once, each with its own instant. */
    @Test
    public final void manyAreRecordedAtOnceEachWithItsOwnInstant() {
        ActivityStore store = openStore();
        Map<ActivityKey, Instant> last = new LinkedHashMap<>();
        for (int i = 0; i < MANY; i++) {
            store.start(Activity.startedAt(key("s-" + i), AT));
            last.put(key("s-" + i), AT.plusMillis(1 + i));
        }

        assertThat(store.record(last)).isEmpty();
        assertThat(store.record(Map.of())).isEmpty();

        List<Activity> all = store.usedBefore(AT.plusSeconds(3600), MANY + 1);
        assertThat(all).hasSize(MANY);
        for (int i = 0; i < MANY; i++) {
            assertThat(all.get(i)).isEqualTo(activity("s-" + i, AT, AT.plusMillis(1 + i)));
        }
    }

    /** Recording never makes a key, and what was ended stays ended. */
    @Test
    public final void recordingNeverMakesAKeyAndWhatWasEndedStaysEnded() {
        ActivityStore store = openStore();
        store.start(Activity.startedAt(FIRST, AT));

        assertThat(store.end(FIRST)).isTrue();
        assertThat(store.record(Map.of(FIRST, AT.plusSeconds(1), key("s-2"), AT)))
                .containsExactlyInAnyOrder(FIRST, key("s-2"));

        assertThat(store.find(FIRST)).isEmpty();
        assertThat(openStore().find(FIRST)).isEmpty();
        assertThat(store.usedBefore(AT.plusSeconds(60), 10)).isEmpty();
        assertThat(store.end(FIRST)).isFalse();
    }

    /** A key of another tenant is another key. */
    @Test
    public final void aKeyOfAnotherTenantIsAnotherKey() {
        ActivityStore store = openStore();
        ActivityKey other = new ActivityKey(new TenantId("globex"), "s-1");
        store.start(Activity.startedAt(FIRST, AT));
        store.start(Activity.startedAt(other, AT));

        assertThat(store.record(Map.of(other, AT.plusSeconds(1)))).isEmpty();
        store.end(FIRST);

        assertThat(store.find(FIRST)).isEmpty();
        assertThat(store.find(other)).contains(new Activity(other, AT, AT.plusSeconds(1)));
    }

    /** What was not used since is listed, the longest unused first. */
    @Test
    public final void whatWasNotUsedSinceIsListedTheLongestUnusedFirst() {
        ActivityStore store = openStore();
        List<Activity> activities = shuffled();
        activities.forEach(store::start);

        List<Activity> listed = store.usedBefore(AT.plusSeconds(5), 100);

        assertThat(listed).extracting(each -> each.key().id()).containsExactly("b-0", "b-1", "b-2", "b-3", "b-4");
        assertThat(store.usedBefore(AT.plusSeconds(5), 2)).isEqualTo(listed.subList(0, 2));
        assertThat(store.usedBefore(AT, 100)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> store.usedBefore(AT, 0));
    }

    /** What exists since before is listed, the oldest first. */
    @Test
    public final void whatExistsSinceBeforeIsListedTheOldestFirst() {
        ActivityStore store = openStore();
        shuffled().forEach(store::start);

        List<Activity> listed = store.startedBefore(AT.minusSeconds(5), 100);

        assertThat(listed).extracting(each -> each.key().id()).containsExactly("b-9", "b-8", "b-7", "b-6");
        assertThat(store.startedBefore(AT.minusSeconds(5), 3)).isEqualTo(listed.subList(0, 3));
        assertThat(store.startedBefore(AT.minusSeconds(9), 100)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> store.startedBefore(AT, 0));
    }

    /** Activities of one instant are listed by key. */
    @Test
    public final void activitiesOfOneInstantAreListedByKey() {
        ActivityStore store = openStore();
        store.start(Activity.startedAt(new ActivityKey(new TenantId("globex"), "a"), AT));
        store.start(Activity.startedAt(key("b"), AT));
        store.start(Activity.startedAt(key("a"), AT));
        store.start(Activity.startedAt(key("B"), AT));

        assertThat(store.usedBefore(AT.plusMillis(1), 10))
                .extracting(each -> each.key().toString())
                .containsExactly("acme/B", "acme/a", "acme/b", "globex/a");
        assertThat(store.startedBefore(AT.plusMillis(1), 10))
                .extracting(each -> each.key().toString())
                .containsExactly("acme/B", "acme/a", "acme/b", "globex/a");
    }

    /** Ten of which the n-th started n seconds before and was used n seconds after. */
    private static List<Activity> shuffled() {
        List<Activity> activities = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            activities.add(activity("b-" + i, AT.minusSeconds(i), AT.plusSeconds(i)));
        }
        Collections.shuffle(activities, new Random(42));
        return activities;
    }

    /** Of several that start or end a key at a time one gets true. */
    @Test
    public final void ofSeveralThatStartOrEndAKeyAtATimeOneGetsTrue() {
        ActivityStore store = openStore();
        ActivityStore other = openStore();
        for (int round = 0; round < 20; round++) {
            ActivityKey key = key("s-" + round);

            assertThat(atOnce(i -> (i % 2 == 0 ? store : other).start(Activity.startedAt(key, AT.plusSeconds(i)))))
                    .containsOnlyOnce(true);
            assertThat(atOnce(i -> (i % 2 == 0 ? store : other).end(key))).containsOnlyOnce(true);
        }
    }

    /** The latest of the activities that come at a time stays. */
    @Test
    public final void theLatestOfTheActivitiesThatComeAtATimeStays() {
        ActivityStore store = openStore();
        ActivityStore other = openStore();
        store.start(Activity.startedAt(FIRST, AT));
        for (int round = 1; round <= 20; round++) {
            Instant after = AT.plus(Duration.ofMinutes(round));

            atOnce(i -> {
                (i % 2 == 0 ? store : other).record(Map.of(FIRST, after.plusMillis(i)));
                return true;
            });

            assertThat(other.find(FIRST)).contains(activity("s-1", AT, after.plusMillis(THREADS - 1)));
        }
    }

    /** A store that does not answer throws. */
    @Test
    public final void aStoreThatDoesNotAnswerThrows() {
        ActivityStore store = openStore();
        store.start(Activity.startedAt(FIRST, AT));

        disconnect();

        List<Callable<?>> calls = List.of(
                () -> store.start(Activity.startedAt(key("s-2"), AT)),
                () -> {
                    store.record(Map.of(FIRST, AT.plusSeconds(1)));
                    return true;
                },
                () -> store.find(FIRST),
                () -> store.end(FIRST),
                () -> store.usedBefore(AT.plusSeconds(1), 10),
                () -> store.startedBefore(AT.plusSeconds(1), 10));
        calls.forEach(call -> assertThatExceptionOfType(RuntimeException.class).isThrownBy(call::call));
    }

    /** What one of several threads does. */
    @FunctionalInterface
    private interface Numbered {

        boolean run(int number);
    }

    private static List<Boolean> atOnce(Numbered operation) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                calls.add(() -> operation.run(number));
            }
            List<Boolean> answers = new ArrayList<>();
            for (Future<Boolean> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while threads were at work", e);
        } catch (ExecutionException e) {
            throw new AssertionError("an operation failed on one of " + THREADS + " threads", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
