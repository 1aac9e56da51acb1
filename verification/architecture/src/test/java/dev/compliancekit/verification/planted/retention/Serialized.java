package dev.compliancekit.verification.planted.retention;

import java.io.Serializable;

/** Can be serialized. */
final class Serialized implements Serializable {

    private static final long serialVersionUID = 1L;
}
