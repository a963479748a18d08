package dev.weir.faults.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Feeds damaged inputs to a reader. Each must be read, or refused with one of the declared
 * exceptions and a message that says something; in bounded time and with bounded memory.
 *
 * <p>A seed gives the same inputs always; input {@code n} depends on the seed and {@code n} alone.
 *
 * @param name of what is read, for messages
 * @param seeds sound inputs, which must be read without an exception
 * @param refusals what the reader may throw
 * @param says what each message of a refusal must contain: the name of the thing; may be empty
 * @param fixedBytes that reading any input may allocate
 * @param bytesPerByte that reading an input may allocate for each of its bytes beyond that
 * @param patience processor time that reading an input may take
 */
public record Fuzz(
    String name,
    Reader reader,
    List<byte[]> seeds,
    List<Class<? extends Exception>> refusals,
    String says,
    long fixedBytes,
    long bytesPerByte,
    Duration patience) {

  private static final int MIN_MESSAGE = 8;
  private static final long LOOK_MILLIS = 50;

  /** Something that reads bytes. */
  @FunctionalInterface
  public interface Reader {
    void read(byte[] input) throws Exception;
  }

  private record Reading(boolean refused, long allocated) {}

  /** What became of the inputs. */
  public record Report(String name, long seed, long read, long refused, long mostBytes) {

    public long inputs() {
      return read + refused;
    }

    @Override
    public String toString() {
      return "%s: %d inputs (-Dseed=%d), %d read, %d refused, at most %d bytes allocated for one"
          .formatted(name, inputs(), seed, read, refused, mostBytes);
    }
  }

  public Fuzz {
    seeds = List.copyOf(seeds);
    refusals = List.copyOf(refusals);
  }

  /** With bounds that fit most readers. */
  public static Fuzz of(
      String name, Reader reader, List<byte[]> seeds, Class<? extends Exception> refusal) {
    return new Fuzz(name, reader, seeds, List.of(refusal), "", 1 << 20, 400, Duration.ofSeconds(5));
  }

  /** The same, with a text that each message of a refusal must contain. */
  public Fuzz saying(String text) {
    return new Fuzz(name, reader, seeds, refusals, text, fixedBytes, bytesPerByte, patience);
  }

  /** The same, with other bounds of memory. */
  public Fuzz allocating(long fixed, long perByte) {
    return new Fuzz(name, reader, seeds, refusals, says, fixed, perByte, patience);
  }

  /** The seed in {@code -Dseed=}, or a new one. */
  public static long seed() {
    return Long.getLong("seed", System.nanoTime());
  }

  /**
   * @throws AssertionError for the first input that is neither read nor refused; the message has
   *     the input and how to see it again
   */
  public Report run(long seed, long inputs) {
    Run run = new Run(seed, inputs);
    Thread thread = new Thread(run, "fuzz " + name);
    thread.setDaemon(true);
    thread.start();
    return run.awaitEnd(thread);
  }

  private final class Run implements Runnable {

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long seed;
    private final long inputs;
    private final AtomicLong begun = new AtomicLong(-1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile byte[] current = {};
    private long read;
    private long refused;
    private long mostBytes;

    Run(long seed, long inputs) {
      this.seed = seed;
      this.inputs = inputs;
    }

    @Override
    public void run() {
      try {
        for (byte[] sound : seeds) {
          current = sound;
          reader.read(sound.clone());
        }
        for (long number = 0; number < inputs; number++) {
          current = inputOf(number);
          begun.set(number);
          tryOne(current);
        }
      } catch (Throwable e) {
        failure.set(e);
      }
    }

    private byte[] inputOf(long number) {
      return new Mutator(seeds, new Random(seed + number * 0x9E3779B97F4A7C15L)).next();
    }

    private void tryOne(byte[] input) throws Exception {
      Reading reading = read(input);
      if (reading.allocated() > bound(input)) {
        reading = read(input); // what is loaded or set up once is not what the input costs
      }
      if (reading.refused()) {
        refused++;
      } else {
        read++;
      }
      mostBytes = Math.max(mostBytes, reading.allocated());
      if (reading.allocated() > bound(input)) {
        throw new AssertionError(
            "reading %d bytes allocated %d".formatted(input.length, reading.allocated()));
      }
    }

    private long bound(byte[] input) {
      return fixedBytes + bytesPerByte * input.length;
    }

    private Reading read(byte[] input) throws Exception {
      long id = Thread.currentThread().getId();
      byte[] given = input.clone();
      long before = threads.getThreadAllocatedBytes(id);
      boolean wasRefused = false;
      try {
        reader.read(given);
      } catch (Exception e) {
        requireClear(e);
        wasRefused = true;
      }
      return new Reading(wasRefused, threads.getThreadAllocatedBytes(id) - before);
    }

    private void requireClear(Exception e) throws Exception {
      if (refusals.stream().noneMatch(type -> type.isInstance(e))) {
        throw e;
      }
      String message = e.getMessage();
      if (message == null || message.length() < MIN_MESSAGE || !message.contains(says)) {
        throw new AssertionError(
            "the message '%s' of %s says too little, expected '%s' in it"
                .formatted(message, e.getClass().getName(), says),
            e);
      }
    }

    Report awaitEnd(Thread thread) {
      long watched = -1;
      long usedBefore = 0;
      while (thread.isAlive()) {
        join(thread);
        long number = begun.get();
        long used = threads.getThreadCpuTime(thread.getId());
        if (number != watched) {
          watched = number;
          usedBefore = used;
        } else if (used - usedBefore > patience.toNanos()) {
          AssertionError hangs = new AssertionError("it does not come to an end");
          hangs.setStackTrace(thread.getStackTrace());
          throw failed(hangs);
        }
      }
      Throwable thrown = failure.get();
      if (thrown != null) {
        throw failed(thrown);
      }
      return new Report(name, seed, read, refused, mostBytes);
    }

    private void join(Thread thread) {
      try {
        TimeUnit.MILLISECONDS.timedJoin(thread, LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while " + name + " was read", e);
      }
    }

    private AssertionError failed(Throwable cause) {
      byte[] input = current;
      return new AssertionError(
          "%s, input %d of -Dseed=%d: %s%n%d bytes, in base 64: %s"
              .formatted(
                  name,
                  begun.get(),
                  seed,
                  cause,
                  input.length,
                  Base64.getEncoder().encodeToString(input)),
          cause);
    }
  }
}
