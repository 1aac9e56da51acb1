package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Opened;
import dev.compliancekit.core.Tagged;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.erasure.ErasureCertificate;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was there before the erasures, to compare with what is there after them. */
final class Survivors {

    private static final String ROWS = "SELECT (SELECT COUNT(*) FROM customer WHERE tenant = ?)"
            + " + (SELECT COUNT(*) FROM purchase WHERE tenant = ?)";

    private final Application application;
    private final Map<TenantId, Long> rows = new HashMap<>();
    private final List<Tagged<Customers.SealedField>> sealed = new ArrayList<>();
    private final long totals;

    private Survivors(Application application, Map<TenantId, List<Customer>> planted) throws SQLException {
        this.application = application;
        this.totals = countTotals();
        for (Map.Entry<TenantId, List<Customer>> store : planted.entrySet()) {
            rows.put(store.getKey(), rowsOf(store.getKey()));
            application
                    .customers()
                    .find(store.getValue().get(0).number(), "name")
                    .ifPresent(sealed::add);
        }
    }

    static Survivors before(Application application, Map<TenantId, List<Customer>> planted) throws SQLException {
        return new Survivors(application, planted);
    }

    private long rowsOf(TenantId tenant) throws SQLException {
        return application.database().number(ROWS, tenant.value(), tenant.value());
    }

    private long countTotals() throws SQLException {
        return application.database().number("SELECT COUNT(*) FROM aggregate");
    }

    void check(Erasures erasures, Story story, Checks checks) throws SQLException {
        Set<TenantId> erased = erasures.certificates().stream()
                .filter(ErasureCertificate::isComplete)
                .map(certificate -> certificate.order().scope())
                .map(Scope::tenant)
                .collect(Collectors.toSet());
        long left = 0;
        long lost = 0;
        for (Map.Entry<TenantId, Long> store : rows.entrySet()) {
            long now = rowsOf(store.getKey());
            left += erased.contains(store.getKey()) ? now : 0;
            lost += erased.contains(store.getKey()) ? 0 : store.getValue() - now;
        }
        checks.check(
                "read back",
                left == 0 && !erased.isEmpty(),
                "%d rows are left of the %d erased stores",
                left,
                erased.size());
        checks.check(
                "nothing else",
                lost == 0,
                "%d rows are missing of the %d other stores, paused, held and still open ones among them",
                lost,
                rows.size() - erased.size());
        checkKeys(erased, checks);
        checks.check(
                "anonymous totals",
                countTotals() == totals && totals > 0,
                "all %,d totals of units and revenue stay, each for at least %d people",
                totals,
                Aggregates.LEAST_SUBJECTS);
    }

    /** Copies of sealed values, as a forgotten backup would hold them. */
    private void checkKeys(Set<TenantId> erased, Checks checks) {
        long readable = 0;
        long wrong = 0;
        for (Tagged<Customers.SealedField> field : sealed) {
            TenantId tenant = field.tag().tenant();
            try (TenantScope scope = TenantScope.enter(tenant)) {
                Opened opened = application.customers().open(field);
                if (erased.contains(tenant)) {
                    readable += opened instanceof Opened.Erased ? 0 : 1;
                } else {
                    wrong += opened instanceof Opened.Plaintext ? 0 : 1;
                }
            }
        }
        checks.check(
                "destroyed keys",
                readable + wrong == 0 && !erased.isEmpty(),
                "%d sealed copies of erased stores can still be opened, %d of other stores no longer can",
                readable,
                wrong);
    }
}
