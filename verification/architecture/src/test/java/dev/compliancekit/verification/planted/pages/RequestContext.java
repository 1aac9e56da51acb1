package dev.compliancekit.verification.planted.pages;

/** Named by nothing. */
interface RequestContext {}
