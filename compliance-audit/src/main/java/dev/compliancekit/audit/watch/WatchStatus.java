package dev.compliancekit.audit.watch;

/**
 * What a watch sees, and what it does not. <em>Immutable.</em>
 *
 * @param series how many series are watched
 * @param learning how many of them are still being learned and raise no alert of a spike, dip or silence
 * @param seriesRefused how many events or values belonged to series for which there was no room
 * @param actors how many actors' devices and networks are known
 * @param actorsForgotten how many actors had to make room, so that their next device is not compared with anything
 * @param alertsPending how many alerts wait for the channel
 */
public record WatchStatus(
        int series, int learning, long seriesRefused, int actors, long actorsForgotten, int alertsPending) {}
