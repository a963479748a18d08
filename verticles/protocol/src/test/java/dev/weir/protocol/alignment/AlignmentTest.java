package dev.weir.protocol.alignment;

import static dev.weir.protocol.Barriers.barrier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.Step;
import dev.weir.protocol.alignment.AlignmentEffect.AlignmentGivenUp;
import dev.weir.protocol.alignment.AlignmentEffect.Block;
import dev.weir.protocol.alignment.AlignmentEffect.TakeSnapshot;
import dev.weir.protocol.alignment.AlignmentEffect.UnblockAll;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentTest {

  private Alignment alignment = Alignment.exactlyOnce(3);

  private List<AlignmentEffect> barrierOn(int channel, long id) {
    return apply(alignment.onBarrier(channel, barrier(id), 100 * id + channel));
  }

  private List<AlignmentEffect> aborted(long id) {
    return apply(alignment.onAborted(id));
  }

  private List<AlignmentEffect> apply(Step<Alignment, AlignmentEffect> step) {
    alignment = step.next();
    return step.effects();
  }

  @Test
  void single_channel_never_blocks() {
    alignment = Alignment.exactlyOnce(1);

    assertThat(barrierOn(0, 1)).containsExactly(new TakeSnapshot(barrier(1), 100));
    assertThat(barrierOn(0, 2)).containsExactly(new TakeSnapshot(barrier(2), 200));
    assertThat(alignment).isInstanceOf(Flowing.class);
  }

  @Test
  void first_barrier_blocks_its_channel() {
    assertThat(barrierOn(2, 1)).containsExactly(new Block(2));
    assertThat(alignment).isInstanceOf(Aligning.class);
  }

  @Test
  void second_barrier_blocks_its_channel_too() {
    barrierOn(2, 1);

    assertThat(barrierOn(0, 1)).containsExactly(new Block(0));
    assertThat(alignment).isInstanceOf(Aligning.class);
  }

  @Test
  void snapshot_is_taken_when_the_last_barrier_arrives() {
    barrierOn(2, 1);
    barrierOn(0, 1);

    assertThat(barrierOn(1, 1))
        .containsExactly(new TakeSnapshot(barrier(1), 102), new UnblockAll());
    assertThat(alignment).isInstanceOf(Flowing.class);
  }

  @Test
  void late_barrier_is_ignored_while_flowing() {
    barrierOn(0, 5);
    aborted(5);

    assertThat(barrierOn(1, 5)).isEmpty();
    assertThat(barrierOn(1, 4)).isEmpty();
    assertThat(alignment).isInstanceOf(Flowing.class);
  }

  @Test
  void late_barrier_is_ignored_while_aligning() {
    barrierOn(0, 5);

    assertThat(barrierOn(1, 4)).isEmpty();
    assertThat(barrierOn(1, 5)).containsExactly(new Block(1));
  }

  @Test
  void newer_barrier_gives_up_the_older_alignment() {
    barrierOn(0, 1);

    assertThat(barrierOn(1, 2))
        .containsExactly(new AlignmentGivenUp(1), new UnblockAll(), new Block(1));
    assertThat(barrierOn(2, 1)).isEmpty();
    assertThat(barrierOn(0, 2)).containsExactly(new Block(0));
    assertThat(barrierOn(2, 2))
        .containsExactly(new TakeSnapshot(barrier(2), 201), new UnblockAll());
  }

  @Test
  void abort_of_the_alignment_in_progress_unblocks() {
    barrierOn(0, 1);

    assertThat(aborted(1)).containsExactly(new UnblockAll());
    assertThat(alignment).isInstanceOf(Flowing.class);
    assertThat(barrierOn(1, 1)).isEmpty();
  }

  @Test
  void abort_of_another_checkpoint_leaves_the_alignment_as_it_is() {
    barrierOn(0, 2);

    assertThat(aborted(1)).isEmpty();
    assertThat(aborted(3)).isEmpty();
    assertThat(barrierOn(1, 3)).isEmpty();
    assertThat(barrierOn(1, 2)).containsExactly(new Block(1));
  }

  @Test
  void barrier_that_comes_after_its_abort_is_ignored_but_an_earlier_checkpoint_is_not() {
    assertThat(aborted(6)).isEmpty();

    assertThat(barrierOn(0, 6)).isEmpty();
    assertThat(barrierOn(0, 5)).containsExactly(new Block(0));
    assertThat(barrierOn(1, 6)).isEmpty();
    assertThat(barrierOn(1, 7))
        .containsExactly(new AlignmentGivenUp(5), new UnblockAll(), new Block(1));
  }

  @Test
  void barrier_that_comes_twice_is_refused() {
    barrierOn(0, 7);

    assertThatThrownBy(() -> barrierOn(0, 7))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("channel 0 brought barrier 7 twice; arrived so far: {0}");
  }

  @Test
  void at_least_once_counts_and_never_blocks() {
    alignment = Alignment.atLeastOnce(3);

    assertThat(barrierOn(0, 1)).isEmpty();
    assertThat(barrierOn(2, 1)).isEmpty();
    assertThat(barrierOn(1, 1)).containsExactly(new TakeSnapshot(barrier(1), 100));
  }

  @Test
  void at_least_once_counts_several_checkpoints_at_a_time() {
    alignment = Alignment.atLeastOnce(2);

    assertThat(barrierOn(0, 1)).isEmpty();
    assertThat(barrierOn(0, 2)).isEmpty();
    assertThat(barrierOn(1, 1)).containsExactly(new TakeSnapshot(barrier(1), 100));
    assertThat(barrierOn(1, 2)).containsExactly(new TakeSnapshot(barrier(2), 200));
  }

  @Test
  void at_least_once_gives_up_what_a_newer_one_has_overtaken() {
    alignment = Alignment.atLeastOnce(2);
    barrierOn(0, 1);
    barrierOn(0, 2);

    assertThat(barrierOn(1, 2))
        .containsExactly(new AlignmentGivenUp(1), new TakeSnapshot(barrier(2), 200));
    assertThat(barrierOn(1, 1)).isEmpty();
  }

  @Test
  void at_least_once_ignores_late_and_aborted_barriers() {
    alignment = Alignment.atLeastOnce(2);
    barrierOn(0, 3);

    assertThat(aborted(3)).isEmpty();
    assertThat(aborted(5)).isEmpty();
    assertThat(barrierOn(1, 3)).isEmpty();
    assertThat(barrierOn(1, 5)).isEmpty();
    assertThat(barrierOn(0, 4)).isEmpty();
    assertThat(barrierOn(1, 4)).hasSize(1);
  }

  @Test
  void at_least_once_takes_its_snapshot_at_once_with_a_single_channel() {
    alignment = Alignment.atLeastOnce(1);

    assertThat(barrierOn(0, 1)).containsExactly(new TakeSnapshot(barrier(1), 100));
  }

  @Test
  void at_least_once_refuses_a_barrier_that_comes_twice() {
    alignment = Alignment.atLeastOnce(70);
    barrierOn(69, 7);

    assertThatThrownBy(() -> barrierOn(69, 7))
        .hasMessage("channel 69 brought barrier 7 twice; arrived so far: {69}");
  }

  @Test
  void subtask_without_channels_is_refused() {
    assertThatThrownBy(() -> Alignment.exactlyOnce(0))
        .hasMessage("alignment needs at least one input channel, found 0");
  }
}
