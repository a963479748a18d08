package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Engine;
import dev.weir.benchmarks.cell.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The work in plain Java on as many threads as the parallelism says: each thread generates its
 * share of the input, exchanges batches with the others, and counts its share of the keys.
 */
public final class LimitEngine implements Engine {

  @Override
  public String name() {
    return "limit";
  }

  @Override
  public void run(Cell cell, Measurement measurement) throws Exception {
    Exchange exchange = new Exchange(cell.parallelism());
    List<Worker> workers = new ArrayList<>();
    NexmarkQueries queries = new NexmarkQueries(cell);
    for (int i = 0; i < cell.parallelism(); i++) {
      workers.add(worker(cell, exchange, i, measurement, queries));
    }
    try (Snapshotter snapshotter = new Snapshotter(cell, exchange, workers, measurement)) {
      snapshotter.start();
      runAll(workers);
    }
  }

  private static Worker worker(
      Cell cell, Exchange exchange, int index, Measurement measurement, NexmarkQueries queries) {
    return switch (cell.workload()) {
      case PASSTHROUGH -> new PassthroughWorker(cell, exchange, index, measurement);
      case KEYEDCOUNT, RECOVERY, BACKPRESSURE, BIGSTATE, BIGSTATE_ZIPF ->
          new KeyedCountWorker(cell, exchange, index, measurement);
      case WORDCOUNT -> new WordCountWorker(cell, exchange, index, measurement);
      case WINDOW -> new WindowWorker(cell, exchange, index, measurement);
      case LATENCY -> new LatencyWorker(cell, exchange, index, measurement);
      default -> new NexmarkWorker(cell, exchange, index, measurement, queries.one());
    };
  }

  private static void runAll(List<Worker> workers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(workers.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      workers.forEach(worker -> running.add(threads.submit(worker)));
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }
}
