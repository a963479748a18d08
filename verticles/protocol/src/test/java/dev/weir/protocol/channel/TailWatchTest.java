package dev.weir.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.Seeds;
import dev.weir.protocol.channel.TailWatch.Verdict;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TailWatchTest {

  @Test
  void nobody_is_asked_while_nothing_is_outstanding() {
    TailWatch watch = new TailWatch(2);

    for (int tick = 0; tick < 100; tick++) {
      assertThat(watch.onTick(false)).isEqualTo(Verdict.NOTHING);
    }
  }

  @Test
  void receiver_is_asked_after_a_whole_tick_of_silence() {
    TailWatch watch = new TailWatch(2);

    assertThat(watch.onTick(true)).isEqualTo(Verdict.NOTHING);
    assertThat(watch.onTick(true)).isEqualTo(Verdict.ASK);
  }

  @Test
  void receiver_that_is_asked_and_stays_silent_is_given_up() {
    TailWatch watch = new TailWatch(2);
    watch.onTick(true);

    assertThat(watch.onTick(true)).isEqualTo(Verdict.ASK);
    assertThat(watch.onTick(true)).isEqualTo(Verdict.ASK);
    assertThat(watch.onTick(true)).isEqualTo(Verdict.SILENT);
  }

  @Test
  void receiver_that_has_not_spoken_yet_is_given_more_time_and_only_then() {
    TailWatch watch = new TailWatch(1, 3);
    watch.onTick(true);
    for (int question = 0; question < 3; question++) {
      assertThat(watch.onTick(true)).isEqualTo(Verdict.ASK);
    }
    assertThat(watch.onTick(true)).isEqualTo(Verdict.SILENT);

    watch.onHeard();
    watch.onTick(true);
    assertThat(watch.onTick(true)).isEqualTo(Verdict.ASK);
    assertThat(watch.onTick(true)).isEqualTo(Verdict.SILENT);
  }

  @Test
  void any_word_starts_the_wait_over() {
    TailWatch watch = new TailWatch(1);
    for (int round = 0; round < 10; round++) {
      assertThat(watch.onTick(true)).isEqualTo(Verdict.NOTHING);
      assertThat(watch.onTick(true)).isEqualTo(Verdict.ASK);
      watch.onHeard();
    }
  }

  @Test
  void wait_starts_over_when_all_is_acknowledged() {
    TailWatch watch = new TailWatch(1);
    watch.onTick(true);
    watch.onTick(true);
    watch.onTick(false);

    assertThat(watch.onTick(true)).isEqualTo(Verdict.NOTHING);
  }

  @Test
  void patience_is_at_least_one_tick() {
    assertThatThrownBy(() -> new TailWatch(0)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> new TailWatch(3, 2)).hasMessageContaining("at least 3 ticks, found 2");
  }

  /** The twin keeps the ticks since the last word in a plain list of what happened. */
  @Test
  void silence_is_told_after_exactly_as_many_questions_as_patience_allows() {
    Seeds.forEach(500, TailWatchTest::againstTheHistory);
  }

  private static void againstTheHistory(RandomGenerator random) {
    int patience = 1 + random.nextInt(5);
    TailWatch watch = new TailWatch(patience);
    int questions = 0;
    int silence = 0;
    for (int i = 0; i < 200; i++) {
      if (random.nextInt(6) == 0) {
        watch.onHeard();
        questions = 0;
        silence = 0;
      }
      boolean outstanding = random.nextInt(8) != 0;
      Verdict verdict = watch.onTick(outstanding);
      silence = outstanding ? silence + 1 : 0;
      questions = outstanding ? questions : 0;
      if (silence < 2) {
        assertThat(verdict).isEqualTo(Verdict.NOTHING);
      } else if (questions < patience) {
        assertThat(verdict).isEqualTo(Verdict.ASK);
        questions++;
      } else {
        assertThat(verdict).isEqualTo(Verdict.SILENT);
      }
    }
  }
}
