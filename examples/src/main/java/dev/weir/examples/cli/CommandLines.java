package dev.weir.examples.cli;

import dev.weir.config.ConfigurationException;
import dev.weir.runtime.cluster.JoinRefusedException;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** How commands are parsed, and how their errors are told: one line, and an exit code. */
public final class CommandLines {

  /** What was asked for has failed. */
  public static final int FAILED = 1;

  /** What was asked for cannot be understood, or makes no sense. */
  public static final int BAD_USAGE = 2;

  /** This process does not fit the cluster it wants to join. */
  public static final int REFUSED = 3;

  private CommandLines() {}

  /** A command line for a command with its subcommands. */
  public static CommandLine of(Object command) {
    CommandLine line = new CommandLine(command);
    line.setUsageHelpWidth(100);
    line.setParameterExceptionHandler(CommandLines::badUsage);
    line.setExecutionExceptionHandler(CommandLines::failed);
    // Not a RunLast made now: picocli would take its idea of System.err for what the caller wants.
    line.setExecutionStrategy(parsed -> new RunLast().execute(parsed));
    return line;
  }

  private static int badUsage(CommandLine.ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    complain(line, describe(e), e, Arrays.asList(args).contains("--verbose"));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr());
    line.getErr().println("See " + line.getCommandSpec().qualifiedName() + " --help");
    return BAD_USAGE;
  }

  private static int failed(Exception e, CommandLine line, ParseResult parsed) {
    boolean verbose = parsed.expandedArgs().contains("--verbose");
    if (e instanceof ConfigurationException || e instanceof BadUsageException) {
      complain(line, describe(e), e, verbose);
      return BAD_USAGE;
    }
    complain(line, describe(e), e, verbose);
    return e.getCause() instanceof JoinRefusedException ? REFUSED : FAILED;
  }

  /** The message; of an exception without a useful one also what kind it is. */
  static String describe(Throwable e) {
    String message = e.getMessage();
    return message == null || e instanceof java.io.IOException && !message.contains(" ")
        ? e.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
            + (message == null ? "" : ": " + message)
        : message;
  }

  private static void complain(CommandLine line, String message, Exception e, boolean verbose) {
    line.getErr().println("weir: " + message);
    if (verbose) {
      e.printStackTrace(line.getErr());
    }
  }
}
