package dev.compliancekit.verification.planted.cli;

/** Something to be known. */
public interface Cli {}
