package dev.weir.examples;

import dev.weir.examples.async.AsyncIOCommand;
import dev.weir.examples.checkpoints.CheckpointsCommand;
import dev.weir.examples.cli.CommandLines;
import dev.weir.examples.payments.DemoCommand;
import dev.weir.examples.sideoutput.SideOutputCommand;
import dev.weir.examples.statemachine.StateMachineCommand;
import dev.weir.examples.windowing.SessionWindowingCommand;
import dev.weir.examples.windowing.SocketWindowWordCountCommand;
import dev.weir.examples.windowing.TopSpeedWindowingCommand;
import dev.weir.examples.windowing.WindowJoinCommand;
import dev.weir.examples.windowing.WindowWordCountCommand;
import dev.weir.examples.wordcount.WordCountCommand;
import dev.weir.migrate.MigrateCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code java -jar weir-examples.jar <name> [options]}. */
@Command(
    name = "weir-examples",
    mixinStandardHelpOptions = true,
    version = "Weir 0.1.0-SNAPSHOT",
    description = "Jobs that run on Weir, and tools for checkpoints and programs.",
    synopsisSubcommandLabel = "<name>",
    commandListHeading = "%nNames:%n",
    footer = {
      "",
      "<name> --help lists the options of each.",
      "Exit codes: 0 done, 1 failed, 2 bad usage, 3 refused by a cluster, 4 ended because a"
          + " cancelled subtask did not, 130 and 143 stopped by Ctrl-C and SIGTERM."
    },
    subcommands = {
      WordCountCommand.class,
      DemoCommand.class,
      CheckpointExampleCommand.class,
      WindowWordCountCommand.class,
      SocketWindowWordCountCommand.class,
      SessionWindowingCommand.class,
      TopSpeedWindowingCommand.class,
      SideOutputCommand.class,
      StateMachineCommand.class,
      WindowJoinCommand.class,
      AsyncIOCommand.class,
      CheckpointsCommand.class,
      MigrateCommand.class
    })
public final class Main implements Runnable {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  /** Ends the process with the exit code of the command. */
  public static void main(String[] args) {
    System.exit(CommandLines.of(new Main()).execute(args));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing name, expected one of " + spec.subcommands().keySet());
  }
}
