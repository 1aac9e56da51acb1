package dev.compliancekit.examples.quickstart;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.ComplianceReport;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.erasure.ErasureOutcome;
import dev.compliancekit.retention.erasure.ErasureRun;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;

/** The main job, step by step. Every step notes what it checked; one check that fails makes the whole job fail. */
final class Job {

    static final int STEPS = 11;

    private static final int BATCH = 2_000;

    private final Story story;
    private final WorkFolder folder;
    private final SecureRandom random;
    private final Variation variation;
    private final StoryClock clock;
    private final Checks checks = new Checks();

    Job(Story story, WorkFolder folder, SecureRandom random, Variation variation) {
        this.story = story;
        this.folder = folder;
        this.random = random;
        this.variation = variation;
        this.clock = new StoryClock(story.start());
    }

    Checks checks() {
        return checks;
    }

    /** Runs all steps; true if every check passed. */
    boolean run(PrintStream out, Progress progress) throws IOException, SQLException {
        Pages pages = Pages.load();
        ErasurePromises promises = new ErasurePromises(pages.pages());
        ComplianceReport report;
        try (Application application = Application.create(folder, clock, random)) {
            Loading loading = load(application, progress);
            SignedCheckpoint early = signIns(application, loading, progress);
            StoreRegister stores = stores(application, promises, loading.tenants());
            AccessTrials access = access(application, loading, progress);
            SessionTrials sessions = sessions(application, promises, loading, progress);
            Backups backups = backups(application);
            Erasures erasures = erasures(application, promises, backups, loading.tenants());
            Survivors survivors = Survivors.before(application, loading.planted());
            InactiveAccounts inactive = new InactiveAccounts(application, promises, clock);
            nights(erasures, backups, application.keys(), loading.tenants(), inactive, progress);
            Proofs proofs = new Proofs(application, backups, loading.planted(), checks, progress);
            boolean restored = proofs.restores();
            expire(inactive, progress);
            access.lastDay();
            new IncidentDrill(application, clock).run(story.start(), checks, progress);
            checks.check("access", access.allPassed(), "%s", access.summary());
            survivors.check(erasures, story, checks);
            long exported = proofs.exported();
            proofs.nothingIsLeft();
            Evidence evidence = new Evidence(
                    story,
                    application,
                    promises,
                    erasures,
                    backups,
                    stores,
                    LogFacts.read(application.log()),
                    proofs.logIsWatertight(early),
                    access.trials(),
                    sessions.trials(),
                    proofs.tenantsAreKeptApart(),
                    exported,
                    restored,
                    List.of(story.hold()));
            report = report(new Reporting(evidence, pages), evidence, loading, progress);
            checks.check("report is clean", proofs.reportNamesNobody(), "it names no customer of the scan");
            Pages.copyTo(folder.pages());
        }
        new Summary(story, folder, checks, report).print(out, progress.elapsedSeconds());
        return checks.allPassed();
    }

    private Loading load(Application application, Progress progress) throws SQLException {
        progress.step("load FoodMart: every store is a tenant, every customer a subject, personal fields are sealed");
        Loading loading = new Loading(application.database(), application.keys(), variation.customers(), progress);
        loading.run();
        Purchases.Totals stored = new Purchases(application.database(), application.keys()).totals();
        progress.say(
                "%,d customers of %d stores, %,d purchases with %,d sales",
                loading.customers(), loading.stores().size(), loading.purchases(), stored.sales());
        checks.check(
                "loading",
                stored.equalTo(loading.totals())
                        && application.database().number("SELECT COUNT(*) FROM customer") == loading.customers(),
                "%,d customers and %,d sales are stored; opened again, the sales add up to the same %,.2f",
                loading.customers(),
                stored.sales(),
                stored.revenue());
        return loading;
    }

    private static SignedCheckpoint signIns(Application application, Loading loading, Progress progress) {
        progress.step("write the sign-ins to the audit log");
        SignIns signIns = loading.signIns();
        for (int from = 0; from < signIns.size(); from += BATCH) {
            int to = Math.min(from + BATCH, signIns.size());
            application.log().appendAll(signIns.events(from, to));
            progress.at(to, signIns.size(), "sign-ins");
        }
        SignedCheckpoint early = application.log().checkpoint();
        progress.say("%,d entries under a signed checkpoint", early.unverified().treeSize());
        return early;
    }

    private StoreRegister stores(Application application, ErasurePromises promises, List<TenantId> tenants) {
        return new StoreRegister(tenants, promises.regions(), application.log(), clock);
    }

    private AccessTrials access(Application application, Loading loading, Progress progress) throws SQLException {
        progress.step("give grants, and let people try to see customers' data");
        Staff staff = Staff.hired(application.log(), clock, loading.tenants());
        AccessTrials trials = new AccessTrials(staff, application.customers(), loading.planted());
        trials.firstDay();
        trials.trials().forEach(trial -> progress.say("%-48s %s", trial.what(), trial.seen()));
        return trials;
    }

    private SessionTrials sessions(
            Application application, ErasurePromises promises, Loading loading, Progress progress) {
        progress.step("leave a signed-in clerk alone, and see when the session ends");
        SessionTrials trials = new SessionTrials(
                application.log(),
                clock,
                promises.idleTimeout(),
                loading.tenants().get(0));
        trials.run();
        trials.trials().forEach(trial -> progress.say("%-48s %s", trial.what(), trial.seen()));
        checks.check(
                "sessions",
                trials.allPassed(),
                "%d tries with a session ended as they must",
                trials.trials().size());
        return trials;
    }

    private Backups backups(Application application) {
        return new Backups(
                folder.backups(), new TenantRows(application.database()), application.keys(), application.log());
    }

    /** Rows first, keys last: what has no key can no longer be looked at. */
    private Erasures erasures(
            Application application, ErasurePromises promises, Backups backups, List<TenantId> tenants) {
        AuditLog log = application.log();
        ErasureRun run = ErasureRun.builder(
                        log,
                        application.ledger(),
                        tenant -> story.hold().scope().tenant().equals(tenant) ? List.of(story.hold()) : List.of(),
                        clock)
                .target(variation.live().apply(new LiveRows(application.database())))
                .target(backups)
                .target(new KeyShredding(application.keys()))
                .withoutStore(StoreKind.REPLICA)
                .withoutStore(StoreKind.EXPORT)
                .build();
        return new Erasures(promises.lifecycle(), run, log, tenants);
    }

    private void nights(
            Erasures erasures,
            Backups backups,
            TenantKeys keys,
            List<TenantId> tenants,
            InactiveAccounts inactive,
            Progress progress)
            throws IOException, SQLException {
        progress.step("live through two weeks: stores leave, nightly backups, erasures when they are due");
        List<ErasureOutcome> outcomes =
                new Nights(story, clock, erasures, backups, keys, tenants, inactive).run(progress);
        DeadlineTable table = new DeadlineTable(erasures, story);
        table.lines().forEach(line -> progress.say("%s", line));
        checks.check(
                "erasures",
                table.isInTime() && outcomes.stream().noneMatch(ErasureOutcome.Incomplete.class::isInstance),
                "%s",
                table.summary());
    }

    private void expire(InactiveAccounts inactive, Progress progress) throws SQLException {
        progress.step("expire the last of the customers' accounts that were unused for a month");
        inactive.look();
        InactiveAccounts.Open open = inactive.open();
        progress.say(
                "%,d accounts expired after %,d warnings, %,d stay open; %d times so many that a person had to agree",
                inactive.expired(), inactive.warned(), open.accounts(), inactive.confirmed());
        checks.check(
                "inactivity",
                inactive.expired() > 0 && inactive.warned() >= inactive.expired() && open.overdue() == 0,
                "%,d accounts expired after as many warnings, %,d stay open; none is left over",
                inactive.expired(),
                open.accounts());
    }

    private ComplianceReport report(Reporting reporting, Evidence evidence, Loading loading, Progress progress)
            throws IOException, SQLException {
        progress.step("assess the three pages and write the report");
        ComplianceReport report = reporting.assess();
        reporting.write(report);
        progress.say("%s", report.headline());
        checks.check(
                "sign-ins",
                evidence.log().completeSignIns() == evidence.log().signIns()
                        && evidence.log().signIns() >= loading.signIns().size(),
                "%,d sign-ins are in the log, each with device type and address",
                evidence.log().signIns());
        checks.check(
                "report",
                report.failures().isEmpty() && Summary.erasurePromisesAreKept(report),
                "%d promises assessed, %d controls failed, every promise about erasure is kept",
                report.promises().size(),
                report.failures().size());
        return report;
    }
}
