package dev.weir.examples.checkpoints;

import dev.weir.examples.cli.BadUsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Looks into a checkpoint directory without running a job. */
@Command(
    name = "checkpoints",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[list | show <checkpoint> | verify]",
    description = {
      "Lists, shows and verifies the checkpoints and savepoints in a directory: a checkpoint"
          + " directory, the directory of a job or of a run in it, or a savepoint."
          + " A running job is not disturbed.",
      ""
    })
public final class CheckpointsCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "<dir>", description = "A directory or a URI.")
  private String location = "";

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print JSON in place of a table.")
  private boolean json;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  @SuppressWarnings("unused") // looked for on the command line when an error is told
  private boolean verbose;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    return list();
  }

  @Command(name = "list", description = "The runs of each job, and their checkpoints (default).")
  int list() throws IOException {
    try (CheckpointDirectory directory = CheckpointDirectory.open(location)) {
      List<Run> runs = directory.runs();
      if (json) {
        out().println(RunsJson.list(runs).encodePrettily());
      } else {
        new RunsText(out()).list(directory.describe(), runs);
      }
      return 0;
    }
  }

  @Command(name = "show", description = "What a checkpoint holds, operator by operator.")
  int show(
      @Parameters(
              paramLabel = "<checkpoint>",
              arity = "0..1",
              description =
                  "An id, or a path in the directory; may be left out if there is only one.")
          @Nullable String wanted)
      throws IOException {
    try (CheckpointDirectory directory = CheckpointDirectory.open(location)) {
      StoredCheckpoint checkpoint = chosen(directory, wanted);
      if (json) {
        out().println(RunsJson.show(checkpoint).encodePrettily());
      } else {
        new RunsText(out()).show(checkpoint);
      }
      return 0;
    }
  }

  private StoredCheckpoint chosen(CheckpointDirectory directory, @Nullable String wanted)
      throws IOException {
    List<String> manifests = directory.manifests(wanted);
    if (manifests.isEmpty()) {
      throw new BadUsageException(
          "no checkpoint %s in %s; list shows those there are"
              .formatted(wanted == null ? "" : wanted, directory.describe()));
    }
    if (manifests.size() > 1) {
      throw new BadUsageException(
          "%s checkpoints fit, expected one; say which by its path: %s"
              .formatted(manifests.size(), String.join(", ", manifests)));
    }
    return directory.read(manifests.get(0));
  }

  @Command(
      name = "verify",
      description =
          "Read every log entry, manifest and file, and compare checksums. Exit code 1, and the name"
              + " of each damaged file, if something is wrong.")
  int verify() throws IOException {
    try (CheckpointDirectory directory = CheckpointDirectory.open(location)) {
      Verification verification = directory.verify();
      if (json) {
        out().println(RunsJson.verification(verification).encodePrettily());
      } else {
        new RunsText(out()).verification(directory.describe(), verification);
      }
      return verification.damages().isEmpty() ? 0 : 1;
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
