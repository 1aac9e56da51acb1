package dev.compliancekit.core.promise;

/** Who can answer for a promise: software, people, or both. */
public enum PromiseKind {
    /** Software keeps it and shows that it does; one {@link Control} answers. */
    BY_CODE,
    /**
     * Software enforces or measures what it can see, people attest to the rest; both must answer, and the worse answer
     * stands.
     */
    PARTLY,
    /** Only people can answer; an {@link Attestation} does. */
    ORGANISATIONAL,
    /** A line of the page that promises nothing about security; it is listed and never counted. */
    STATEMENT
}
