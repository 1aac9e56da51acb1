package dev.compliancekit.useragent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.event.DeviceType;
import dev.compliancekit.audit.spi.DeviceTypes;
import dev.compliancekit.testkit.DeviceTypesContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UapDeviceTypesTest extends DeviceTypesContract {

    private static final DeviceTypes TYPES = UapDeviceTypes.create();

    @Override
    protected DeviceTypes deviceTypes() {
        return TYPES;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PHONE|Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0",
                "TABLET|Mozilla/5.0 (Android 14; Tablet; rv:127.0) Gecko/127.0 Firefox/127.0",
                "PHONE|Mozilla/5.0 (compatible; MSIE 10.0; Windows Phone 8.0; Trident/6.0; IEMobile/10.0; NOKIA; Lumia 920)",
                "PHONE|Mozilla/5.0 (BlackBerry; U; BlackBerry 9900; en) AppleWebKit/534.11+ (KHTML, like Gecko) Version/7.1.0.346 Mobile Safari/534.11+",
                "PHONE|Nokia6100/1.0 (04.01) Profile/MIDP-1.0 Configuration/CLDC-1.0",
                "DESKTOP|Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
                "DESKTOP|Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
                "DESKTOP|Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1)",
                "DESKTOP|Mozilla/5.0 (X11; FreeBSD amd64; rv:127.0) Gecko/20100101 Firefox/127.0",
                "BOT|curl/8.8.0",
                "BOT|python-requests/2.32.3",
                "BOT|Wget/1.21.4",
                "BOT|Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "BOT|Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 Mobile Safari/537.36 (compatible; Googlebot/2.1)",
                "OTHER|Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0) AppleWebKit/537.36 (KHTML, like Gecko) TV Safari/537.36",
                "OTHER|Mozilla/5.0 (PlayStation 4 11.00) AppleWebKit/605.1.15 (KHTML, like Gecko)",
                "OTHER|Dalvik/1.6.0 (Linux; U; Android 4.1.2; GT-I8190 Build/JZO54K)",
                "BOT|Feedfetcher-Google; (+http://www.google.com/feedfetcher.html; 1 subscribers)",
                "OTHER|Dalvik"
            })
    void tellsTheDevicesOfPeopleAndPrograms(DeviceType type, String userAgent) {
        assertThat(TYPES.typeOf(userAgent)).isEqualTo(type);
    }

    @Test
    void looksAtTheBeginningOnly() {
        String phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)";
        assertThat(TYPES.typeOf(phone + " ".repeat(1000) + "Googlebot")).isEqualTo(DeviceType.PHONE);
        assertThat(TYPES.typeOf(" ".repeat(UapDeviceTypes.MAX_LENGTH) + phone)).isEqualTo(DeviceType.OTHER);
    }
}
