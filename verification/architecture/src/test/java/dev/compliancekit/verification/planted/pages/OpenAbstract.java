package dev.compliancekit.verification.planted.pages;

/** Asks to be extended. */
abstract class OpenAbstract {}
