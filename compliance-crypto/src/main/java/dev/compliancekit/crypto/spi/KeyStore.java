package dev.compliancekit.crypto.spi;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Keeps the records of keys: wrapped keys, and the tombstones of destroyed ones.
 *
 * <p>Promises of every implementation:
 *
 * <ul>
 *   <li>It is thread-safe.
 *   <li>Each call but {@link #replaceAll} happens as a whole or not at all, also when it throws or the process dies in
 *       it, and may be repeated.
 *   <li>What a call changed is durable when the call returns.
 *   <li>No record is ever overwritten by another key: not by name and version, not by key id.
 *   <li>A destroyed key stays destroyed: no later call makes its record active again, and its wrapped key is nowhere in
 *       the store.
 *   <li>A destruction is in {@link #unreported} from the moment it is durable until {@link #markReported}.
 *   <li>A record that was damaged is never returned; it does no harm to the records of other tenants.
 *   <li>Every method throws {@link KeyUnavailableException} if the store cannot be reached or the record is damaged,
 *       and {@link IllegalStateException} after {@link #close}.
 * </ul>
 */
public interface KeyStore extends AutoCloseable {

    /**
     * The record of one key.
     *
     * @param address whose key and which
     * @return the record, or empty if there is no such key, whether or not another tenant or subject has one
     */
    Optional<KeyRecord> load(KeyAddress address);

    /**
     * The record of the highest version among the keys of a name.
     *
     * @param name whose key and for what
     * @return the record, active or destroyed, or empty if there never was a key of that name
     */
    Optional<KeyRecord> newest(KeyName name);

    /**
     * Stores a new key, unless there is one of the same name and version already, active or destroyed.
     *
     * @param candidate the record to store
     * @return what the store now holds under that name and version: the candidate, or the record that was there before
     * @throws IllegalArgumentException if the tenant and subject have a key of that id under another name or version
     */
    KeyRecord createIfAbsent(KeyRecord.Active candidate);

    /**
     * Stores another wrapping for each key of a tenant, subjects' keys too. Takes memory for a bounded number of
     * records only. May be broken off between records: each is then in its old or its new wrapping, and doing it again
     * goes on with those that are left.
     *
     * @param tenant whose keys
     * @param rewrapping called once for each active key; returns the record to store, with the same metadata and
     *     commitment, or the very record that it was given if that is to stay; calls no method of this store; what it
     *     throws ends the call
     * @return how many records were replaced
     * @throws IllegalArgumentException if the metadata or commitment of a result differ
     */
    long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping);

    /**
     * Destroys a key: overwrites and removes the wrapped key, and leaves the tombstone. If it was destroyed before, the
     * first tombstone stays.
     *
     * @param tombstone the record to leave, with the same metadata as the stored one
     * @return the tombstone that the store holds now
     * @throws IllegalArgumentException if there is no such key, or its metadata differ
     */
    KeyRecord.Destroyed destroy(KeyRecord.Destroyed tombstone);

    /**
     * The destructions of which nobody has said yet that they are in the audit log.
     *
     * @return the tombstones in no particular order, unmodifiable
     */
    List<KeyRecord.Destroyed> unreported();

    /**
     * Takes note that a destruction is in the audit log. Doing it again does nothing.
     *
     * @param address whose key and which
     */
    void markReported(KeyAddress address);

    /**
     * All tenants that have or had a key.
     *
     * @return the tenants in their order; to be closed
     */
    Stream<TenantId> tenants();

    /**
     * All records of one tenant, subjects' keys too.
     *
     * @param tenant whose keys
     * @return the records, those of one subject one after the other in the order of their key ids, read as the stream
     *     goes on; to be closed
     */
    Stream<KeyRecord> list(TenantId tenant);

    /**
     * All records of one subject of a tenant, or of the tenant's own keys.
     *
     * @param tenant whose keys
     * @param subject the person, or {@link SubjectId#ACCOUNT} for the keys of the whole tenant
     * @return the records in the order of their key ids, unmodifiable
     */
    List<KeyRecord> list(TenantId tenant, SubjectId subject);

    /** Lets go of the store. Closing again does nothing. */
    @Override
    void close();
}
