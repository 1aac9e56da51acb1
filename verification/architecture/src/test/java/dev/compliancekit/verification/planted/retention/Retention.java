package dev.compliancekit.verification.planted.retention;

/** Something to be known. */
public interface Retention {}
