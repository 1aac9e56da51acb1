package dev.compliancekit.verification.planted.testkit;

/** Something to be known. */
public interface Testkit {}
