package dev.compliancekit.audit.watch;

import dev.compliancekit.core.TenantId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which devices and networks each actor has signed in from, and whose account has expired; of bounded number. The actor
 * not seen for longest makes room, and is counted. <em>Not thread-safe: the watch holds its lock.</em>
 */
final class KnownActors {

    static final int MAX_REMEMBERED = 16;

    private final int maxActors;
    private final LinkedHashMap<Key, Known> actors = new LinkedHashMap<>(16, 0.75f, true);
    private long forgotten;

    KnownActors(int maxActors) {
        this.maxActors = maxActors;
    }

    /** An actor or user account of a tenant, by hash. */
    record Key(TenantId tenant, long id) {

        static Key of(TenantId tenant, String id) {
            return new Key(tenant, Hashes.of(id));
        }
    }

    /** What is known of one. */
    static final class Known {
        private long[] devices = {};
        private long[] networks = {};
        private boolean expired;

        /** Whether the device is another than those known; known from now on. The first is not another. */
        boolean newDevice(long device) {
            long[] before = devices;
            devices = remember(before, device);
            return before.length > 0 && !contains(before, device);
        }

        boolean newNetwork(long network) {
            long[] before = networks;
            networks = remember(before, network);
            return before.length > 0 && !contains(before, network);
        }

        boolean expired() {
            return expired;
        }
    }

    Known of(Key key) {
        Known known = actors.get(key);
        if (known == null) {
            known = new Known();
            actors.put(key, known);
            if (actors.size() > maxActors) {
                actors.remove(actors.keySet().iterator().next());
                forgotten++;
            }
        }
        return known;
    }

    void expire(Key key) {
        of(key).expired = true;
    }

    void reopen(Key key) {
        if (actors.containsKey(key)) {
            of(key).expired = false;
        }
    }

    private static boolean contains(long[] values, long value) {
        return Arrays.stream(values).anyMatch(known -> known == value);
    }

    /** The value first, then the others in their order, the oldest dropped if there are too many. */
    private static long[] remember(long[] values, long value) {
        long[] others = Arrays.stream(values).filter(known -> known != value).toArray();
        long[] all = new long[Math.min(others.length + 1, MAX_REMEMBERED)];
        all[0] = value;
        System.arraycopy(others, 0, all, 1, all.length - 1);
        return all;
    }

    void forget(TenantId tenant) {
        actors.keySet().removeIf(key -> key.tenant().equals(tenant));
    }

    void forget(Key key) {
        actors.remove(key);
    }

    int size() {
        return actors.size();
    }

    long forgotten() {
        return forgotten;
    }

    void save(StateWriter out) {
        out.number(forgotten);
        out.number(actors.size());
        for (Map.Entry<Key, Known> actor : actors.entrySet()) {
            out.text(actor.getKey().tenant().value());
            out.number(actor.getKey().id());
            save(actor.getValue().devices, out);
            save(actor.getValue().networks, out);
            out.number(actor.getValue().expired ? 1 : 0);
        }
    }

    private static void save(long[] values, StateWriter out) {
        out.number(values.length);
        for (long value : values) {
            out.number(value);
        }
    }

    void restore(StateReader in) {
        forgotten = in.number();
        int count = in.number(0, maxActors);
        for (int i = 0; i < count; i++) {
            Key key = new Key(in.tenant(), in.number());
            Known known = new Known();
            known.devices = values(in);
            known.networks = values(in);
            known.expired = in.number(0, 1) == 1;
            in.require(actors.put(key, known) == null);
        }
    }

    private static long[] values(StateReader in) {
        long[] values = new long[in.number(0, MAX_REMEMBERED)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.number();
        }
        return values;
    }
}
