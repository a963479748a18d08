package dev.weir.api;

import dev.weir.api.sink.CollectSink;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The records that a collect sink gives to the program. Closing it cancels the job. */
final class CollectedRecords<T> implements CloseableIterator<T> {

  private final CollectSink<T> sink;
  private final JobClient client;
  private Optional<T> next = Optional.empty();
  private boolean ended;

  CollectedRecords(CollectSink<T> sink, JobClient client) {
    this.sink = sink;
    this.client = client;
  }

  @Override
  public boolean hasNext() {
    if (next.isEmpty() && !ended) {
      next = take();
      ended = next.isEmpty();
    }
    return next.isPresent();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the job has ended, there are no more records");
    }
    T record = next.orElseThrow();
    next = Optional.empty();
    return record;
  }

  private Optional<T> take() {
    try {
      return sink.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a record of the job", e);
    }
  }

  @Override
  public void close() {
    sink.close();
    if (!client.getJobExecutionResult().isDone()) {
      client.cancel().join();
    }
  }
}
