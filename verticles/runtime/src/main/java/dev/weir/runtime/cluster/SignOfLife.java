package dev.weir.runtime.cluster;

import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.runtime.storage.CheckpointLogReader;
import dev.weir.state.spi.CheckpointStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file in the directory of a run that its coordinator replaces again and again, for nodes that
 * cannot reach the coordinator otherwise. Nothing rests on it but how long such a node waits. All
 * methods block.
 */
final class SignOfLife {

  /** Term and count. What else lies there is of nobody who coordinates. */
  private static final Pattern SIGN = Pattern.compile("\\d{10}-\\d{10}");

  private final CheckpointStorage storage;
  private final String directory;
  private final long term;
  private long count;
  private Optional<String> last = Optional.empty();

  SignOfLife(CheckpointStorage storage, CheckpointLayout layout, long term) {
    this.storage = storage;
    this.directory = directory(layout);
    this.term = term;
  }

  private static String directory(CheckpointLayout layout) {
    return layout.runDirectory() + "/alive";
  }

  /** Gives a new sign. */
  Void give() throws IOException {
    Optional<String> before = last;
    count++;
    String path = directory + "/%010d-%010d".formatted(term, count);
    storage.putIfAbsent(path, String.valueOf(count).getBytes(StandardCharsets.UTF_8));
    last = Optional.of(path);
    if (before.isPresent()) {
      storage.delete(before.get());
    } else {
      removeOthers(path);
    }
    return null;
  }

  /** What earlier coordinators left. */
  private void removeOthers(String path) throws IOException {
    for (String name : storage.list(directory)) {
      String other = directory + "/" + name;
      if (other.compareTo(path) < 0) {
        storage.delete(other);
      }
    }
  }

  /** This coordinator leaves in order. */
  Void takeBack() throws IOException {
    if (last.isPresent()) {
      storage.delete(last.get());
    }
    return null;
  }

  /** The newest sign of any coordinator of the newest run of a job; empty if there is none. */
  static Optional<String> look(CheckpointStorage storage, String jobName) throws IOException {
    String jobDirectory = CheckpointLayout.directoryNameOf(jobName);
    List<Long> runs = new CheckpointLogReader(storage).runs(jobDirectory);
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    CheckpointLayout newest = new CheckpointLayout(jobDirectory, runs.get(runs.size() - 1));
    return storage.list(directory(newest)).stream()
        .filter(name -> SIGN.matcher(name).matches())
        .reduce((older, newer) -> newer);
  }
}
