package dev.compliancekit.examples.quickstart;

import dev.compliancekit.audit.AuditExport;
import dev.compliancekit.audit.AuditQuery;
import dev.compliancekit.audit.ExportFormat;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The experiments in front of the user: what must not be found, what must be refused, and what must be noticed. */
final class Proofs {

    private static final TenantId WITNESS = Store.tenant(3);
    private static final TenantId INTRUDER = Store.tenant(7);

    private final Application application;
    private final Backups backups;
    private final Map<TenantId, List<Customer>> planted;
    private final Checks checks;
    private final Progress progress;
    private final ByteScan scan;

    Proofs(
            Application application,
            Backups backups,
            Map<TenantId, List<Customer>> planted,
            Checks checks,
            Progress progress) {
        this.application = application;
        this.backups = backups;
        this.planted = planted;
        this.checks = checks;
        this.progress = progress;
        this.scan = new ByteScan(texts());
    }

    private List<String> texts() {
        return planted.values().stream()
                .flatMap(List::stream)
                .flatMap(customer -> Stream.of(customer.personal("name"), customer.personal("phone")))
                .toList();
    }

    /** Looks for names and phones of every store, erased or not, in everything that was written. */
    void nothingIsLeft() throws IOException {
        progress.step("look for customers' names and phones, byte by byte, in everything that was written");
        List<String> texts = texts();
        WorkFolder folder = application.folder();
        ByteScan.Result result = scan.scan(List.of(
                folder.application(),
                folder.log(),
                folder.backups(),
                folder.keys(),
                folder.ledger(),
                folder.exports(),
                folder.secrets()));
        progress.say(
                "%,d texts in %,d files with %,d bytes: %d hits",
                texts.size(), result.files(), result.bytes(), result.hits().size());
        checks.check(
                "byte scan",
                result.hits().isEmpty() && result.files() > 0,
                "%d hits for %,d names and phones in %,d files of database, log, backups, keys, ledger and exports",
                result.hits().size(),
                texts.size(),
                result.files());
        positiveControl(texts.get(0));
    }

    /** Whether the report, the last thing to be written, names nobody either. */
    boolean reportNamesNobody() throws IOException {
        return scan.scan(List.of(application.folder().report())).hits().isEmpty();
    }

    /** A scan that finds nothing proves nothing until it has been seen to find something. */
    private void positiveControl(String text) throws IOException {
        Path planted = Files.createDirectory(application.folder().scratch().resolve("planted"));
        Files.writeString(planted.resolve("plain"), "name=" + text);
        Files.writeString(planted.resolve("utf-16"), text, StandardCharsets.UTF_16LE);
        byte[] shifted = ("x" + text).getBytes(StandardCharsets.UTF_8);
        Files.write(planted.resolve("base64"), Base64.getEncoder().encode(shifted));
        int hits = scan.scan(List.of(planted)).hits().size();
        checks.check(
                "byte scan can find",
                hits == 3,
                "%d of 3 hidden copies of a name were found in files made for it",
                hits);
    }

    /** Whether every way into another store's data was refused. */
    boolean tenantsAreKeptApart() throws SQLException {
        progress.step("try to read a customer of " + WITNESS + " as " + INTRUDER);
        Customer victim = planted.getOrDefault(WITNESS, List.of()).get(0);
        TenantTrial trial = new TenantTrial(application.customers(), application.keys(), victim, INTRUDER);
        boolean own = trial.ownStoreReads();
        boolean scope = trial.foreignScopeIsRefused();
        boolean moved = trial.movedBytesStayShut();
        boolean swapped = trial.swappedBytesStayShut();
        progress.say("the store itself reads its customer: %s", own ? "yes" : "NO");
        progress.say("the row, asked for by the other store: %s", scope ? "refused" : "HANDED OUT");
        progress.say("its bytes, copied to the other store: %s", moved ? "stay shut" : "OPENED");
        progress.say("its bytes, copied to another customer: %s", swapped ? "stay shut" : "OPENED");
        boolean apart = own && scope && moved && swapped;
        checks.check("tenants apart", apart, "3 ways into another store's data were tried and refused");
        return apart;
    }

    /** Verifies the log, then a copy with a changed byte and one that was set back. */
    VerificationReport logIsWatertight(SignedCheckpoint early) throws IOException {
        progress.step("verify the audit log, then change one byte of a copy");
        SignedCheckpoint saved = application.log().checkpoint();
        WorkFolder folder = application.folder();
        Files.writeString(
                folder.exports().resolve("log.vkey"), application.log().vkey() + "\n");
        Files.writeString(folder.exports().resolve("checkpoint"), saved.text());
        TamperTrial trial = new TamperTrial(
                folder.log(), folder.scratch(), application.log().vkey(), saved);
        VerificationReport whole = trial.untouched();
        TamperTrial.Changed changed = trial.changedByte();
        VerificationReport back = trial.rolledBack(early);
        progress.say("the log: %,d entries, %s", whole.entries(), whole.isIntact() ? "intact" : "NOT INTACT");
        progress.say(
                "the copy: %s",
                changed.finding().map(VerificationReport.Finding::toString).orElse("NOTHING FOUND"));
        checks.check(
                "log", whole.isIntact(), "%,d entries hashed again, signed root %s", whole.entries(), whole.rootHash());
        checks.check(
                "changed byte",
                changed.finding().isPresent(),
                "one byte was changed in entry %d of a copy of the log; the verifier named entry %d",
                changed.entry(),
                changed.finding().map(VerificationReport.Finding::firstIndex).orElse(-1L));
        checks.check(
                "rollback",
                !back.isIntact(),
                "a copy set back to an earlier checkpoint was found, with a checkpoint kept elsewhere");
        return whole;
    }

    /** How many entries the owner of a store got on demand, 0 unless those were all. */
    long exported() throws IOException {
        Path file = application.folder().exports().resolve("log-of-" + WITNESS + ".jsonl");
        AuditExport export;
        try (TenantScope scope = TenantScope.enter(WITNESS);
                OutputStream out = Files.newOutputStream(file)) {
            export = application
                    .log()
                    .reader()
                    .export(AuditQuery.of(WITNESS), Staff.ownerOf(WITNESS), ExportFormat.JSONL, out);
        }
        long lines;
        try (Stream<String> all = Files.lines(file)) {
            lines = all.count();
        }
        boolean all = lines == export.entries() && export.receipt().tenantSequence() + 1 == lines;
        checks.check("log on demand", all, "the owner of %s got all %,d entries of the account", WITNESS, lines);
        return all ? lines : 0;
    }

    /** Whether the newest backup of a store holds what the database holds. */
    boolean restores() throws IOException, SQLException {
        boolean same = backups.restores(INTRUDER);
        checks.check("restore", same, "the newest backup of %s was opened and compared", INTRUDER);
        return same;
    }
}
