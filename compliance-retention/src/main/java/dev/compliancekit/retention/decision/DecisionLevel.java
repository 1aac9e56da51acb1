package dev.compliancekit.retention.decision;

/** Which step of the decision table decided. The order is that of the table. */
public enum DecisionLevel {
    /** A legal hold: nothing is deleted while it is active. */
    HOLD("L0-HOLD"),
    /** A lock of the store. */
    LOCK("L0-LOCK"),
    /** The one retention that is left. */
    RETENTION("L1-RETENTION"),
    /** The longest of several retentions. */
    LONGEST("L2-LONGEST"),
    /** The delete action tied most closely to the record. */
    EXPLICIT("L3-EXPLICIT"),
    /** The shortest of the delete actions that are tied equally closely. */
    SHORTEST("L4-SHORTEST"),
    /** A duty to erase. */
    OBLIGATION("L5-OBLIGATION"),
    /** The only delete action there is. */
    SINGLE("SINGLE"),
    /** Nothing keeps the record and nothing deletes it. */
    NONE("NONE");

    private final String text;

    DecisionLevel(String text) {
        this.text = text;
    }

    /**
     * The name in texts.
     *
     * @return for example {@code L2-LONGEST}
     */
    public String text() {
        return text;
    }
}
