package com.google.common.planted;

/** Stands in for a library, so that a rule about it can be tried. */
public interface Guava<T> {}
