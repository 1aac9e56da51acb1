package dev.compliancekit.retention.inactivity;

/** What a run has counted so far. */
final class InactivityTally {

    int accounts;
    int exempt;
    int warned;
    int notWarned;
    int postponed;

    InactivityReport.Counts counts(int expiring, int expired) {
        return new InactivityReport.Counts(accounts, exempt, warned, notWarned, expiring, expired, postponed);
    }
}
