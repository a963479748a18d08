package dev.weir.runtime.storage;

import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.LogRecord;
import dev.weir.state.spi.CheckpointStorage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Reads checkpoint logs. Blocks. */
public final class CheckpointLogReader {

  private final CheckpointStorage storage;

  public CheckpointLogReader(CheckpointStorage storage) {
    this.storage = storage;
  }

  /** The numbers of the runs of a job, ascending. */
  public List<Long> runs(String jobDirectory) throws IOException {
    TreeSet<Long> runs = new TreeSet<>();
    for (String name : storage.list(jobDirectory)) {
      CheckpointLayout.runNumber(name).ifPresent(runs::add);
    }
    return List.copyOf(runs);
  }

  /** The numbers of the entries there are, ascending. */
  public List<Long> entryNumbers(CheckpointLayout layout) throws IOException {
    TreeSet<Long> numbers = new TreeSet<>();
    for (String name : storage.list(layout.logDirectory())) {
      CheckpointLayout.entryNumber(name).ifPresent(numbers::add);
    }
    return List.copyOf(numbers);
  }

  /**
   * All entries there are. When one is removed meanwhile, others have been appended: then it begins
   * anew, since what was listed first would be a log without an end.
   */
  public List<LogRecord> records(CheckpointLayout layout) throws IOException {
    List<Long> numbers = entryNumbers(layout);
    List<LogRecord> records = new ArrayList<>();
    while (records.size() < numbers.size()) {
      Optional<LogRecord> next = record(layout, numbers.get(records.size()));
      if (next.isPresent()) {
        records.add(next.get());
      } else {
        records.clear();
        numbers = entryNumbers(layout);
      }
    }
    return records;
  }

  public Optional<LogRecord> record(CheckpointLayout layout, long number) throws IOException {
    String path = layout.logEntry(number);
    try {
      return Optional.of(LogRecordJson.decode(path, storage.read(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The highest number in a log; 0 if it is empty. */
  public long highest(CheckpointLayout layout) throws IOException {
    List<Long> numbers = entryNumbers(layout);
    OptionalLong highest = numbers.stream().mapToLong(Long::longValue).max();
    return highest.orElse(0);
  }
}
