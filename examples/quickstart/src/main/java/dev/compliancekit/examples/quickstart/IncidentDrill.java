package dev.compliancekit.examples.quickstart;

import dev.compliancekit.audit.incident.Incident;
import dev.compliancekit.audit.incident.IncidentDesk;
import dev.compliancekit.audit.incident.IncidentQuery;
import dev.compliancekit.audit.incident.IncidentScope;
import dev.compliancekit.audit.incident.Notice;
import dev.compliancekit.audit.incident.NoticeOutcome;
import dev.compliancekit.audit.incident.NoticeReceipt;
import dev.compliancekit.core.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The account of a support agent was taken over, for practice: whose data did it see, and were their owners told? */
final class IncidentDrill {

    private static final String ID = "drill-1";

    private final Application application;
    private final StoryClock clock;
    private final Path outbox;

    IncidentDrill(Application application, StoryClock clock) {
        this.application = application;
        this.clock = clock;
        this.outbox = application.folder().exports().resolve("notices");
    }

    void run(Instant from, Checks checks, Progress progress) throws IOException {
        progress.step(
                "an incident, for practice: find in the log whom a stolen account touched, and tell their owners");
        Files.createDirectories(outbox);
        IncidentDesk desk = IncidentDesk.of(application.log(), Story.OPERATOR, Actor.staff("data-protection"), clock);
        Incident incident =
                desk.open(ID, "high", "for practice: the account of a support agent was taken over", clock.instant());
        IncidentQuery query = IncidentQuery.between(from, clock.instant()).orActor(Staff.AGENT);
        IncidentScope scope = desk.scope(incident, query);
        List<NoticeOutcome> outcomes = desk.sendNotices(incident, scope, this::deliver);
        List<NoticeOutcome> again = desk.sendNotices(incident, scope, this::deliver);
        desk.close(incident, "https://status.foodmart.example/" + ID, "it was practice");
        scope.tenants()
                .forEach(each -> progress.say(
                        "%s: %d entries, %s",
                        each.tenant(), each.entries(), each.actions().keySet()));
        checks.check(
                "incident drill",
                !outcomes.isEmpty()
                        && again.equals(outcomes)
                        && outcomes.stream().allMatch(NoticeOutcome.Delivered.class::isInstance),
                "of all stores %d was touched; its owner got one notice, asked for twice",
                outcomes.size());
    }

    /** One file a notice: the second delivery of an id finds the first. */
    private NoticeReceipt deliver(Notice notice) {
        Path letter = outbox.resolve(notice.tenant() + ".txt");
        try {
            if (!Files.exists(letter)) {
                Files.writeString(
                        letter,
                        "To the owner of " + notice.tenant() + "\n\n"
                                + notice.incident().reason() + "\n" + "Known since "
                                + notice.incident().knownAt() + ". Touched: "
                                + notice.affected().touched().size() + " records, "
                                + notice.affected().entries() + " entries of the audit log, first "
                                + notice.affected().first() + ", last "
                                + notice.affected().last() + ".\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the notice could not be written", e);
        }
        return new NoticeReceipt(letter.getFileName().toString());
    }
}
