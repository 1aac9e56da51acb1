package dev.compliancekit.core.residency;

import java.util.Locale;

/** What is to be done with a store. */
public enum StoreUse {
    /** Records are written. */
    WRITE,
    /** A backup is made. */
    BACKUP,
    /** Data leave for an owner or an auditor. */
    EXPORT;

    /**
     * Whether a store of a purpose is for this.
     *
     * @param purpose what the store is for
     * @return true for a write to a live store, a replica or a device, a backup to a backup store, an export to an
     *     export store
     */
    public boolean fits(StorePurpose purpose) {
        return this
                == switch (purpose) {
                    case LIVE, REPLICA, DEVICE -> WRITE;
                    case BACKUP -> BACKUP;
                    case EXPORT -> EXPORT;
                };
    }

    /** The name in log entries: lower case. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
