package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.AccountEvent;
import dev.compliancekit.retention.AccountLifecycle;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Obligation;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.erasure.ErasureCertificate;
import dev.compliancekit.retention.erasure.ErasureOutcome;
import dev.compliancekit.retention.erasure.ErasureRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The accounts, what happened to them, and the erasures that follow from it. */
final class Erasures {

    private final AccountLifecycle lifecycle;
    private final ErasureRun run;
    private final AuditSink audit;
    private final Map<TenantId, List<AccountEvent>> accounts = new TreeMap<>();
    private final List<ErasureCertificate> certificates = new ArrayList<>();

    Erasures(AccountLifecycle lifecycle, ErasureRun run, AuditSink audit, Collection<TenantId> tenants) {
        this.lifecycle = lifecycle;
        this.run = run;
        this.audit = audit;
        tenants.forEach(tenant -> accounts.put(tenant, new ArrayList<>()));
    }

    /** Something happened to an account. */
    void receive(AccountEvent event) {
        audit.append(Story.logged(event));
        note(event);
    }

    private void note(AccountEvent event) {
        accounts.computeIfAbsent(event.scope().tenant(), unused -> new ArrayList<>())
                .add(event);
    }

    /** Runs every erasure that may begin, and tells what became of those that were not finished before. */
    List<ErasureOutcome> runAt(Instant now) {
        List<ErasureOrder> orders =
                obligations(now).stream().map(ErasureOrder::of).toList();
        List<ErasureOutcome> news = new ArrayList<>();
        for (ErasureOutcome outcome : run.run(orders)) {
            if (outcome instanceof ErasureOutcome.Erased erased) {
                erased(erased.certificate());
                news.add(outcome);
            } else if (outcome instanceof ErasureOutcome.Deferred deferred) {
                certificates.add(deferred.certificate());
                news.add(outcome);
            } else if (outcome instanceof ErasureOutcome.Incomplete incomplete) {
                certificates.add(incomplete.certificate());
                news.add(outcome);
            }
        }
        return news;
    }

    private void erased(ErasureCertificate certificate) {
        certificates.add(certificate);
        ErasureOrder order = certificate.order();
        if (order.stores().contains(StoreKind.LIVE)) {
            note(new AccountEvent(AccountEvent.Kind.ERASED, order.scope(), certificate.readBackAt()));
        }
    }

    /** Every duty to erase that stands at an instant, met or not, the earliest due first. */
    List<Obligation> obligations(Instant asOf) {
        return accounts.values().stream()
                .flatMap(events -> lifecycle.standingOf(events, asOf).obligations().stream())
                .sorted(Comparator.comparing(Obligation::due).thenComparing(Obligation::id))
                .toList();
    }

    Map<TenantId, List<AccountEvent>> accounts() {
        return accounts;
    }

    AccountLifecycle lifecycle() {
        return lifecycle;
    }

    /** Every certificate, complete or not, the oldest first. */
    List<ErasureCertificate> certificates() {
        return List.copyOf(certificates);
    }
}
