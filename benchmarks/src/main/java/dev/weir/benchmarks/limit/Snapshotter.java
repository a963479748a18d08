package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Measurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Asks the workers for snapshots at an interval and writes them, each over the one before. */
final class Snapshotter implements AutoCloseable {

  private final Cell cell;
  private final Exchange exchange;
  private final List<Worker> workers;
  private final Measurement measurement;
  private final Path file;
  private final Thread thread = new Thread(this::run, "limit-snapshots");

  Snapshotter(Cell cell, Exchange exchange, List<Worker> workers, Measurement measurement)
      throws IOException {
    this.cell = cell;
    this.exchange = exchange;
    this.workers = workers;
    this.measurement = measurement;
    this.file = Files.createTempFile("weir-benchmark-limit", ".snapshot");
  }

  void start() {
    if (cell.checkpoints()) {
      thread.start();
    }
  }

  private void run() {
    try {
      for (int number = 1; ; number++) {
        Thread.sleep(cell.checkpointMillis());
        snapshot(number);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the work is done
    } catch (IOException e) {
      throw new UncheckedIOException("The snapshot of the limit cannot be written to " + file, e);
    }
  }

  private void snapshot(int number) throws IOException, InterruptedException {
    long asked = System.nanoTime();
    exchange.wantSnapshot(number);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      for (Worker worker : workers) {
        ByteBuffer bytes = copyOf(worker, number);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
    measurement.checkpoint(number, (System.nanoTime() - asked) / 1_000_000);
  }

  private static ByteBuffer copyOf(Worker worker, int number) throws InterruptedException {
    Worker.Copy copy = worker.copy(number);
    while (copy == null) {
      Thread.sleep(0, 100_000);
      copy = worker.copy(number);
    }
    return copy.bytes();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    thread.interrupt();
    thread.join();
    Files.delete(file);
  }
}
