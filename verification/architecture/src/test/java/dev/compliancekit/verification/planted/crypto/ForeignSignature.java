package dev.compliancekit.verification.planted.crypto;

import com.google.common.planted.Guava;
import com.google.common.planted.GuavaException;
import java.util.List;

/** Says the names of a library in public. */
public interface ForeignSignature extends Guava<String> {

    /** In a field. */
    List<Guava<String>> FIELD = List.of();

    /** As a parameter. */
    void parameter(Guava<String> guava);

    /** As a result. */
    Guava<String> result();

    /** As an argument of a type. */
    List<Guava<String>> typeArgument();

    /** As an exception. */
    void thrown() throws GuavaException;
}
