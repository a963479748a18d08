package dev.weir.runtime.async;

import dev.weir.runtime.async.QueuedElement.QueuedRecord;
import dev.weir.runtime.async.QueuedElement.QueuedWatermark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Results leave as they come, but none passes a watermark. */
public final class UnorderedStreamElementQueue<IN, OUT> implements StreamElementQueue<IN, OUT> {

  private final int capacity;
  private final ArrayDeque<Segment<IN, OUT>> segments = new ArrayDeque<>();
  private int records;

  public UnorderedStreamElementQueue(int capacity) {
    this.capacity = capacity;
  }

  /** The records between two watermarks, and the watermark that ends them. */
  private static final class Segment<IN, OUT> {
    private final Set<RecordPlace<IN, OUT>> incomplete = new LinkedHashSet<>();
    private final ArrayDeque<RecordPlace<IN, OUT>> completed = new ArrayDeque<>();
    private boolean ended;
    private long watermark;
  }

  private static final class RecordPlace<IN, OUT> extends Awaited<IN, OUT> {
    private final Segment<IN, OUT> segment;

    RecordPlace(QueuedRecord<IN> element, Segment<IN, OUT> segment) {
      super(element);
      this.segment = segment;
    }

    @Override
    void completed() {
      segment.incomplete.remove(this);
      segment.completed.add(this);
    }
  }

  @Override
  public boolean isFull() {
    return records >= capacity;
  }

  @Override
  public boolean isEmpty() {
    return segments.isEmpty();
  }

  @Override
  public Awaited<IN, OUT> put(QueuedRecord<IN> element) {
    if (isFull()) {
      throw new IllegalStateException("the queue is full, it holds " + records + " records");
    }
    Segment<IN, OUT> segment = segments.peekLast();
    if (segment == null || segment.ended) {
      segment = new Segment<>();
      segments.add(segment);
    }
    RecordPlace<IN, OUT> place = new RecordPlace<>(element, segment);
    segment.incomplete.add(place);
    records++;
    return place;
  }

  @Override
  public void putWatermark(long timestamp) {
    Segment<IN, OUT> segment = segments.peekLast();
    if (segment == null) {
      segment = new Segment<>();
      segments.add(segment);
    }
    segment.ended = true;
    segment.watermark = timestamp;
  }

  @Override
  public void emitCompleted(Emitter<OUT> emitter) {
    Segment<IN, OUT> first = segments.peek();
    while (first != null && leaves(first, emitter)) {
      first = segments.peek();
    }
  }

  /** Whether the whole segment could leave. */
  private boolean leaves(Segment<IN, OUT> first, Emitter<OUT> emitter) {
    RecordPlace<IN, OUT> place = first.completed.poll();
    while (place != null) {
      records--;
      place.emit(emitter);
      place = first.completed.poll();
    }
    if (!first.incomplete.isEmpty()) {
      return false;
    }
    segments.remove();
    if (first.ended) {
      emitter.watermark(first.watermark);
    }
    return true;
  }

  @Override
  public List<QueuedElement<IN>> elements() {
    List<QueuedElement<IN>> elements = new ArrayList<>();
    for (Segment<IN, OUT> segment : segments) {
      segment.completed.forEach(place -> elements.add(place.element()));
      segment.incomplete.forEach(place -> elements.add(place.element()));
      if (segment.ended) {
        elements.add(new QueuedWatermark<>(segment.watermark));
      }
    }
    return elements;
  }
}
