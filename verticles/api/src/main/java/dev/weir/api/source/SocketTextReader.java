package dev.weir.api.source;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Hands the records of a {@link SocketConnection}, which has a thread of its own, to the subtask.
 * The queue between them is bounded, so that a slow job slows the server down.
 */
final class SocketTextReader implements SourceReader<String, SocketSplit>, SocketConnection.Output {

  private static final int QUEUE_CAPACITY = 1024;

  private final SourceReaderContext context;
  private final SocketConnection connection;
  private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);

  // Written by the thread of the connection.
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;

  // Made by the thread of the subtask, completed by either.
  private volatile CompletableFuture<Void> available = new CompletableFuture<>();

  private boolean assigned;

  SocketTextReader(SourceReaderContext context, SocketAddressText address) {
    this.context = context;
    this.connection = new SocketConnection(address);
  }

  @Override
  public void start() {
    if (!assigned) {
      context.sendSplitRequest();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<String> output) throws IOException {
    boolean last = ended;
    for (int i = 0; i < MAX_RECORDS_PER_POLL; i++) {
      String record = queue.poll();
      if (record == null) {
        return last ? end() : InputStatus.NOTHING_AVAILABLE;
      }
      output.collect(record);
    }
    return InputStatus.MORE_AVAILABLE;
  }

  private InputStatus end() throws IOException {
    Throwable cause = failure;
    if (cause != null) {
      throw new IOException(cause.getMessage(), cause);
    }
    return InputStatus.END_OF_INPUT;
  }

  @Override
  public List<SocketSplit> snapshotState(long checkpointId) {
    boolean open = assigned && !(ended && queue.isEmpty());
    return open ? List.of(new SocketSplit()) : List.of();
  }

  /** Looks again after making the future, since a record may have come just before. */
  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> future = new CompletableFuture<>();
    available = future;
    if (ended || !queue.isEmpty()) {
      future.complete(null);
    }
    return future;
  }

  @Override
  public void addSplits(List<SocketSplit> splits) {
    assigned = true;
    connection.start(this);
  }

  @Override
  public void notifyNoMoreSplits() {
    if (!assigned) {
      ended(null);
    }
  }

  @Override
  public void record(String record) throws InterruptedException {
    queue.put(record);
    available.complete(null);
  }

  @Override
  public void ended(@Nullable Throwable cause) {
    failure = cause;
    ended = true;
    available.complete(null);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
