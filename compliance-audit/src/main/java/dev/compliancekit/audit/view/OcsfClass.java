package dev.compliancekit.audit.view;

import dev.compliancekit.core.Action;
import java.util.HashMap;
import java.util.Map;

/** Which class and activity of OCSF 1.3.0 an action is; what is none of ours is a call of the application's API. */
record OcsfClass(int classUid, int activity) {

    static final int ACCOUNT_CHANGE = 3001;
    static final int AUTHENTICATION = 3002;
    static final int ENTITY_MANAGEMENT = 3004;
    static final int API_ACTIVITY = 6003;
    static final int DATASTORE_ACTIVITY = 6005;

    /** The activity that every class has for what its list does not know. */
    static final int OTHER = 99;

    private static final OcsfClass CALL = new OcsfClass(API_ACTIVITY, OTHER);
    private static final Map<Action, OcsfClass> OF_ACTIONS = ofActions();

    static OcsfClass of(Action action) {
        return OF_ACTIONS.getOrDefault(action, CALL);
    }

    private static Map<Action, OcsfClass> ofActions() {
        Map<Action, OcsfClass> classes = new HashMap<>();
        classes.put(Action.SIGN_IN, new OcsfClass(AUTHENTICATION, 1));
        classes.put(Action.SIGN_OUT, new OcsfClass(AUTHENTICATION, 2));
        classes.put(Action.SESSION_EXPIRED, new OcsfClass(AUTHENTICATION, 2));
        classes.put(Action.ACCOUNT_STATE, new OcsfClass(ACCOUNT_CHANGE, OTHER));
        classes.put(Action.INACTIVITY_EXPIRED, new OcsfClass(ACCOUNT_CHANGE, 5));
        classes.put(Action.ACCESS, new OcsfClass(DATASTORE_ACTIVITY, 1));
        classes.put(Action.EXPORT, new OcsfClass(DATASTORE_ACTIVITY, 1));
        classes.put(Action.STORE_WRITE, new OcsfClass(DATASTORE_ACTIVITY, 6));
        entity(classes, 1, Action.GRANT_GIVEN, Action.HOLD_PLACED, Action.KEY_CREATED, Action.BACKUP_MADE);
        entity(classes, 1, Action.BACKUP_MISSED, Action.ALERT_RAISED, Action.INCIDENT_OPENED);
        entity(classes, 2, Action.KEY_EXPORTED, Action.TENANT_HEADS, Action.LOG_VERIFIED);
        entity(classes, 3, Action.CONFIGURATION_CHANGED, Action.ALERT_DELIVERED, Action.ALERT_REVIEWED);
        entity(
                classes,
                3,
                Action.INCIDENT_CLOSED,
                Action.INCIDENT_SCOPED,
                Action.INCIDENT_NOTIFIED,
                Action.LOG_RECOVERED);
        entity(classes, 4, Action.GRANT_REVOKED, Action.HOLD_RELEASED, Action.KEY_DESTROYED);
        entity(classes, 4, Action.ERASURE_COMPLETED, Action.LOG_PRUNED);
        entity(classes, 10, Action.LOG_STARTED);
        entity(classes, 11, Action.LOG_STOPPED);
        entity(classes, OTHER, Action.ERASURE_REQUESTED, Action.DISPOSITION_DECIDED);
        return Map.copyOf(classes);
    }

    private static void entity(Map<Action, OcsfClass> classes, int activity, Action... actions) {
        for (Action action : actions) {
            classes.put(action, new OcsfClass(ENTITY_MANAGEMENT, activity));
        }
    }

    int category() {
        return classUid / 1000;
    }

    int type() {
        return classUid * 100 + activity;
    }
}
