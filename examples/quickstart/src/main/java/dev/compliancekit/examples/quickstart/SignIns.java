package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The sign-ins behind the purchases: one on each day of each customer at each store. Device and address are made up,
 * from the customer's number and the address blocks reserved for documentation (RFC 5737), always the same.
 */
final class SignIns {

    private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");
    private static final int FAILURE_EVERY = 40;

    private enum Device {
        PHONE("phone", "Mozilla/5.0 (Linux; Android 14) Mobile"),
        TABLET("tablet", "Mozilla/5.0 (iPad; CPU OS 17_0)"),
        DESKTOP("desktop", "Mozilla/5.0 (X11; Linux x86_64)");

        private final String type;
        private final String userAgent;

        Device(String type, String userAgent) {
            this.type = type;
            this.userAgent = userAgent;
        }
    }

    private record SignIn(TenantId tenant, int customer, Instant at) {}

    private final List<SignIn> all = new ArrayList<>();

    void add(Purchase purchase) {
        LocalDate day = purchase.day();
        Duration time = Duration.ofHours(8).plusSeconds(spread(purchase.customer(), (int) day.toEpochDay(), 43_200));
        Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(time);
        all.add(new SignIn(purchase.tenant(), purchase.customer(), at));
    }

    int size() {
        return all.size();
    }

    /** The events from one sign-in to before another, the oldest first; some need two tries. */
    List<AuditEvent> events(int from, int to) {
        List<AuditEvent> events = new ArrayList<>();
        for (SignIn signIn : all.subList(from, to)) {
            if (spread(signIn.customer, (int) signIn.at.getEpochSecond(), FAILURE_EVERY) == 0) {
                events.add(event(signIn, Outcome.FAILURE, signIn.at.minusSeconds(1)));
            }
            events.add(event(signIn, Outcome.SUCCESS, signIn.at));
        }
        return events;
    }

    void sort() {
        all.sort(Comparator.comparing(SignIn::at).thenComparing(SignIn::tenant).thenComparingInt(SignIn::customer));
    }

    private static AuditEvent event(SignIn signIn, Outcome outcome, Instant at) {
        int customer = signIn.customer;
        Device device = Device.values()[spread(customer, 1, Device.values().length)];
        String address = NETWORKS.get(spread(customer, 2, NETWORKS.size())) + (1 + spread(customer, 3, 254));
        Actor actor = Actor.customer(Customer.subject(customer).value());
        return AuditEvent.builder(signIn.tenant, actor, Action.SIGN_IN, outcome, at)
                .attribute(AuditEvent.ADDRESS, address)
                .attribute(AuditEvent.DEVICE_TYPE, device.type)
                .attribute(AuditEvent.USER_AGENT, device.userAgent)
                .build();
    }

    /** A number from 0 to below {@code bound} that looks random and depends on the other two only. */
    private static int spread(int first, int second, int bound) {
        long mixed = (first * 0x9E3779B97F4A7C15L) ^ (second * 0xC2B2AE3D27D4EB4FL);
        mixed = (mixed ^ (mixed >>> 31)) * 0xD6E8FEB86659FD93L;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 32), bound);
    }
}
