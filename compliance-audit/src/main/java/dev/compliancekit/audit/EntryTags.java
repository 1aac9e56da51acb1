package dev.compliancekit.audit;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.ShreddedException;
import dev.compliancekit.core.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tags by which sealed entries are found without opening them: equal actors, targets and events of a tenant have
 * equal tags. Those of staff and auditors are made with the operator's key, so that they are the same in the entries of
 * all tenants.
 *
 * @param operator the operator's tenant
 * @param sealing makes them
 */
record EntryTags(TenantId operator, Sealing sealing) {

    private static final String ACTOR = "actor";
    private static final String TARGET = "target";
    private static final String EVENT = "event";

    /** Under which tenant an actor's part is sealed and tagged. */
    static TenantId homeOf(Actor actor, TenantId tenant, TenantId operator) {
        return switch (actor.kind()) {
            case STAFF, AUDITOR -> operator;
            case CUSTOMER, SERVICE, OTHER -> tenant;
        };
    }

    @Nullable
    Bytes ofActor(TenantId tenant, Actor actor) {
        return tag(homeOf(actor, tenant, operator), ACTOR, actor.toString());
    }

    @Nullable
    Bytes ofTarget(TenantId tenant, String target) {
        return tag(tenant, TARGET, target);
    }

    @Nullable
    Bytes ofEvent(TenantId tenant, Bytes whole) {
        return tag(tenant, EVENT, whole.hex());
    }

    /** None if the tenant's keys were destroyed. */
    private @Nullable Bytes tag(TenantId home, String field, String value) {
        try {
            return sealing.tags().tag(home, BoxPlace.RECORD_CLASS, field, value);
        } catch (ShreddedException e) {
            return null;
        }
    }

    /** All that the entries of a tenant may have for an actor. */
    List<Bytes> everyTagOfActor(TenantId tenant, Actor actor) {
        return sealing.tags().everyTag(homeOf(actor, tenant, operator), BoxPlace.RECORD_CLASS, ACTOR, actor.toString());
    }

    /** All that the entries of a tenant may have for a target. */
    List<Bytes> everyTagOfTarget(TenantId tenant, String target) {
        return sealing.tags().everyTag(tenant, BoxPlace.RECORD_CLASS, TARGET, target);
    }
}
