package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Measurement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Splits sentences and counts words in a map of counters. */
final class WordCountWorker extends Worker {

  private final int parallelism;
  private final String[][] open;
  private final int[] filled;
  private final Map<String, long[]> counts = new HashMap<>();

  private record Batch(String[] words, int size) {}

  WordCountWorker(Cell cell, Exchange exchange, int index, Measurement measurement) {
    super(cell, exchange, index, measurement);
    parallelism = cell.parallelism();
    open = new String[parallelism][BATCH];
    filled = new int[parallelism];
  }

  @Override
  void generate(long from, long to) {
    for (long offset = from; offset < to; offset++) {
      String sentence = Events.sentence(offset);
      int start = 0;
      int blank = sentence.indexOf(' ');
      while (blank >= 0) {
        add(sentence.substring(start, blank));
        start = blank + 1;
        blank = sentence.indexOf(' ', start);
      }
      add(sentence.substring(start));
    }
  }

  private void add(String word) {
    int target = Math.floorMod(word.hashCode() * 0x9E3779B9 >>> 16, parallelism);
    int at = filled[target]++;
    open[target][at] = word;
    if (at == BATCH - 1) {
      sendOpen(target);
    }
  }

  @Override
  void flush() {
    for (int target = 0; target < parallelism; target++) {
      if (filled[target] > 0) {
        sendOpen(target);
      }
    }
  }

  private void sendOpen(int target) {
    Batch batch = new Batch(open[target], filled[target]);
    open[target] = new String[BATCH];
    filled[target] = 0;
    send(target, batch);
  }

  @Override
  void take(Object batch) {
    Batch counted = (Batch) batch;
    long fingerprints = 0;
    for (int i = 0; i < counted.size(); i++) {
      String word = counted.words()[i];
      long count = ++counts.computeIfAbsent(word, first -> new long[1])[0];
      fingerprints += Events.fingerprint(word.hashCode(), count);
    }
    output(counted.size(), fingerprints);
  }

  @Override
  ByteBuffer copyState() {
    int size = 0;
    for (String word : counts.keySet()) {
      size += Integer.BYTES + word.length() * Character.BYTES + Long.BYTES;
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    counts.forEach(
        (word, count) -> {
          byte[] text = word.getBytes(StandardCharsets.ISO_8859_1);
          bytes.putInt(text.length).put(text).putLong(count[0]);
        });
    return bytes.flip();
  }
}
