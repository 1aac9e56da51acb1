package dev.compliancekit.useragent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compliancekit.audit.event.DeviceType;
import dev.compliancekit.audit.spi.DeviceTypes;
import java.util.Locale;
import java.util.Set;
import ua_parser.Parser;

/**
 * Device types by the expressions of ua-parser, which name the operating system and the device of a user agent. Making
 * one reads the expressions, which takes about a second; make one for the process.
 *
 * <p>A user agent that is new takes about half a millisecond, a hostile one some milliseconds, a known one less than a
 * microsecond. The expressions are tried on the first {@link #MAX_LENGTH} characters only, and the answers for the last
 * {@link #CACHED} user agents are kept. A tablet whose browser asks for the desktop's pages says that it is a desktop,
 * and is taken for one. <em>Thread-safe.</em>
 */
public final class UapDeviceTypes implements DeviceTypes {

    /** How many characters of a user agent are looked at. */
    public static final int MAX_LENGTH = 256;

    /** How many answers are kept. */
    public static final int CACHED = 10_000;

    private static final Set<String> DESKTOPS = Set.of(
            "Arch Linux",
            "CentOS",
            "Chrome OS",
            "Debian",
            "Fedora",
            "FreeBSD",
            "Gentoo",
            "Kubuntu",
            "Linux",
            "Linux Mint",
            "Lubuntu",
            "Mac OS",
            "Mac OS X",
            "Mandriva",
            "Mageia",
            "NetBSD",
            "OpenBSD",
            "PCLinuxOS",
            "Puppy",
            "Red Hat",
            "Slackware",
            "Solaris",
            "SUSE",
            "Ubuntu",
            "Windows",
            "Xubuntu");

    private static final Set<String> PHONES = Set.of(
            "Bada",
            "BlackBerry OS",
            "Firefox OS",
            "Maemo",
            "MeeGo",
            "Nokia Series 30 Plus",
            "Nokia Series 40",
            "Symbian OS",
            "Symbian^3",
            "Symbian^3 Anna",
            "Symbian^3 Belle",
            "Windows Mobile",
            "Windows Phone",
            "KaiOS");

    /** How programs introduce themselves that ua-parser does not call spiders. */
    private static final Set<String> PROGRAMS = Set.of(
            "apache-httpclient",
            "axios",
            "bot",
            "crawl",
            "curl/",
            "embedly",
            "feed",
            "go-http-client",
            "headlesschrome",
            "java/",
            "libwww",
            "monitor",
            "python-",
            "ruby",
            "scrapy",
            "spider",
            "subscribers",
            "wget/");

    private static final Set<String> TELEVISIONS = Set.of("smart-tv", "smarttv", " tv ", "googletv");

    private final Parser parser = new Parser();
    private final Cache<String, DeviceType> known =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    private UapDeviceTypes() {}

    /**
     * Reads the expressions that ua-parser ships.
     *
     * @return device types, for the whole process
     */
    public static UapDeviceTypes create() {
        return new UapDeviceTypes();
    }

    @Override
    public DeviceType typeOf(String userAgent) {
        String looked = userAgent.substring(0, Math.min(userAgent.length(), MAX_LENGTH));
        return looked.isBlank() ? DeviceType.OTHER : known.get(looked, this::parse);
    }

    private DeviceType parse(String userAgent) {
        String device = parser.parseDevice(userAgent).family;
        String lower = userAgent.toLowerCase(Locale.ROOT);
        if (device.equals("Spider") || PROGRAMS.stream().anyMatch(lower::contains)) {
            return DeviceType.BOT;
        }
        return byDevice(device, lower, parser.parseOS(userAgent).family);
    }

    private static DeviceType byDevice(String device, String lower, String system) {
        if (TELEVISIONS.stream().anyMatch(lower::contains)) {
            return DeviceType.OTHER;
        }
        if (device.startsWith("iPad") || device.equals("Generic Tablet") || system.equals("BlackBerry Tablet OS")) {
            return DeviceType.TABLET;
        }
        if (device.startsWith("iPhone") || device.startsWith("iPod") || device.startsWith("Generic ")) {
            return DeviceType.PHONE;
        }
        if (system.equals("Android")) {
            // browsers for Android say "Mobile" on telephones only; other programs say it nowhere
            return lower.contains("mobile")
                    ? DeviceType.PHONE
                    : lower.startsWith("mozilla/") ? DeviceType.TABLET : DeviceType.OTHER;
        }
        if (device.startsWith("Kindle")) {
            return DeviceType.TABLET;
        }
        if (PHONES.contains(system) || lower.contains("midp-")) {
            return DeviceType.PHONE;
        }
        return DESKTOPS.contains(system) || system.startsWith("Windows ") ? DeviceType.DESKTOP : DeviceType.OTHER;
    }
}
