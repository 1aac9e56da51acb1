package dev.compliancekit.verification.planted.benchmarks;

/** Something to be known. */
public interface Benchmarks {}
