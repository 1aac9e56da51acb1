package dev.compliancekit.audit;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantMismatchException;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.access.AccessGuard;
import dev.compliancekit.core.access.AccessRequest;

/** On what a reader of one tenant's entries rests. */
interface Permit {

    /**
     * Lets one reading begin, with the tenant bound.
     *
     * @return to be closed by this thread when the reading is over
     */
    TenantScope enter(TenantId tenant);

    /** Whether the reader may say that this actor exports. */
    void requireActor(Actor actor);

    /** The tenant is bound already: the application serves one of its own readers. */
    Permit OF_THE_TENANT = new Permit() {

        @Override
        public TenantScope enter(TenantId tenant) {
            TenantScope.require(tenant);
            return TenantScope.enter(tenant);
        }

        @Override
        public void requireActor(Actor actor) {
            // whoever the application says: it has bound the tenant for him
        }
    };

    /** Somebody else holds a grant; each reading is asked for, and is an event. */
    record Granted(AccessGuard guard, AccessRequest request) implements Permit {

        public Granted {
            if (!request.recordClass().equals(AuditReader.RECORD_CLASS)) {
                throw new IllegalArgumentException("request is for records of another class; accepted is "
                        + AuditReader.RECORD_CLASS + ", which a tenant's entries are");
            }
            if (request.classification().compareTo(Classification.CONFIDENTIAL) < 0) {
                throw new IllegalArgumentException(
                        "request is for less sensitive data than a log holds; accepted are CONFIDENTIAL and RESTRICTED");
            }
        }

        @Override
        public TenantScope enter(TenantId tenant) {
            if (!tenant.equals(request.tenant())) {
                throw new TenantMismatchException();
            }
            guard.require(request);
            return TenantScope.enter(tenant);
        }

        @Override
        public void requireActor(Actor actor) {
            if (!actor.equals(request.actor())) {
                throw new IllegalArgumentException(
                        "the actor of the export is not the one of the request; accepted is the same");
            }
        }
    }
}
