package dev.compliancekit.verification.planted.starter;

/** Something to be known. */
public interface Starter {}
