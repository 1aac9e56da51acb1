package dev.compliancekit.audit;

import dev.compliancekit.audit.heads.HeadsTree;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Instant;

/** The events in which a log says where every tenant stands; nobody but the log appends them. */
final class HeadsEvents {

    private static final String ROOT = "root";
    private static final String TENANTS = "tenants";

    private HeadsEvents() {}

    static AuditEvent of(TenantId operator, Instant at, HeadsTree tree) {
        return AuditEvent.builder(operator, Actor.service("audit-log"), Action.TENANT_HEADS, Outcome.SUCCESS, at)
                .target("log")
                .attribute(ROOT, tree.root().hex())
                .attribute(TENANTS, Integer.toString(tree.tenants()))
                .build();
    }

    static boolean isOne(AuditEvent event) {
        return event.action().equals(Action.TENANT_HEADS);
    }

    /**
     * The root that an event says.
     *
     * @throws IllegalArgumentException if it says none
     */
    static Bytes root(AuditEvent event) {
        return Bytes.parseHex(event.attributes().getOrDefault(ROOT, "none"));
    }

    /** Whether an event says of all tenants what the entries before it say. */
    static boolean saysTheTruth(AuditEvent event, HeadsTree tree) {
        return tree.root().hex().equals(event.attributes().get(ROOT))
                && Integer.toString(tree.tenants()).equals(event.attributes().get(TENANTS));
    }

    /** @throws IllegalArgumentException if it is an event that only the log appends */
    static AuditEvent requireNotOwn(AuditEvent event) {
        if (isOne(event)) {
            throw new IllegalArgumentException("action " + Action.TENANT_HEADS
                    + " is the log's own; accepted is every other, and the log writes this one with each export");
        }
        return event;
    }
}
