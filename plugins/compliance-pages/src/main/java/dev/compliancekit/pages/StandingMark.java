package dev.compliancekit.pages;

import dev.compliancekit.core.promise.Standing;

/** How a standing looks: a word and a sign beside it, so that nothing hangs on the colour. */
final class StandingMark {

    private StandingMark() {}

    /** The signs, drawn once and used by name. */
    static void symbols(Html html) {
        html.open("svg", "class", "symbols", "aria-hidden", "true", "width", "0", "height", "0");
        for (Standing standing : Standing.values()) {
            html.open("symbol", "id", "sign-" + css(standing), "viewBox", "0 0 16 16");
            html.open("path", "d", sign(standing)).close().close();
        }
        html.open("pattern", "id", "open", "width", "8", "height", "8", "patternUnits", "userSpaceOnUse");
        html.open("rect", "width", "8", "height", "8", "class", "stripe-ground").close();
        html.open("path", "d", "M-2 10 10 -2M-2 2 2 -2M6 10 10 6", "class", "stripe")
                .close();
        html.close().closeLine();
    }

    private static String sign(Standing standing) {
        return switch (standing) {
            case KEPT -> "M3 8.5 6.5 12 13 4.5";
            case AT_RISK -> "M8 2.5 14 13H2ZM8 6.5V9.5M8 11.2V11.4";
            case UNPROVEN -> "M5.5 6A2.5 2.5 0 1 1 8 8.5V10M8 12.4V12.6";
            case LAPSED -> "M8 2.5A5.5 5.5 0 1 1 7.9 2.5M8 5V8.2L10.4 9.8";
            case BROKEN -> "M4 4 12 12M12 4 4 12";
        };
    }

    static String css(Standing standing) {
        return standing.text().replace(' ', '-');
    }

    static String heading(Standing standing) {
        String text = standing.text();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    static void badge(Html html, Standing standing) {
        html.open("span", "class", "badge " + css(standing));
        sign(html, standing);
        html.text(standing.text()).close();
    }

    static void sign(Html html, Standing standing) {
        html.open("svg", "class", "sign", "aria-hidden", "true", "viewBox", "0 0 16 16");
        html.open("use", "href", "#sign-" + css(standing)).close().close();
    }

    static String meaning(Standing standing) {
        return switch (standing) {
            case KEPT -> "Evidence shows it.";
            case AT_RISK -> "Kept, but somebody must act soon.";
            case UNPROVEN -> "Nothing shows whether it is kept.";
            case LAPSED -> "It was attested; that has run out.";
            case BROKEN -> "Evidence shows that it is not kept.";
        };
    }
}
