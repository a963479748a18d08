package dev.weir.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs {@link CheckpointExample}. */
@Command(
    name = "checkpoint-example",
    mixinStandardHelpOptions = true,
    description = {
      "The smallest program with checkpoints: prints HELLO, WORLD and FLINK.",
      "It sets all its options itself, except the checkpoint directory."
    })
public final class CheckpointExampleCommand implements Callable<Integer> {

  @Option(
      names = "--checkpoint-dir",
      paramLabel = "<uri>",
      description = "Such as file:///path/to/rocksdb; default: a new temporary directory.")
  private @Nullable String checkpointDir;

  @Option(names = "--verbose", description = "Print the stack trace of an error.")
  @SuppressWarnings("unused") // looked for on the command line when an error is told
  private boolean verbose;

  @Override
  public Integer call() throws Exception {
    CheckpointExample.run(checkpointDir == null ? temporary() : asUri(checkpointDir));
    return 0;
  }

  private static String temporary() throws Exception {
    return Files.createTempDirectory("weir-checkpoint-example").toUri().toString();
  }

  /** The program wants a URI; a plain path is welcome here. */
  private static String asUri(String location) {
    return location.contains(":") ? location : Path.of(location).toUri().toString();
  }
}
