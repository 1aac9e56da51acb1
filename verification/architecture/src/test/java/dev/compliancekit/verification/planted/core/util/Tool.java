package dev.compliancekit.verification.planted.core.util;

/** In a package that says nothing. */
interface Tool {}
