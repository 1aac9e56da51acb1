package dev.compliancekit.verification.planted.quickstart;

/** Something to be known. */
public interface Quickstart {}
