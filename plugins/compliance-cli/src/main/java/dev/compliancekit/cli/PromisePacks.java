package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.AccountEvent;
import dev.compliancekit.retention.AccountLifecycle;
import dev.compliancekit.retention.AccountPolicy;
import dev.compliancekit.retention.AccountPromise;
import dev.compliancekit.retention.AccountPromise.StartsFrom;
import dev.compliancekit.retention.Obligation;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.decision.ErasureDuty;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The promises that rows name: what three pages say about accounts, GDPR Art. 12(3) and 17(1), and CCPA regulations
 * section 7021(b), whose 45 days do not reach backups (section 7022(d)).
 */
final class PromisePacks {

    private static final Set<StoreKind> EVERYWHERE = EnumSet.allOf(StoreKind.class);
    private static final Set<StoreKind> RUNNING = EnumSet.of(StoreKind.LIVE, StoreKind.REPLICA);
    private static final String NO_STORE = "AGGREGATE_ANONYMOUS";

    /** What rows call the request under the CCPA; the account life cycle knows one kind of request to erase. */
    private static final String DELETE_REQUEST = "DELETE_REQUEST";

    private static final String ERASURE_REQUEST = AccountEvent.Kind.ERASURE_REQUEST.name();

    private PromisePacks() {}

    /** The duties that stand for the row's store at an instant. */
    static List<ErasureDuty> duties(Row given, ZoneId zone, TenantId account, Instant asOf) {
        List<ErasureDuty> duties = new ArrayList<>();
        if (!given.has("packs")) {
            return duties;
        }
        String store = given.textOr("store", StoreKind.LIVE.name());
        for (JsonNode name : given.list("packs")) {
            AccountPolicy policy = policy(name.asText(), zone);
            boolean ccpa = policy.name().equals("ccpa");
            List<AccountEvent> events = events(given, account, ccpa);
            if (store.equals(NO_STORE)) {
                continue;
            }
            StoreKind kind = given.word(StoreKind.class, "store", store);
            for (Obligation obligation : AccountLifecycle.of(List.of(policy))
                    .standingOf(events, asOf)
                    .obligations()) {
                if (obligation.stores().contains(kind)) {
                    ErasureDuty duty = ErasureDuty.of(obligation);
                    duties.add(new ErasureDuty(
                            ccpa ? duty.id().replace(ERASURE_REQUEST, DELETE_REQUEST) : duty.id(),
                            duty.from(),
                            duty.actBy(),
                            duty.due()));
                }
            }
        }
        return duties;
    }

    private static List<AccountEvent> events(Row given, TenantId account, boolean ccpa) {
        List<AccountEvent> events = new ArrayList<>();
        for (Row event : given.rows("events")) {
            String type = event.text("type");
            if (type.equals(ccpa ? ERASURE_REQUEST : DELETE_REQUEST)) {
                continue;
            }
            AccountEvent.Kind kind = event.word(
                    AccountEvent.Kind.class, "type", ccpa ? type.replace(DELETE_REQUEST, ERASURE_REQUEST) : type);
            events.add(AccountEvent.of(kind, account, event.instant("at")));
        }
        return events;
    }

    private static AccountPolicy policy(String name, ZoneId zone) {
        List<AccountPromise> promises = switch (name) {
            case "justuno" ->
                List.of(
                        promise("cancelled", AccountEvent.Kind.CANCELLED, EVERYWHERE, "P30D"),
                        AccountPromise.atOnce(
                                "at-once", AccountEvent.Kind.DESTRUCTION_REQUEST, EVERYWHERE, Duration.ofHours(1)));
            case "joomag" ->
                List.of(
                        promise("production", AccountEvent.Kind.OWNER_DELETION, RUNNING, "PT48H"),
                        promise("backups", AccountEvent.Kind.OWNER_DELETION, EnumSet.of(StoreKind.BACKUP), "P7D"));
            case "gdpr" -> List.of(promise("month", AccountEvent.Kind.ERASURE_REQUEST, EVERYWHERE, "P1M"));
            case "ccpa" ->
                List.of(promise(
                        "45-days",
                        AccountEvent.Kind.ERASURE_REQUEST,
                        EnumSet.complementOf(EnumSet.of(StoreKind.BACKUP)),
                        "P45D"));
            default ->
                throw new IllegalArgumentException("has the unknown promise pack " + Row.shown(name)
                        + "; accepted are justuno, joomag, gdpr and ccpa");
        };
        return new AccountPolicy(name, "1", Instant.EPOCH, DeadlineRules.in(zone), promises);
    }

    private static AccountPromise promise(String id, AccountEvent.Kind trigger, Set<StoreKind> stores, String limit) {
        return AccountPromise.within(id, trigger, stores, TimeLimit.parse(limit), StartsFrom.EVENT);
    }
}
