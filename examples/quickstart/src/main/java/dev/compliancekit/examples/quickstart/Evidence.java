package dev.compliancekit.examples.quickstart;

import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.retention.LegalHold;
import java.util.List;

/**
 * Everything that the controls look at once the story has been told.
 *
 * @param story the story
 * @param application the application, open
 * @param promises the periods of the pages
 * @param erasures accounts, obligations and certificates
 * @param backups the backup folder
 * @param stores the register of stores
 * @param log what one reading of the log counted
 * @param verification what the verifier says of the log
 * @param accessTrials who tried to see what
 * @param sessionTrials what became of sessions that were left alone
 * @param tenantsKeptApart whether every try to read another tenant's data was refused
 * @param exported how many entries of the log an owner got on demand; 0 if the export does not hold them all
 * @param restored whether a backup opened and held what the database holds
 * @param holds the legal holds
 */
record Evidence(
        Story story,
        Application application,
        ErasurePromises promises,
        Erasures erasures,
        Backups backups,
        StoreRegister stores,
        LogFacts log,
        VerificationReport verification,
        List<AccessTrials.Trial> accessTrials,
        List<AccessTrials.Trial> sessionTrials,
        boolean tenantsKeptApart,
        long exported,
        boolean restored,
        List<LegalHold> holds) {

    Evidence {
        accessTrials = List.copyOf(accessTrials);
        sessionTrials = List.copyOf(sessionTrials);
        holds = List.copyOf(holds);
    }
}
