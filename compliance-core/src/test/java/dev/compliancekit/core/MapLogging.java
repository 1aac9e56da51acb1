package dev.compliancekit.core;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** A logging back end that logs nothing and has a working MDC, which also can fail. */
@SuppressWarnings("exports") // public for SLF4J only, which makes it by reflection
public final class MapLogging implements SLF4JServiceProvider {

    /** The MDC refuses this code, as a broken back end might. */
    static final String REFUSED = "refused-by-mdc";

    private final ILoggerFactory loggers = new NOPLoggerFactory();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter mdc = new BasicMDCAdapter() {
        @Override
        public void put(String key, String value) {
            if (value.equals(REFUSED)) {
                throw new IllegalStateException("the back end is broken");
            }
            super.put(key, value);
        }
    };

    /** For SLF4J, which finds this class by name. */
    public MapLogging() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}
}
