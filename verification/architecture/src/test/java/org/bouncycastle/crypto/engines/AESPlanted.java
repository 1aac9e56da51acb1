package org.bouncycastle.crypto.engines;

/** Stands in for a library, so that a rule about it can be tried. */
public interface AESPlanted {}
