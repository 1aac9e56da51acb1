package dev.compliancekit.verification.planted.pages;

/** Can be extended by anybody. */
class OpenClass {}
