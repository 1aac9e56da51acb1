package com.fasterxml.jackson.planted;

/** Stands in for a library, so that a rule about it can be tried. */
public interface Jackson {}
