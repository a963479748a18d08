package dev.weir.protocol.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.Seeds;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.pacing.CheckpointPacer.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CheckpointPacerTest {

  private static final TriggerRequest SAVEPOINT =
      TriggerRequest.of(CheckpointKind.SAVEPOINT, "savepoint");
  private static final TriggerRequest MANUAL =
      TriggerRequest.of(CheckpointKind.CHECKPOINT, "manual");

  private CheckpointPacer pacer =
      CheckpointPacer.start(new PacerSettings(OptionalLong.of(100), 30, 1, 2), 1_000);

  private Optional<TriggerRequest> at(long now, int running) {
    Decision decision = pacer.decide(now, running);
    pacer = decision.next();
    return decision.trigger();
  }

  @Test
  void first_checkpoint_is_due_after_one_interval() {
    assertThat(pacer.wakeup(0)).hasValue(1_100);
    assertThat(at(1_099, 0)).isEmpty();
    assertThat(at(1_100, 0)).contains(TriggerRequest.PERIODIC);
    assertThat(pacer.wakeup(0)).hasValue(1_200);
  }

  @Test
  void periodic_checkpoint_waits_for_a_free_place() {
    assertThat(at(1_100, 1)).isEmpty();
    assertThat(pacer.wakeup(1)).isEmpty();
    assertThat(at(1_150, 0)).contains(TriggerRequest.PERIODIC);
  }

  @Test
  void periodic_checkpoint_waits_for_the_pause() {
    pacer = pacer.ended(CheckpointKind.CHECKPOINT, 1_090);

    assertThat(pacer.wakeup(0)).hasValue(1_120);
    assertThat(at(1_119, 0)).isEmpty();
    assertThat(at(1_120, 0)).contains(TriggerRequest.PERIODIC);
  }

  @Test
  void missed_checkpoints_are_not_made_up_for() {
    assertThat(at(5_000, 0)).contains(TriggerRequest.PERIODIC);
    assertThat(at(5_000, 0)).isEmpty();
    assertThat(pacer.wakeup(0)).hasValue(5_100);
  }

  @Test
  void savepoint_goes_first_and_waits_for_nothing() {
    pacer = pacer.request(MANUAL).request(SAVEPOINT).ended(CheckpointKind.CHECKPOINT, 1_000);

    assertThat(at(1_000, 1)).contains(SAVEPOINT);
    assertThat(at(1_000, 1)).isEmpty();
  }

  @Test
  void manual_checkpoint_waits_for_a_place_but_not_for_the_pause() {
    pacer = pacer.request(MANUAL).ended(CheckpointKind.CHECKPOINT, 1_000);

    assertThat(at(1_001, 1)).isEmpty();
    assertThat(at(1_002, 0)).contains(MANUAL);
    assertThat(at(1_002, 0)).isEmpty();
  }

  @Test
  void end_of_a_savepoint_starts_no_pause() {
    pacer = pacer.ended(CheckpointKind.SAVEPOINT, 1_099);

    assertThat(at(1_100, 0)).contains(TriggerRequest.PERIODIC);
  }

  @Test
  void one_request_too_many_is_refused() {
    pacer = pacer.request(MANUAL).request(MANUAL);

    assertThat(pacer.isFull()).isTrue();
    assertThatThrownBy(() -> pacer.request(SAVEPOINT))
        .hasMessage("2 requests for checkpoints are waiting, which is the maximum");
  }

  @Test
  void without_an_interval_nothing_is_due() {
    pacer = CheckpointPacer.start(PacerSettings.onRequestOnly(), 0);

    assertThat(pacer.wakeup(0)).isEmpty();
    assertThat(at(1_000_000, 0)).isEmpty();
    pacer = pacer.request(MANUAL);
    assertThat(at(1_000_000, 0)).contains(MANUAL);
  }

  @Test
  void restart_forgets_requests_and_begins_the_interval_anew() {
    pacer = pacer.request(MANUAL).restart(2_000);

    assertThat(at(2_000, 0)).isEmpty();
    assertThat(pacer.wakeup(0)).hasValue(2_100);
  }

  @Test
  void settings_name_what_is_wrong() {
    assertThatThrownBy(() -> PacerSettings.every(0))
        .hasMessage("checkpoint interval is 0 ms, expected at least 1");
    assertThatThrownBy(() -> new PacerSettings(OptionalLong.of(1), -1, 1, 1))
        .hasMessage("pause between checkpoints is -1 ms, expected at least 0");
    assertThatThrownBy(() -> new PacerSettings(OptionalLong.of(1), 0, 0, 1))
        .hasMessage("maximum of concurrent checkpoints is 0, expected at least 1");
  }

  /** The twin looks at every millisecond and knows only the list of what has happened. */
  @Test
  void agrees_with_a_twin_that_looks_every_millisecond() {
    Seeds.forEach(500, CheckpointPacerTest::compareWithTwin);
  }

  private static void compareWithTwin(RandomGenerator random) {
    long interval = 1L + random.nextInt(20);
    long pause = random.nextInt(25);
    int concurrent = 1 + random.nextInt(3);
    CheckpointPacer pacer =
        CheckpointPacer.start(
            new PacerSettings(OptionalLong.of(interval), pause, concurrent, 50), 0);
    List<Long> ends = new ArrayList<>();
    List<Long> starts = new ArrayList<>(List.of(0L));
    int running = 0;
    OptionalLong wakeup = pacer.wakeup(0);
    for (long now = 0; now < 300; now++) {
      boolean ended = running > 0 && random.nextInt(6) == 0;
      if (ended) {
        running--;
        ends.add(now);
        pacer = pacer.ended(CheckpointKind.CHECKPOINT, now);
      }
      long time = now;
      boolean expected =
          running < concurrent
              && now - starts.get(starts.size() - 1) >= interval
              && ends.stream().noneMatch(end -> time - end < pause);
      boolean asked = ended || (wakeup.isPresent() && wakeup.getAsLong() <= now);
      assertThat(asked || !expected).as("asked when something is due at " + now).isTrue();
      Decision decision = pacer.decide(now, running);
      pacer = decision.next();
      assertThat(decision.trigger().isPresent()).as("due at " + now).isEqualTo(expected);
      if (expected) {
        starts.add(now);
        running++;
      }
      wakeup = pacer.wakeup(running);
    }
    assertThat(starts).hasSizeGreaterThan(1);
  }
}
