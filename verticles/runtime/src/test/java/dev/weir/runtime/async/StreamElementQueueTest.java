package dev.weir.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.runtime.async.QueuedElement.QueuedRecord;
import dev.weir.runtime.async.QueuedElement.QueuedWatermark;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both kinds of queue do. */
final class StreamElementQueueTest {

  private static final int CAPACITY = 2;

  static Stream<StreamElementQueue<String, String>> queues() {
    return Stream.of(
        new OrderedStreamElementQueue<>(CAPACITY), new UnorderedStreamElementQueue<>(CAPACITY));
  }

  private final Emitted emitted = new Emitted();

  static QueuedRecord<String> element(String value, long timestamp) {
    return new QueuedRecord<>(value, timestamp);
  }

  @ParameterizedTest
  @MethodSource("queues")
  void test_put(StreamElementQueue<String, String> queue) {
    assertThat(queue.isEmpty()).isTrue();
    queue.putWatermark(0);
    Awaited<String, String> place = queue.put(element("a", 1));

    assertThat(queue.isEmpty()).isFalse();
    assertThat(queue.elements())
        .containsExactly(new QueuedWatermark<>(0), new QueuedRecord<>("a", 1));
    assertThat(emitted.of(queue)).containsExactly("W0");

    place.complete(List.of("A"));
    assertThat(queue.elements()).containsExactly(new QueuedRecord<>("a", 1));
    assertThat(emitted.of(queue)).containsExactly("A@1");
    assertThat(queue.elements()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("queues")
  void test_pop(StreamElementQueue<String, String> queue) {
    queue.putWatermark(0);
    queue.put(element("a", 1)).complete(List.of("A"));

    assertThat(emitted.of(queue)).containsExactly("W0", "A@1");
    assertThat(queue.isEmpty()).isTrue();
    assertThat(emitted.of(queue)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("queues")
  void test_put_on_full(StreamElementQueue<String, String> queue) {
    queue.put(element("a", 1));
    assertThat(queue.isFull()).isFalse();
    Awaited<String, String> second = queue.put(element("b", 2));
    assertThat(queue.isFull()).isTrue();
    assertThatThrownBy(() -> queue.put(element("c", 3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("full");
    assertThat(queue.elements())
        .containsExactly(new QueuedRecord<>("a", 1), new QueuedRecord<>("b", 2));

    second.complete(List.of());
    assertThat(queue.isFull()).as("until what is complete has left").isTrue();
  }

  @ParameterizedTest
  @MethodSource("queues")
  void test_watermark_only(StreamElementQueue<String, String> queue) {
    queue.putWatermark(2);
    queue.putWatermark(5);

    assertThat(emitted.of(queue)).as("the later one says all").containsExactly("W5");
    assertThat(queue.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("queues")
  void watermarks_take_no_room(StreamElementQueue<String, String> queue) {
    Awaited<String, String> first = queue.put(element("a", 1));
    queue.putWatermark(1);
    Awaited<String, String> second = queue.put(element("b", 2));
    queue.putWatermark(2);
    queue.putWatermark(3);

    assertThat(queue.elements()).hasSize(4);
    first.complete(List.of("A1", "A2"));
    second.complete(List.of("B"));
    assertThat(emitted.of(queue)).containsExactly("A1@1", "A2@1", "W1", "B@2", "W3");
  }

  @ParameterizedTest
  @MethodSource("queues")
  void no_result_passes_a_watermark(StreamElementQueue<String, String> queue) {
    Awaited<String, String> before = queue.put(element("a", 1));
    queue.putWatermark(1);
    Awaited<String, String> after = queue.put(element("b", 2));

    after.complete(List.of("B"));
    assertThat(emitted.of(queue)).isEmpty();
    before.complete(List.of("A"));
    assertThat(emitted.of(queue)).containsExactly("A@1", "W1", "B@2");
  }
}
