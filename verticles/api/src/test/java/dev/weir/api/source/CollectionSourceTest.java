package dev.weir.api.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.weir.api.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CollectionSourceTest {

  private static final List<Integer> ELEMENTS = IntStream.range(0, 1000).boxed().toList();

  @Test
  void elements_come_in_order() throws Exception {
    var driver = new SourceDriver<>(new CollectionSource<>(ELEMENTS, Types.INT), 1);
    driver.runToEnd();

    assertThat(driver.all()).isEqualTo(ELEMENTS);
  }

  @Test
  void a_restore_goes_on_after_the_last_element() throws Exception {
    var source = new CollectionSource<>(ELEMENTS, Types.INT);
    var first = new SourceDriver<>(source, 1);
    first.poll(0);
    var second = new SourceDriver<>(source, 1, first.checkpoint(1));
    second.runToEnd();

    List<Integer> both = new ArrayList<>(first.all());
    both.addAll(second.all());
    assertThat(both).isEqualTo(ELEMENTS);
    assertThat(second.all()).isNotEmpty();
  }

  @Test
  void a_restore_at_the_end_emits_nothing() throws Exception {
    var source = new CollectionSource<>(ELEMENTS, Types.INT);
    var first = new SourceDriver<>(source, 1);
    first.runToEnd();
    var second = new SourceDriver<>(source, 1, first.checkpoint(1));
    second.runToEnd();

    assertThat(second.all()).isEmpty();
  }

  @Test
  void later_changes_of_the_collection_do_not_matter() throws Exception {
    List<Integer> mine = new ArrayList<>(List.of(1, 2));
    var driver = new SourceDriver<>(new CollectionSource<>(mine, Types.INT), 1);
    mine.add(3);
    driver.runToEnd();

    assertThat(driver.all()).containsExactly(1, 2);
  }

  @Test
  void a_position_beyond_the_end_says_that_the_program_has_changed() throws Exception {
    var first = new SourceDriver<>(new CollectionSource<>(ELEMENTS, Types.INT), 1);
    first.poll(0);
    var checkpoint = first.checkpoint(1);

    assertThatIllegalStateException()
        .isThrownBy(
            () -> new SourceDriver<>(new CollectionSource<>(List.of(1), Types.INT), 1, checkpoint))
        .withMessageContaining("position is 256")
        .withMessageContaining("only 1 elements");
  }
}
