package dev.compliancekit.verification.planted.core.unmarked;

/** In a package without package-info. */
interface Unmarked {}
