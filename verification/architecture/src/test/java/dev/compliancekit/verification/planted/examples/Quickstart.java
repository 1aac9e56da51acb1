package dev.compliancekit.verification.planted.examples;

/** Something to be known. */
public interface Quickstart {}
