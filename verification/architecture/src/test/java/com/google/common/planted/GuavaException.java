package com.google.common.planted;

/** Stands in for a library, so that a rule about it can be tried. */
public final class GuavaException extends Exception {

    private static final long serialVersionUID = 1L;
}
