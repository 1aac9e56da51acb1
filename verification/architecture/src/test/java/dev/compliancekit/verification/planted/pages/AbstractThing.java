package dev.compliancekit.verification.planted.pages;

/** Named by what it is not. */
interface AbstractThing {}
