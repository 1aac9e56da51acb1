package dev.compliancekit.cli;

import dev.compliancekit.audit.tlog.WitnessKey;
import dev.compliancekit.audit.tlog.WitnessPolicy;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which witnesses a command trusts, and how many it takes. */
final class WitnessOptions {

    @Option(
            names = "--witness",
            paramLabel = "VKEY",
            description = "The public key of a witness, as a vkey line; once for each.")
    private List<String> witnesses = List.of();

    @Option(names = "--quorum", paramLabel = "N", description = "How many of them must have cosigned; all if not said.")
    private int quorum;

    List<WitnessKey> keys() {
        return witnesses.stream().map(WitnessKey::parse).toList();
    }

    Optional<WitnessPolicy> policy() {
        if (witnesses.isEmpty()) {
            if (quorum != 0) {
                throw CliException.usage("--quorum needs --witness VKEY, once for each witness");
            }
            return Optional.empty();
        }
        List<WitnessKey> keys = keys();
        int all = (int) keys.stream().map(WitnessKey::name).distinct().count();
        return Optional.of(WitnessPolicy.of(quorum == 0 ? all : quorum, keys));
    }

    WitnessPolicy requirePolicy() {
        return policy().orElseThrow(() -> CliException.usage("say --witness VKEY, once for each witness"));
    }
}
