package dev.compliancekit.verification.planted.audit;

/** Something to be known. */
public interface Audit {}
