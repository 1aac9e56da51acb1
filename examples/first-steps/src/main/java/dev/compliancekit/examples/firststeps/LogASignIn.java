package dev.compliancekit.examples.firststeps;

import dev.compliancekit.audit.event.Act;
import dev.compliancekit.audit.event.Client;
import dev.compliancekit.audit.event.ClientAddress;
import dev.compliancekit.audit.event.SessionEvents;
import dev.compliancekit.audit.event.TrustedProxies;
import dev.compliancekit.audit.spi.DeviceTypes;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.TenantId;
import java.time.InstantSource;
import java.util.List;

/** A sign-in with device type and address, as the page promises it. */
final class LogASignIn {

    private LogASignIn() {}

    /** What a web framework tells of a request. */
    record Request(String remoteAddress, List<String> forwardedFor, String userAgent) {}

    static AuditReceipt run(
            AuditSink log,
            DeviceTypes devices,
            TenantId tenant,
            Request request,
            boolean passwordRight,
            InstantSource clock) {
        // readme: begin
        TrustedProxies proxies = TrustedProxies.of(List.of("10.0.0.0/8")); // your load balancers, nobody else
        ClientAddress address = proxies.byForwardedFor(request.remoteAddress(), request.forwardedFor());
        Client client = Client.of(address, devices.typeOf(request.userAgent())) // UapDeviceTypes.create(), once
                .withUserAgent(request.userAgent());

        Act act = new Act(tenant, Actor.customer("u-1017"), clock.instant());
        var event = passwordRight
                ? SessionEvents.signedIn(act, client, List.of("pwd", "otp"))
                : SessionEvents.signInFailed(act, client, "wrong password");
        AuditReceipt receipt = log.append(event.build()); // durable now: let them in
        // readme: end
        return receipt;
    }
}
