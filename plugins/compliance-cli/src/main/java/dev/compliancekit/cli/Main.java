package dev.compliancekit.cli;

import dev.compliancekit.audit.spi.WitnessUnavailableException;
import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.crypto.KeyUnavailableException;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The program: finds the command, runs it, and turns whatever goes wrong into one sentence and an exit code. */
@Command(
        name = "compliance",
        mixinStandardHelpOptions = true,
        version = "compliance 0.1.0",
        description = "Keeps and proves the promises of a public security page.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:a finding: tampered, contradiction, overdue, refused ciphertext",
            "2:wrong usage or unreadable input",
            "3:a file or disk failed, or a key cannot be had"
        })
final class Main {

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print stack traces.")
    private boolean debug;

    private Main() {}

    /**
     * Runs one command on the real console, clock and randomness, and ends the process.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        Console console = new Console(
                new BufferedInputStream(System.in),
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                InstantSource.system(),
                new SecureRandom(),
                Terminals.find());
        System.exit(run(console, arguments));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /** Runs one command in the world it is given. */
    static int run(Console console, String... arguments) {
        Main main = new Main();
        CommandLine line = new CommandLine(main)
                .addSubcommand(new CommandLine(new LogCommand(console))
                        .addSubcommand(new LogExportCommands.Export(console))
                        .addSubcommand(new LogExportCommands.CheckExport(console))
                        .addSubcommand(new LogProofCommands.Prove(console))
                        .addSubcommand(new LogProofCommands.CheckProof(console))
                        .addSubcommand(new LogProofCommands.Cosign(console))
                        .addSubcommand(new LogPruneCommand(console))
                        .addSubcommand(new LogIncidentCommand(console)))
                .addSubcommand(new WitnessCommand(console))
                .addSubcommand(new CommandLine(new KeysCommand(console))
                        .addSubcommand(new KeyExchangeCommands.Export(console))
                        .addSubcommand(new KeyExchangeCommands.Import(console)))
                .addSubcommand(new SealCommands.Seal(console))
                .addSubcommand(new SealCommands.Open(console))
                .addSubcommand(new RetentionCommand(console))
                .addSubcommand(new PageCommand(console));
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((exception, args) -> usage(exception));
        line.setExecutionExceptionHandler((exception, command, result) -> main.failed(console, exception));
        int code = line.execute(arguments);
        console.out().flush();
        return console.out().checkError() && code == ExitCode.GOOD ? ExitCode.IO : code;
    }

    private static int usage(ParameterException exception) {
        CommandLine line = exception.getCommandLine();
        line.getErr()
                .println(oneLine(exception.getMessage()) + "; see "
                        + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private int failed(Console console, Exception exception) {
        if (debug) {
            exception.printStackTrace(console.err());
        }
        console.err().println(sentence(exception));
        if (exception instanceof CliException ours) {
            return ours.exitCode();
        }
        if (exception instanceof NoSuchFileException || exception instanceof FileAlreadyExistsException) {
            return ExitCode.USAGE;
        }
        if (exception instanceof IOException
                || exception instanceof UncheckedIOException
                || exception instanceof KeyUnavailableException
                || exception instanceof WitnessUnavailableException) {
            return ExitCode.IO;
        }
        return exception instanceof ComplianceException ? ExitCode.FINDING : ExitCode.USAGE;
    }

    private static String sentence(Exception exception) {
        if (exception instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return sentence(unchecked.getCause());
        }
        if (exception instanceof FileSystemException file) {
            return fileSentence(file);
        }
        if (exception instanceof IOException
                || exception instanceof ComplianceException
                || exception instanceof CliException
                || exception instanceof IllegalArgumentException
                || exception instanceof IllegalStateException) {
            return oneLine(exception.getMessage());
        }
        return "the command failed in a way it should not have ("
                + exception.getClass().getSimpleName() + "); run it again with --debug and report what it prints";
    }

    private static String fileSentence(FileSystemException file) {
        if (file instanceof NoSuchFileException) {
            return file.getFile() + " does not exist";
        }
        if (file instanceof FileAlreadyExistsException) {
            return file.getFile() + " exists already and is never overwritten";
        }
        if (file instanceof AccessDeniedException) {
            return file.getFile() + " may not be read or written by this user";
        }
        return oneLine(file.getMessage());
    }

    /** Control characters of foreign text must not reach the terminal. */
    private static String oneLine(@Nullable String message) {
        return message == null ? "no further reason is known" : message.replaceAll("\\p{Cntrl}+", " ");
    }
}
