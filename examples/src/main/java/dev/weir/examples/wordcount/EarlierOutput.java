package dev.weir.examples.wordcount;

import dev.weir.config.Configuration;
import dev.weir.config.WeirOptions;
import dev.weir.examples.cli.BadUsageException;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.JobHistory;
import dev.weir.runtime.storage.CheckpointLogReader;
import dev.weir.runtime.storage.Storages;
import dev.weir.state.spi.CheckpointStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an earlier run has left in the output directory. A run that does not go on from that run
 * would count the same words there once more.
 */
final class EarlierOutput {

  private final Path output;

  EarlierOutput(Path output) {
    this.output = output;
  }

  /**
   * @throws BadUsageException if there are committed part files, and the run is to start from the
   *     beginning
   */
  void requireConsistent(Configuration configuration) throws IOException {
    if (!hasPartFiles()) {
      return;
    }
    WeirOptions options = WeirOptions.of(configuration);
    if (options.job().savepoint().isPresent()) {
      return;
    }
    if (!options.job().resume() && !options.cluster().enabled()) {
      throw new BadUsageException(
          "--output %s holds part files of an earlier run; give another directory, or --resume to go"
                  .formatted(output)
              + " on with that run");
    }
    if (!hasSomethingToResume(options.checkpointing().dir())) {
      throw new BadUsageException(
          "--output %s holds part files of an earlier run, but checkpoint directory %s has no"
                  .formatted(output, options.checkpointing().dir())
              + " checkpoint of it to resume from; give the right --checkpoint-dir, or another"
              + " --output");
    }
  }

  private boolean hasPartFiles() throws IOException {
    if (!Files.isDirectory(output)) {
      return false;
    }
    try (Stream<Path> files = Files.list(output)) {
      return files.anyMatch(file -> String.valueOf(file.getFileName()).startsWith("part-"));
    }
  }

  private static boolean hasSomethingToResume(String checkpointDirectory) throws IOException {
    try (CheckpointStorage storage = Storages.open(checkpointDirectory)) {
      CheckpointLogReader reader = new CheckpointLogReader(storage);
      String directory = CheckpointLayout.directoryNameOf(WordCountCommand.JOB);
      List<Long> runs = reader.runs(directory);
      if (runs.isEmpty()) {
        return false;
      }
      long newest = runs.get(runs.size() - 1);
      JobHistory history = JobHistory.of(reader.records(new CheckpointLayout(directory, newest)));
      return history.end().map(end -> end.checkpointsKept()).orElse(true)
          || history.end().map(end -> end.end().name().equals("FINISHED")).orElse(false);
    }
  }
}
