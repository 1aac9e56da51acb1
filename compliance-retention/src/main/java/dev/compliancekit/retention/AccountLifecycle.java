package dev.compliancekit.retention;

import dev.compliancekit.retention.AccountPromise.StartsFrom;
import dev.compliancekit.retention.deadline.Deadline;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the events of an account start and withdraw under the promises in force. Only a cancellation and the requests
 * start anything; pausing and uninstalling start nothing; reactivation withdraws cancellations, never a request;
 * cancelling again starts anew. Pure functions. <em>Immutable.</em>
 */
public final class AccountLifecycle {

    private static final int ID_BYTES = 16;

    private final Map<String, List<AccountPolicy>> versions;

    private AccountLifecycle(Map<String, List<AccountPolicy>> versions) {
        this.versions = versions;
    }

    /**
     * A life cycle under the given policies.
     *
     * @param policies every version of every page that ever was in force; copied
     * @return the life cycle
     * @throws IllegalArgumentException if two versions of one page come into force at the same instant
     */
    public static AccountLifecycle of(List<AccountPolicy> policies) {
        Map<String, List<AccountPolicy>> versions = new LinkedHashMap<>();
        policies.stream()
                .sorted(Comparator.comparing(AccountPolicy::inForceFrom))
                .forEach(policy -> versions.computeIfAbsent(policy.name(), name -> new ArrayList<>())
                        .add(policy));
        for (List<AccountPolicy> history : versions.values()) {
            for (int i = 1; i < history.size(); i++) {
                if (history.get(i).inForceFrom().equals(history.get(i - 1).inForceFrom())) {
                    throw new IllegalArgumentException(
                            "policy " + history.get(i).name()
                                    + " has two versions in force from the same instant; accepted is one");
                }
            }
        }
        return new AccountLifecycle(versions);
    }

    /**
     * Where an account stands.
     *
     * @param events what happened to one tenant's account and its subjects, in any order; those after {@code asOf} do
     *     not count, those at one instant count in the order given
     * @param asOf the instant to answer for
     * @return the state, the obligations and what was withdrawn
     * @throws IllegalArgumentException if the events are of more than one tenant
     */
    public AccountStanding standingOf(List<AccountEvent> events, Instant asOf) {
        List<AccountEvent> past = events.stream()
                .filter(event -> !event.at().isAfter(asOf))
                .sorted(Comparator.comparing(AccountEvent::at))
                .toList();
        if (past.stream().map(event -> event.scope().tenant()).distinct().count() > 1) {
            throw new IllegalArgumentException("events are of more than one tenant; accepted are those of one account");
        }
        AccountState state = AccountState.ACTIVE;
        List<Obligation> standing = new ArrayList<>();
        List<Withdrawal> withdrawn = new ArrayList<>();
        for (AccountEvent event : past) {
            if (event.kind() == AccountEvent.Kind.REACTIVATED) {
                withdrawCancellations(standing, withdrawn, event);
            }
            standing.addAll(startedBy(event, past, asOf));
            state = next(state, event);
        }
        standing.sort(Comparator.comparing(Obligation::due).thenComparing(Obligation::id));
        return new AccountStanding(state, standing, withdrawn);
    }

    private static void withdrawCancellations(List<Obligation> standing, List<Withdrawal> withdrawn, AccountEvent by) {
        List<Obligation> cancellations = standing.stream()
                .filter(obligation -> obligation.event().kind() == AccountEvent.Kind.CANCELLED)
                .toList();
        cancellations.forEach(obligation -> withdrawn.add(new Withdrawal(obligation, by)));
        standing.removeAll(cancellations);
    }

    private static AccountState next(AccountState state, AccountEvent event) {
        if (state == AccountState.ERASED) {
            return state;
        }
        return switch (event.kind()) {
            case CANCELLED -> AccountState.CANCELLED;
            case REACTIVATED -> AccountState.ACTIVE;
            case PAUSED -> state == AccountState.CANCELLED ? state : AccountState.PAUSED;
            case UNINSTALLED -> state == AccountState.CANCELLED ? state : AccountState.UNINSTALLED;
            case ERASED -> event.scope() instanceof Scope.WholeTenant ? AccountState.ERASED : state;
            case OWNER_DELETION, ERASURE_REQUEST, DESTRUCTION_REQUEST -> state;
        };
    }

    private List<Obligation> startedBy(AccountEvent event, List<AccountEvent> past, Instant asOf) {
        List<Obligation> started = new ArrayList<>();
        for (List<AccountPolicy> history : versions.values()) {
            List<AccountPolicy> known = history.stream()
                    .filter(policy -> !policy.inForceFrom().isAfter(asOf))
                    .toList();
            inForce(known, event.at()).ifPresent(frozen -> {
                List<AccountPolicy> later = known.subList(known.indexOf(frozen) + 1, known.size());
                frozen.promises().stream()
                        .filter(promise -> promise.trigger() == event.kind())
                        .forEach(promise -> started.add(obligation(frozen, later, promise, event, past)));
            });
        }
        return started;
    }

    private static Optional<AccountPolicy> inForce(List<AccountPolicy> known, Instant at) {
        return known.stream()
                .filter(policy -> !policy.inForceFrom().isAfter(at))
                .reduce((earlier, later) -> later);
    }

    private static Obligation obligation(
            AccountPolicy frozen,
            List<AccountPolicy> later,
            AccountPromise promise,
            AccountEvent event,
            List<AccountEvent> past) {
        Deadline deadline = deadline(frozen, promise, event, past, event.at());
        AccountPromise decisive = promise;
        for (AccountPolicy stricter : later) {
            for (AccountPromise candidate : stricter.promises()) {
                if (!candidate.id().equals(promise.id()) || candidate.trigger() != promise.trigger()) {
                    continue;
                }
                Deadline shortened = deadline(stricter, candidate, event, past, stricter.inForceFrom());
                if (shortened.actBy().isBefore(deadline.actBy())) {
                    deadline = shortened;
                    decisive = candidate;
                }
            }
        }
        return new Obligation(
                idOf(frozen, promise, event),
                frozen.name(),
                frozen.version(),
                promise.id(),
                event,
                promise.stores(),
                deadline,
                latest(event.at(), deadline.actBy().minus(decisive.lead())));
    }

    /**
     * A version that came after the event counts from its own coming into force, so that it is due when it can be met.
     */
    private static Deadline deadline(
            AccountPolicy policy,
            AccountPromise promise,
            AccountEvent event,
            List<AccountEvent> past,
            Instant notBefore) {
        Instant start = latest(startOf(policy, promise, event, past), notBefore);
        return policy.rules().deadline(start, promise.limit());
    }

    private static Instant startOf(
            AccountPolicy policy, AccountPromise promise, AccountEvent event, List<AccountEvent> past) {
        if (promise.startsFrom() == StartsFrom.EVENT) {
            return event.at();
        }
        Instant promised = policy.promises().stream()
                .filter(other -> AccountPolicy.datesHardDeletion(other, promise))
                .map(live -> policy.rules().deadline(event.at(), live.limit()).actBy())
                .min(Instant::compareTo)
                .orElseThrow();
        return past.stream()
                .filter(erased -> erased.kind() == AccountEvent.Kind.ERASED)
                .filter(erased ->
                        erased.scope().covers(event.scope()) && !erased.at().isBefore(event.at()))
                .map(AccountEvent::at)
                .filter(erasedAt -> erasedAt.isBefore(promised))
                .findFirst()
                .orElse(promised);
    }

    private static Instant latest(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }

    private static String idOf(AccountPolicy policy, AccountPromise promise, AccountEvent event) {
        return hash(
                policy.name(),
                promise.id(),
                event.kind().name(),
                event.scope().toString(),
                event.at().toString());
    }

    /** Length-prefixed, so that no two lists of parts give the same bytes. */
    static String hash(String... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                sha256.update(bytes);
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no SHA-256, which every Java platform must have", e);
        }
    }
}
