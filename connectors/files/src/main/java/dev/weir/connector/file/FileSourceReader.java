package dev.weir.connector.file;

import dev.weir.api.source.InputStatus;
import dev.weir.api.source.ReaderOutput;
import dev.weir.api.source.SourceReader;
import dev.weir.api.source.SourceReaderContext;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads its splits one after the other, and asks for the next one when it has none. */
final class FileSourceReader<T> implements SourceReader<T, FileSourceSplit> {

  private final SourceReaderContext context;
  private final StreamFormat<T> format;
  private final Deque<FileSourceSplit> waiting = new ArrayDeque<>();

  private @Nullable OpenSplit<T> current;
  private boolean noMoreSplits;
  private CompletableFuture<Void> available = new CompletableFuture<>();

  FileSourceReader(SourceReaderContext context, StreamFormat<T> format) {
    this.context = context;
    this.format = format;
  }

  @Override
  public void start() {
    if (waiting.isEmpty()) {
      context.sendSplitRequest();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws IOException {
    OpenSplit<T> split = current;
    if (split == null) {
      if (waiting.isEmpty()) {
        return statusWithoutSplit();
      }
      split = OpenSplit.open(waiting.getFirst(), format);
      waiting.removeFirst();
      current = split;
    }
    for (int count = 0; count < MAX_RECORDS_PER_POLL; count++) {
      T record = split.reader.read();
      if (record == null) {
        return finish(split);
      }
      output.collect(record);
    }
    return InputStatus.MORE_AVAILABLE;
  }

  private InputStatus finish(OpenSplit<T> split) throws IOException {
    current = null;
    split.input.close();
    if (waiting.isEmpty() && !noMoreSplits) {
      context.sendSplitRequest();
    }
    return waiting.isEmpty() ? statusWithoutSplit() : InputStatus.MORE_AVAILABLE;
  }

  private InputStatus statusWithoutSplit() {
    if (noMoreSplits) {
      return InputStatus.END_OF_INPUT;
    }
    if (available.isDone()) {
      available = new CompletableFuture<>();
    }
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void addSplits(List<FileSourceSplit> splits) {
    waiting.addAll(splits);
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    available.complete(null);
  }

  @Override
  public List<FileSourceSplit> snapshotState(long checkpointId) {
    List<FileSourceSplit> unfinished = new ArrayList<>(waiting.size() + 1);
    if (current != null && current.reader.position() < current.split.end()) {
      unfinished.add(current.split.at(current.reader.position()));
    }
    unfinished.addAll(waiting);
    return unfinished;
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.input.close();
      current = null;
    }
  }

  private static final class OpenSplit<T> {

    private final FileSourceSplit split;
    private final SplitInput input;
    private final StreamFormat.Reader<T> reader;

    private OpenSplit(FileSourceSplit split, SplitInput input, StreamFormat.Reader<T> reader) {
      this.split = split;
      this.input = input;
      this.reader = reader;
    }

    static <T> OpenSplit<T> open(FileSourceSplit split, StreamFormat<T> format) throws IOException {
      SplitInput input = SplitInput.open(split);
      try {
        return new OpenSplit<>(split, input, format.createReader(input));
      } catch (IOException | RuntimeException e) {
        input.close();
        throw e;
      }
    }
  }
}
