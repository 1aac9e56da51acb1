package dev.compliancekit.core;

/**
 * Seals and opens bytes for one tenant and subject (authenticated encryption, RFC 5116). compliance-crypto implements
 * it; audit and retention, which do not know crypto, are handed one.
 *
 * <p>Implementations are thread-safe, never return plaintext that did not authenticate, and never fall back to storing
 * plaintext: what cannot be sealed throws.
 */
public interface Sealer {

    /**
     * Seals a value for its place.
     *
     * @param path where the value belongs; bound to the result
     * @param plaintext the value; read, neither kept nor changed
     * @return the sealed value, a new array
     * @throws ShreddedException if the keys of the tenant or subject were destroyed
     * @throws ComplianceException if the keys cannot be reached
     */
    byte[] seal(FieldPath path, byte[] plaintext);

    /**
     * Opens a sealed value at the place it was sealed for.
     *
     * @param path where the value belongs
     * @param sealed what {@link #seal} returned; read, neither kept nor changed
     * @return the value, or that it was erased by destroying its key, or that its key is missing
     * @throws SealBrokenException if the value does not authenticate at this place
     * @throws ComplianceException if the keys cannot be reached
     */
    Opened open(FieldPath path, byte[] sealed);
}
