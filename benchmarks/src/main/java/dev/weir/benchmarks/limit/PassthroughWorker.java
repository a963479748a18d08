package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Measurement;
import java.nio.ByteBuffer;

/** Map, filter and count in one loop. */
final class PassthroughWorker extends Worker {

  PassthroughWorker(Cell cell, Exchange exchange, int index, Measurement measurement) {
    super(cell, exchange, index, measurement);
  }

  @Override
  void generate(long from, long to) {
    long count = 0;
    long sum = 0;
    for (long offset = from; offset < to; offset++) {
      long mapped = Events.mapped(Events.mix(offset));
      if (Events.kept(mapped)) {
        count++;
        sum += mapped;
      }
    }
    output(count, sum);
  }

  @Override
  void flush() {
    // nothing is exchanged
  }

  @Override
  void take(Object batch) {
    throw new IllegalStateException("Nothing is exchanged in passthrough, found " + batch);
  }

  @Override
  ByteBuffer copyState() {
    return ByteBuffer.allocate(0);
  }
}
