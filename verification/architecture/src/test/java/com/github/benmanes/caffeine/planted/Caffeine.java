package com.github.benmanes.caffeine.planted;

/** Stands in for a library, so that a rule about it can be tried. */
public interface Caffeine {}
