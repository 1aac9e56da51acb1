package dev.compliancekit.audit.tlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many of which witnesses must have cosigned a checkpoint. A witness counts once, however often and with however
 * many of its keys it signs; one public key under two names is refused, since it would be one signer that counts twice.
 *
 * <p><em>Immutable and thread-safe.</em>
 */
public final class WitnessPolicy {

    private static final int MAX_KEYS = 100;

    private final int quorum;
    private final List<WitnessKey> keys;

    private WitnessPolicy(int quorum, List<WitnessKey> keys) {
        this.quorum = quorum;
        this.keys = keys;
    }

    /**
     * A policy: at least {@code quorum} of the witnesses that these keys belong to.
     *
     * @param quorum from 1 to the number of distinct names of the keys
     * @param keys the trusted keys, at most 100; two of one name are two keys of one witness; copied
     * @return the policy
     * @throws IllegalArgumentException if the quorum is out of range, there are more keys, or a public key is there
     *     twice
     */
    public static WitnessPolicy of(int quorum, List<WitnessKey> keys) {
        List<WitnessKey> copied = List.copyOf(keys);
        long names = copied.stream().map(WitnessKey::name).distinct().count();
        if (copied.size() > MAX_KEYS) {
            throw new IllegalArgumentException(
                    "policy has " + copied.size() + " keys; accepted are at most " + MAX_KEYS);
        }
        if (copied.stream().map(WitnessKey::publicKey).distinct().count() != copied.size()) {
            throw new IllegalArgumentException("policy has one public key twice; accepted is each key once");
        }
        if (quorum < 1 || quorum > names) {
            throw new IllegalArgumentException("quorum is " + quorum + " of " + names
                    + " witnesses; accepted are 1 to as many as there are names");
        }
        return new WitnessPolicy(quorum, copied);
    }

    /**
     * How many witnesses it takes.
     *
     * @return 1 or more
     */
    public int quorum() {
        return quorum;
    }

    /**
     * The trusted keys.
     *
     * @return the keys in the given order, unmodifiable
     */
    public List<WitnessKey> keys() {
        return keys;
    }

    /**
     * The cosignatures of trusted keys below a checkpoint, all of them verified.
     *
     * @param signed a checkpoint with its signature lines
     * @return one for each trusted key that cosigned, its latest; unmodifiable
     * @throws LogTamperedException if a line of a trusted key does not verify
     */
    public List<Cosignature> cosignatures(SignedCheckpoint signed) {
        List<Cosignature> found = new ArrayList<>();
        for (WitnessKey key : keys) {
            signed.cosignature(key).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /**
     * Whether cosignatures are enough; a witness counts once.
     *
     * @param cosignatures verified ones, of whatever keys
     * @return true if enough of this policy's witnesses are among them
     */
    public boolean isMetBy(List<Cosignature> cosignatures) {
        return witnesses(cosignatures) >= quorum;
    }

    private int witnesses(List<Cosignature> cosignatures) {
        Set<String> names = new HashSet<>();
        for (Cosignature cosignature : cosignatures) {
            if (keys.contains(cosignature.witness())) {
                names.add(cosignature.witness().name());
            }
        }
        return names.size();
    }

    /**
     * Verifies that enough witnesses cosigned a checkpoint.
     *
     * @param signed a checkpoint with its signature lines
     * @return since when a quorum knows it: the time of the earliest of the latest cosignatures that make a quorum
     * @throws LogTamperedException if a line of a trusted key does not verify, or too few witnesses cosigned
     */
    public Instant verify(SignedCheckpoint signed) {
        List<Cosignature> found = cosignatures(signed);
        if (!isMetBy(found)) {
            throw new LogTamperedException("checkpoint of size "
                    + signed.unverified().treeSize() + " bears cosignatures of " + witnesses(found)
                    + " trusted witnesses; accepted are " + quorum + " or more");
        }
        List<Instant> latest = new ArrayList<>();
        for (String name :
                found.stream().map(each -> each.witness().name()).distinct().toList()) {
            found.stream()
                    .filter(each -> each.witness().name().equals(name))
                    .map(Cosignature::at)
                    .max(Instant::compareTo)
                    .ifPresent(latest::add);
        }
        return latest.stream().sorted((a, b) -> b.compareTo(a)).toList().get(quorum - 1);
    }
}
