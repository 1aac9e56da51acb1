package dev.compliancekit.verification.planted.pages;

/** Something to be known. */
public interface Pages {}
