package dev.weir.runtime.operators;

import dev.weir.api.source.SourceReader;
import dev.weir.api.time.WatermarkAlignmentParams;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds a reader back that is ahead of the limit, and single splits of a reader that has several.
 */
final class SourceAlignment {

  private final WatermarkAlignmentParams params;
  private final Set<String> paused = new LinkedHashSet<>();
  private long limit = Long.MAX_VALUE;

  SourceAlignment(WatermarkAlignmentParams params) {
    this.params = params;
  }

  boolean isEnabled() {
    return params.isEnabled();
  }

  long intervalMillis() {
    return params.updateInterval();
  }

  void limit(long newLimit) {
    limit = newLimit;
  }

  /** Whether the whole reader waits. */
  boolean isAhead(long watermark) {
    return watermark > limit;
  }

  /** With one split there is nothing to choose: the reader as a whole waits or does not. */
  void pauseOrResume(Map<String, Long> splitWatermarks, SourceReader<?, ?> reader) {
    paused.retainAll(splitWatermarks.keySet());
    if (splitWatermarks.size() < 2) {
      return;
    }
    List<String> pause = new ArrayList<>();
    List<String> resume = new ArrayList<>();
    splitWatermarks.forEach(
        (split, watermark) -> {
          if (watermark > limit && paused.add(split)) {
            pause.add(split);
          } else if (watermark <= limit && paused.remove(split)) {
            resume.add(split);
          }
        });
    if (!pause.isEmpty() || !resume.isEmpty()) {
      reader.pauseOrResumeSplits(pause, resume);
    }
  }
}
