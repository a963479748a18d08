package dev.weir.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OrderedStreamElementQueueTest {

  @Test
  void test_completion_order() {
    OrderedStreamElementQueue<String, String> queue = new OrderedStreamElementQueue<>(4);
    Emitted emitted = new Emitted();
    Awaited<String, String> first = queue.put(StreamElementQueueTest.element("a", 0));
    Awaited<String, String> second = queue.put(StreamElementQueueTest.element("b", 1));
    queue.putWatermark(2);
    Awaited<String, String> third = queue.put(StreamElementQueueTest.element("c", 3));

    assertThat(emitted.of(queue)).isEmpty();
    second.complete(List.of("B"));
    third.complete(List.of("C"));
    assertThat(emitted.of(queue)).isEmpty();
    assertThat(queue.elements()).hasSize(4);

    first.complete(List.of("A"));
    assertThat(emitted.of(queue)).containsExactly("A@0", "B@1", "W2", "C@3");
    assertThat(queue.isEmpty()).isTrue();
  }
}
