package dev.compliancekit.audit;

/** How far an event has come, from weak to strong; each level holds the ones before it. */
public enum Acknowledgement {

    /** It waits in the memory of this process; a crash loses it. */
    ENQUEUED,

    /** It has its place in the log and survives a crash of process and machine. */
    DURABLE,

    /** A published checkpoint signs it, and everybody who has the checkpoint can verify it. */
    CHECKPOINTED,

    /** A quorum of witnesses has cosigned such a checkpoint: the log's owner cannot take it back unseen. */
    WITNESSED
}
