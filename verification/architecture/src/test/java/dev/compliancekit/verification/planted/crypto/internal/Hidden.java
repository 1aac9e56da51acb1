package dev.compliancekit.verification.planted.crypto.internal;

/** Something to be known. */
public interface Hidden {}
