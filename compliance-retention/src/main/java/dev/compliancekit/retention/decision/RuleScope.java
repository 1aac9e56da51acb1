package dev.compliancekit.retention.decision;

/** How closely a rule is tied to a record; the closest delete action decides. The order is from close to far. */
public enum RuleScope {
    /** A label on the record itself. */
    LABEL,
    /** A rule for a part of the organisation. */
    SCOPED,
    /** A rule for all of it. */
    ORGANISATION
}
