package dev.weir.connector.file;

import dev.weir.api.source.SplitEnumerator;
import dev.weir.api.source.SplitEnumeratorContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Searches for files, once or again and again, and gives one split to each reader that asks. */
final class FileSplitEnumerator
    implements SplitEnumerator<FileSourceSplit, FileEnumeratorCheckpoint> {

  private final SplitEnumeratorContext<FileSourceSplit> context;
  private final FileDiscovery discovery;
  private final long splitBytes;
  private final @Nullable Duration interval;

  private final Deque<FileSourceSplit> unassigned;
  private final Set<String> seen;
  private final Set<Integer> waiting = new LinkedHashSet<>();
  private boolean searched;

  /**
   * @param interval how often to search; null for once
   */
  FileSplitEnumerator(
      SplitEnumeratorContext<FileSourceSplit> context,
      FileDiscovery discovery,
      long splitBytes,
      @Nullable Duration interval,
      FileEnumeratorCheckpoint checkpoint) {
    this.context = context;
    this.discovery = discovery;
    this.splitBytes = splitBytes;
    this.interval = interval;
    this.unassigned = new ArrayDeque<>(checkpoint.unassigned());
    this.seen = new LinkedHashSet<>(checkpoint.seen());
    this.searched = checkpoint.searched();
  }

  @Override
  public void start() {
    if (interval != null) {
      context.callAsync(discovery::findFiles, this::onFound, 0, interval.toMillis());
    } else if (!searched) {
      context.callAsync(discovery::findFiles, this::onFound);
    }
  }

  private void onFound(@Nullable SortedMap<String, Long> files, @Nullable Throwable failure) {
    if (files == null) {
      String reason = failure == null ? "no result" : String.valueOf(failure.getMessage());
      throw new UncheckedIOException(
          new IOException("File source cannot list its input: " + reason, failure));
    }
    files.forEach(
        (path, length) -> {
          if (seen.add(path)) {
            unassigned.addAll(FileDiscovery.splitsOf(path, length, splitBytes));
          }
        });
    searched = true;
    serveWaiting();
  }

  @Override
  public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
    waiting.add(subtaskId);
    serveWaiting();
  }

  private void serveWaiting() {
    for (Iterator<Integer> i = waiting.iterator(); i.hasNext(); ) {
      int subtask = i.next();
      if (!context.registeredReaders().containsKey(subtask)) {
        i.remove(); // it failed while it waited, and asks again when it is back
      } else if (!unassigned.isEmpty()) {
        i.remove();
        context.assignSplit(unassigned.removeFirst(), subtask);
      } else if (searched && interval == null) {
        i.remove();
        context.signalNoMoreSplits(subtask);
      }
    }
  }

  @Override
  public void addSplitsBack(List<FileSourceSplit> splits, int subtaskId) {
    for (int i = splits.size() - 1; i >= 0; i--) {
      unassigned.addFirst(splits.get(i));
    }
    serveWaiting();
  }

  @Override
  public void addReader(int subtaskId) {
    waiting.remove(subtaskId); // a new reader has not asked yet
  }

  @Override
  public FileEnumeratorCheckpoint snapshotState(long checkpointId) {
    return new FileEnumeratorCheckpoint(
        searched, new ArrayList<>(unassigned), new ArrayList<>(seen));
  }

  @Override
  public void close() {
    waiting.clear();
  }
}
