package dev.weir.api.sink;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives records to the program that runs the job, through a bounded buffer in this process: a
 * program that does not take them holds the job back. Not exactly-once: after a restart of the job
 * some records may come twice. Thread-safe.
 */
public final class CollectSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;
  private static final int CAPACITY = 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<T> buffer = new ArrayDeque<>();
  private boolean ended;
  private boolean closed;
  private @Nullable Throwable failure;

  /** An empty buffer. */
  public CollectSink() {}

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer();
  }

  /** The stream ends when the job does; if the job fails, so does {@link #take()}. */
  public void finishWith(CompletableFuture<?> job) {
    job.whenComplete((result, cause) -> end(cause));
  }

  private void end(@Nullable Throwable cause) {
    lock.lock();
    try {
      ended = true;
      failure = cause;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the next record; empty when the job has finished or the sink was closed.
   *
   * @throws IllegalStateException if the job has failed; the cause says why
   */
  public Optional<T> take() throws InterruptedException {
    lock.lock();
    try {
      while (buffer.isEmpty() && !ended && !closed) {
        changed.await();
      }
      if (buffer.isEmpty() && failure != null && !closed) {
        throw new IllegalStateException("The job that is collected has failed", failure);
      }
      changed.signalAll();
      return Optional.ofNullable(buffer.poll());
    } finally {
      lock.unlock();
    }
  }

  /** No more records are wanted: those that are waiting and those that come are dropped. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      buffer.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void put(T element) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (buffer.size() >= CAPACITY && !closed) {
        changed.await();
      }
      if (!closed) {
        buffer.add(element);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private final class Writer implements SinkWriter<T> {

    @Override
    public void write(T element, Context context) throws InterruptedException {
      put(element);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
