package dev.weir.runtime.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What left a queue, as text: {@code a@1} is a result with its timestamp, {@code W2} a watermark.
 */
final class Emitted implements StreamElementQueue.Emitter<String> {

  private final List<String> texts = new ArrayList<>();

  @Override
  public void results(Collection<String> results, long timestamp) {
    results.forEach(result -> texts.add(result + "@" + timestamp));
  }

  @Override
  public void watermark(long timestamp) {
    texts.add("W" + timestamp);
  }

  /** What left since the last call. */
  List<String> of(StreamElementQueue<String, String> queue) {
    texts.clear();
    queue.emitCompleted(this);
    return List.copyOf(texts);
  }
}
