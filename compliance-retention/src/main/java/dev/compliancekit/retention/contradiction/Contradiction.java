package dev.compliancekit.retention.contradiction;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Promises of a page that cannot all be kept, or a promise that says too little to be kept. <em>Immutable.</em>
 *
 * @param page the page's id
 * @param kind what is wrong
 * @param promises the ids of the promises, the one that has to give way or to say more first; unmodifiable
 * @param text what is wrong, in one sentence with the dates of a case that shows it
 * @param counterExample the instant at which that case breaks a promise
 */
public record Contradiction(String page, Kind kind, List<String> promises, String text, Instant counterExample) {

    /** What is wrong. */
    public enum Kind {
        /** Rotation keeps a copy longer than erased data may be readable in backups. */
        ROTATION_OUTLIVES_PROMISE,
        /** Backups are kept in generations, and how many of each is not said. */
        ROTATION_UNSTATED,
        /** Logs must be kept longer than data of an account may be. */
        LOG_FLOOR,
        /** A legal hold keeps what a promise erases, and the promise does not say that it is deferred. */
        HOLD_AGAINST_DEADLINE,
        /** A store holds copies that the erasure does not reach. */
        STORE_UNREACHED,
        /** It is not said when the time begins to run. */
        START_UNSTATED,
        /** A figure that decides is not said. */
        FIGURE_UNSTATED;

        /**
         * The name in files and texts.
         *
         * @return for example {@code log-floor}
         */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * The kind of a name.
         *
         * @param text for example {@code log-floor}
         * @return the kind, or empty if there is none of that name
         */
        public static Optional<Kind> named(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text().equals(text))
                    .findFirst();
        }
    }

    /**
     * Copies the promises.
     *
     * @param page the page's id
     * @param kind what is wrong
     * @param promises the ids of the promises; copied
     * @param text what is wrong, in one sentence
     * @param counterExample the instant at which a promise breaks
     */
    public Contradiction {
        Objects.requireNonNull(page, "page");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(counterExample, "counterExample");
        promises = List.copyOf(promises);
    }
}
