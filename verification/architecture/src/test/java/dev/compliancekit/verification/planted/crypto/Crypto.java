package dev.compliancekit.verification.planted.crypto;

/** Something to be known. */
public interface Crypto {}
