package dev.weir.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.async.QueuedElement.QueuedRecord;
import dev.weir.runtime.async.QueuedElement.QueuedWatermark;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnorderedStreamElementQueueTest {

  private final UnorderedStreamElementQueue<String, String> queue =
      new UnorderedStreamElementQueue<>(8);
  private final Emitted emitted = new Emitted();

  private Awaited<String, String> put(String value, long timestamp) {
    return queue.put(StreamElementQueueTest.element(value, timestamp));
  }

  @Test
  void test_completion_order() {
    Awaited<String, String> first = put("a", 0);
    Awaited<String, String> second = put("b", 1);
    queue.putWatermark(2);
    Awaited<String, String> third = put("c", 3);
    Awaited<String, String> fourth = put("d", 4);
    queue.putWatermark(5);
    Awaited<String, String> fifth = put("e", 6);

    third.complete(List.of("C"));
    assertThat(emitted.of(queue)).isEmpty();
    second.complete(List.of("B"));
    assertThat(emitted.of(queue)).containsExactly("B@1");
    first.complete(List.of("A"));
    assertThat(emitted.of(queue)).containsExactly("A@0", "W2", "C@3");
    fifth.complete(List.of("E"));
    assertThat(emitted.of(queue)).isEmpty();
    fourth.complete(List.of("D"));
    assertThat(emitted.of(queue)).containsExactly("D@4", "W5", "E@6");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void what_is_complete_behind_a_watermark_is_still_among_the_elements() {
    put("a", 0);
    queue.putWatermark(1);
    put("b", 2).complete(List.of("B"));
    put("c", 3);

    assertThat(emitted.of(queue)).isEmpty();
    assertThat(queue.elements())
        .containsExactly(
            new QueuedRecord<>("a", 0),
            new QueuedWatermark<>(1),
            new QueuedRecord<>("b", 2),
            new QueuedRecord<>("c", 3));
  }
}
