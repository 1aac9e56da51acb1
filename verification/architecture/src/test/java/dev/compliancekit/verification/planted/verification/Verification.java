package dev.compliancekit.verification.planted.verification;

/** Something to be known. */
public interface Verification {}
