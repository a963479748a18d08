package dev.weir.runtime.async;

import dev.weir.runtime.async.QueuedElement.QueuedRecord;
import dev.weir.runtime.async.QueuedElement.QueuedWatermark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Results leave in the order in which their records came. */
public final class OrderedStreamElementQueue<IN, OUT> implements StreamElementQueue<IN, OUT> {

  private final int capacity;
  private final ArrayDeque<Place<IN, OUT>> places = new ArrayDeque<>();
  private int records;

  public OrderedStreamElementQueue(int capacity) {
    this.capacity = capacity;
  }

  private sealed interface Place<IN, OUT> {}

  private static final class RecordPlace<IN, OUT> extends Awaited<IN, OUT>
      implements Place<IN, OUT> {

    RecordPlace(QueuedRecord<IN> element) {
      super(element);
    }

    @Override
    void completed() {}
  }

  private record WatermarkPlace<IN, OUT>(long timestamp) implements Place<IN, OUT> {}

  @Override
  public boolean isFull() {
    return records >= capacity;
  }

  @Override
  public boolean isEmpty() {
    return places.isEmpty();
  }

  @Override
  public Awaited<IN, OUT> put(QueuedRecord<IN> element) {
    if (isFull()) {
      throw new IllegalStateException("the queue is full, it holds " + records + " records");
    }
    RecordPlace<IN, OUT> place = new RecordPlace<>(element);
    places.add(place);
    records++;
    return place;
  }

  @Override
  public void putWatermark(long timestamp) {
    if (places.peekLast() instanceof WatermarkPlace<IN, OUT>) {
      places.removeLast();
    }
    places.add(new WatermarkPlace<>(timestamp));
  }

  @Override
  public void emitCompleted(Emitter<OUT> emitter) {
    Place<IN, OUT> head = places.peek();
    while (head != null && leaves(head, emitter)) {
      head = places.peek();
    }
  }

  private boolean leaves(Place<IN, OUT> head, Emitter<OUT> emitter) {
    if (head instanceof RecordPlace<IN, OUT> place) {
      if (!place.isDone()) {
        return false;
      }
      places.remove();
      records--;
      place.emit(emitter);
    } else if (head instanceof WatermarkPlace<IN, OUT> watermark) {
      places.remove();
      emitter.watermark(watermark.timestamp());
    }
    return true;
  }

  @Override
  public List<QueuedElement<IN>> elements() {
    List<QueuedElement<IN>> elements = new ArrayList<>(places.size());
    for (Place<IN, OUT> place : places) {
      if (place instanceof RecordPlace<IN, OUT> placed) {
        elements.add(placed.element());
      } else if (place instanceof WatermarkPlace<IN, OUT> watermark) {
        elements.add(new QueuedWatermark<>(watermark.timestamp()));
      }
    }
    return elements;
  }
}
