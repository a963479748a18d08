package dev.weir.runtime.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.views.CheckpointExplanation.Facts;
import dev.weir.runtime.views.CheckpointExplanation.Part;
import dev.weir.runtime.views.CheckpointExplanation.Pressure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckpointExplanationTest {

  private static final SubtaskId ENRICH = new SubtaskId("enrich", 0);
  private static final SubtaskId PAYMENTS = new SubtaskId("payments", 1);
  private static final SubtaskId SINK = new SubtaskId("sink", 0);
  private static final Map<SubtaskId, List<SubtaskId>> RECEIVERS =
      Map.of(ENRICH, List.of(PAYMENTS), PAYMENTS, List.of(SINK), SINK, List.of());

  @Test
  void names_the_subtask_that_waited_whose_barrier_and_who_pressed_back() {
    Part waiting = part(PAYMENTS, 100, 2_900, 5, 50, 3_150, ENRICH);
    String sentence =
        CheckpointExplanation.of(
            facts(
                3_200,
                List.of(part(ENRICH, 3_000, 0, 1, 1, 3_002, null), waiting),
                Map.of(
                    ENRICH, new Pressure(0.1, 0.8),
                    PAYMENTS, new Pressure(0.2, 0.6),
                    SINK, new Pressure(0.99, 0))));
    assertThat(sentence)
        .isEqualTo(
            "checkpoint 41 took 3.2 s: payments[1] waited 2.9 s for the barrier from enrich[0],"
                + " which was back-pressured by sink[0]");
  }

  @Test
  void says_that_who_sent_the_last_barrier_was_busy() {
    assertThat(
            CheckpointExplanation.of(
                facts(
                    1_000,
                    List.of(part(PAYMENTS, 10, 900, 5, 50, 990, ENRICH)),
                    Map.of(ENRICH, new Pressure(0.97, 0)))))
        .isEqualTo(
            "checkpoint 41 took 1.0 s: payments[1] waited 900 ms for the barrier from enrich[0],"
                + " which was 97 % busy");
  }

  @Test
  void says_that_the_barrier_was_late_because_the_subtask_itself_was_held_up() {
    assertThat(
            CheckpointExplanation.of(
                facts(
                    700,
                    List.of(part(ENRICH, 600, 0, 5, 50, 690, null)),
                    Map.of(
                        ENRICH, new Pressure(0.1, 0.9),
                        PAYMENTS, new Pressure(0.95, 0)))))
        .isEqualTo(
            "checkpoint 41 took 700 ms: the barrier took 600 ms to reach enrich[0], which was"
                + " back-pressured by payments[1]");
  }

  @Test
  void tells_writing_capturing_and_storing_apart() {
    assertThat(sentence(5_000, part(SINK, 10, 0, 20, 4_900, 4_950, null)))
        .isEqualTo("checkpoint 41 took 5.0 s: sink[0] wrote its snapshot for 4.9 s");
    assertThat(sentence(500, part(SINK, 10, 0, 400, 50, 480, null)))
        .isEqualTo(
            "checkpoint 41 took 500 ms: sink[0] stood still for 400 ms to capture its state");
    assertThat(sentence(61_000, part(SINK, 10, 0, 400, 50, 480, null)))
        .isEqualTo(
            "checkpoint 41 took 1 min 1 s: all had acknowledged after 480 ms, the storage took 1"
                + " min 0 s to write it down");
  }

  @Test
  void says_no_more_than_the_time_of_a_quick_one() {
    assertThat(sentence(12, part(SINK, 2, 1, 3, 4, 11, null)))
        .isEqualTo("checkpoint 41 took 12 ms");
  }

  @Test
  void of_a_failed_one_it_says_why_and_who_is_missing() {
    Facts failed =
        new Facts(
            41,
            true,
            60_000,
            Optional.of("it took longer than 60 s"),
            List.of(),
            List.of(ENRICH, PAYMENTS),
            RECEIVERS,
            Map.of(ENRICH, new Pressure(0, 1), PAYMENTS, new Pressure(1, 0)));
    assertThat(CheckpointExplanation.of(failed))
        .isEqualTo(
            "savepoint 41 failed after 1 min 0 s: it took longer than 60 s; enrich[0] and 1 more"
                + " did not acknowledge, which was back-pressured by payments[1]");
  }

  @Test
  void circles_of_waiting_end() {
    Map<SubtaskId, List<SubtaskId>> circle =
        Map.of(ENRICH, List.of(PAYMENTS), PAYMENTS, List.of(ENRICH));
    Facts facts =
        new Facts(
            1,
            false,
            900,
            Optional.empty(),
            List.of(part(PAYMENTS, 10, 800, 1, 1, 899, ENRICH)),
            List.of(),
            circle,
            Map.of(ENRICH, new Pressure(0, 1), PAYMENTS, new Pressure(0, 1)));
    assertThat(CheckpointExplanation.of(facts)).contains("back-pressured by");
  }

  private static String sentence(double duration, Part part) {
    return CheckpointExplanation.of(facts(duration, List.of(part), Map.of()));
  }

  private static Facts facts(double duration, List<Part> parts, Map<SubtaskId, Pressure> pressure) {
    return new Facts(41, false, duration, Optional.empty(), parts, List.of(), RECEIVERS, pressure);
  }

  private static Part part(
      SubtaskId subtask,
      double startDelay,
      double alignment,
      double sync,
      double async,
      double acknowledged,
      @Nullable SubtaskId from) {
    return new Part(
        subtask, startDelay, alignment, sync, async, acknowledged, Optional.ofNullable(from));
  }
}
