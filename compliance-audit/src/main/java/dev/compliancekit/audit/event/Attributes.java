package dev.compliancekit.audit.event;

/**
 * The names of attributes beyond those that {@link dev.compliancekit.core.AuditEvent} declares. One word for one
 * concept: {@code docs/formats/event-vocabulary.md} says which event has which. <em>Immutable.</em>
 */
public final class Attributes {

    /** The address that the connection came from, if a trusted proxy stood between. */
    public static final String PEER_ADDRESS = "peerAddress";

    /** The address that the client claimed in a header, if nobody trusted vouches for it. */
    public static final String CLAIMED_ADDRESS = "claimedAddress";

    /** What the actor signed in with: authentication method reference values (RFC 8176), separated by blanks. */
    public static final String FACTORS = "factors";

    /** Whether a second factor was shown: {@code present} or {@code absent}. */
    public static final String SECOND_FACTOR = "secondFactor";

    /** Which session, as a pseudonym or hash; never what opens the session. */
    public static final String SESSION = "session";

    /** Which timeout ended a session: {@code idle} or {@code absolute}. */
    public static final String TIMEOUT = "timeout";

    /** When an account was last used. */
    public static final String LAST_ACTIVITY = "lastActivity";

    /** The role in which data were accessed or a grant is held. */
    public static final String ROLE = "role";

    /** How sensitive the data are: {@code PUBLIC}, {@code INTERNAL}, {@code CONFIDENTIAL}, {@code RESTRICTED}. */
    public static final String CLASSIFICATION = "classification";

    /** The record class. */
    public static final String RECORD_CLASS = "recordClass";

    /** The grant under which data were accessed. */
    public static final String GRANT = "grant";

    /** Who holds a grant, as an actor. */
    public static final String HOLDER = "holder";

    /** From when a grant holds, inclusive. */
    public static final String FROM = "from";

    /** Until when a grant holds, exclusive. */
    public static final String TO_EXCLUSIVE = "toExclusive";

    /** In which format data left, for example {@code jsonl}. */
    public static final String FORMAT = "format";

    /** For what a store is used: {@code write}, {@code backup} or {@code export}. */
    public static final String USE = "use";

    /** Which key. */
    public static final String KEY_ID = "keyId";

    /** Which epoch of keys. */
    public static final String EPOCH = "epoch";

    /** By which authority: a law, a policy, an order. */
    public static final String AUTHORITY = "authority";

    /** When erasure was asked for. */
    public static final String REQUESTED_AT = "requestedAt";

    /** By when something is due. */
    public static final String DUE = "due";

    /** The certificate of an erasure. */
    public static final String CERTIFICATE = "certificate";

    /** The subject that an event is about, as a pseudonym. */
    public static final String SUBJECT = "subject";

    /** What becomes of records: {@code retain}, {@code on-hold}, {@code due} or {@code unscheduled}. */
    public static final String DISPOSITION = "disposition";

    /** The value of a setting before it was changed. */
    public static final String OLD_VALUE = "oldValue";

    /** The value of a setting after it was changed. */
    public static final String NEW_VALUE = "newValue";

    /** How many files. */
    public static final String FILES = "files";

    /** How bad it is: {@code low}, {@code medium}, {@code high} or {@code critical}. */
    public static final String SEVERITY = "severity";

    /** Where an incident was made public, for example the address of a page. */
    public static final String PUBLICATION = "publication";

    /** From which byte on the log was cut. */
    public static final String CUT_AT_BYTE = "cutAtByte";

    /** How many bytes of the log were cut. */
    public static final String CUT_BYTES = "cutBytes";

    /** How many entries the log had or lost. */
    public static final String ENTRIES = "entries";

    /** Which version of the library wrote. */
    public static final String LIBRARY_VERSION = "libraryVersion";

    /** How a log was found when it was opened: {@code new}, {@code whole} or {@code cut}. */
    public static final String FOUND = "found";

    /** How many findings a verification made. */
    public static final String FINDINGS = "findings";

    /** The root hash of a tree of entries, in hexadecimal digits. */
    public static final String ROOT = "root";

    /** The index of the first entry that pruning removes. */
    public static final String FROM_INDEX = "fromIndex";

    /** The index of the first entry that the log still holds. */
    public static final String MINIMUM_INDEX = "minimumIndex";

    /** The policy that something was done under, in its short form. */
    public static final String POLICY = "policy";

    /** SHA-256 of where every tenant stood at the minimum index, in hexadecimal digits. */
    public static final String HEADS = "heads";

    /** When the newest of several entries was recorded. */
    public static final String NEWEST = "newest";

    /** When somebody learnt of an incident, from which the time for its notification runs. */
    public static final String KNOWN_AT = "knownAt";

    /** What was asked of the log, in its short form. */
    public static final String QUERY = "query";

    /** How many entries the checkpoint covers that something rests on. */
    public static final String CHECKPOINT_SIZE = "checkpointSize";

    /** SHA-256 of a list that was handed out, in hexadecimal digits. */
    public static final String DIGEST = "digest";

    /** How many tenants. */
    public static final String TENANTS = "tenants";

    /** Where the other side files what it took over, for example a message id. */
    public static final String RECEIPT = "receipt";

    /** When something reached the other side. */
    public static final String DELIVERED_AT = "deliveredAt";

    private Attributes() {}
}
