package dev.weir.runtime.joins;

import static dev.weir.runtime.joins.JoinPrograms.LEFT_LATE;
import static dev.weir.runtime.joins.JoinPrograms.RIGHT_LATE;
import static dev.weir.runtime.joins.JoinPrograms.SIDE;
import static dev.weir.runtime.joins.JoinPrograms.intervalJoin;
import static dev.weir.runtime.joins.JoinPrograms.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.IntervalJoined;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an interval join does, case by case. */
final class IntervalJoinOperatorTest {

  private static final String MODES = "dev.weir.runtime.harness.HarnessMode#all";
  private static final UnaryOperator<IntervalJoined<String, String, String>> INCLUSIVE =
      join -> join;

  /** Both inputs get a record at each of 1 to 4; {@code right} says which go together, as in 12. */
  private static void joins(
      HarnessMode mode,
      long lower,
      long upper,
      UnaryOperator<IntervalJoined<String, String, String>> more,
      String... pairs)
      throws Exception {
    List<String> expected = new ArrayList<>();
    for (String pair : pairs) {
      char left = pair.charAt(0);
      char right = pair.charAt(1);
      expected.add("a%s+a%s@%s".formatted(left, right, (char) Math.max(left, right)));
    }
    try (OperatorHarness harness = intervalJoin(mode, lower, upper, more)) {
      for (int time = 1; time <= 4; time++) {
        harness.processElement1("a" + time, time);
        harness.processElement2("a" + time, time);
        harness.processWatermark(time);
      }
      assertThat(taken(harness)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void bounds_at_the_ends_of_time_have_no_end(HarnessMode mode) throws Exception {
    joins(
        mode,
        Long.MIN_VALUE,
        0,
        INCLUSIVE,
        "11",
        "21",
        "22",
        "31",
        "32",
        "33",
        "41",
        "42",
        "43",
        "44");
    joins(mode, Long.MIN_VALUE, -2, INCLUSIVE, "31", "41", "42");
    joins(mode, 2, Long.MAX_VALUE, INCLUSIVE, "13", "14", "24");
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void negative_inclusive_and_negative_inclusive(HarnessMode mode) throws Exception {
    joins(mode, -2, -1, INCLUSIVE, "21", "31", "32", "42", "43");
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void negative_inclusive_and_negative_exclusive(HarnessMode mode) throws Exception {
    joins(mode, -3, -1, IntervalJoined::upperBoundExclusive, "31", "41", "42");
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void negative_exclusive_and_negative_inclusive(HarnessMode mode) throws Exception {
    joins(mode, -2, -1, IntervalJoined::lowerBoundExclusive, "21", "32", "43");
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void negative_exclusive_and_negative_exclusive(HarnessMode mode) throws Exception {
    joins(mode, -3, -1, join -> join.lowerBoundExclusive().upperBoundExclusive(), "31", "42");
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void negative_inclusive_and_positive_inclusive(HarnessMode mode) throws Exception {
    joins(mode, -1, 1, INCLUSIVE, "11", "12", "21", "22", "23", "32", "33", "34", "43", "44");
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void negative_exclusive_and_positive_exclusive(HarnessMode mode) throws Exception {
    joins(
        mode,
        -1,
        1,
        join -> join.lowerBoundExclusive().upperBoundExclusive(),
        "11",
        "22",
        "33",
        "44");
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void positive_inclusive_and_positive_inclusive(HarnessMode mode) throws Exception {
    joins(mode, 1, 2, INCLUSIVE, "12", "13", "23", "24", "34");
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void positive_inclusive_and_positive_exclusive(HarnessMode mode) throws Exception {
    joins(mode, 1, 3, IntervalJoined::upperBoundExclusive, "12", "13", "23", "24", "34");
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void positive_exclusive_and_positive_inclusive(HarnessMode mode) throws Exception {
    joins(mode, 0, 1, IntervalJoined::lowerBoundExclusive, "12", "23", "34");
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void records_of_one_key_and_time_all_meet(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = intervalJoin(mode, 0, 0, INCLUSIVE)) {
      harness.processElement1("a1", 5);
      harness.processElement1("a2", 5);
      harness.processElement2("b3", 5);
      harness.processElement2("a4", 5);
      harness.processElement2("a5", 5);
      assertThat(taken(harness)).containsExactly("a1+a4@5", "a2+a4@5", "a1+a5@5", "a2+a5@5");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void the_context_has_the_timestamps_of_both_and_the_later_one(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = intervalJoin(mode, -10, 10, INCLUSIVE)) {
      harness.processElement1("a1", 3);
      harness.processElement2("a2", 7);
      harness.processElement2("a3", 1);
      assertThat(harness.sideValues(SIDE)).containsExactly("3/7/7", "3/1/3");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_record_without_a_timestamp_is_refused(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = intervalJoin(mode, 0, 1, INCLUSIVE)) {
      assertThatThrownBy(() -> harness.processElement("a1"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("An interval join needs records with timestamps")
          .hasMessageContaining("withTimestampAssigner");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void late_records_are_not_joined(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = intervalJoin(mode, -10, 10, INCLUSIVE)) {
      harness.processElement1("a1", 5);
      harness.processElement2("a2", 5);
      harness.processWatermark(6);
      harness.processElement1("a3", 5);
      harness.processElement2("a4", 5);
      harness.processElement2("a5", 6);
      assertThat(taken(harness)).containsExactly("a1+a2@5", "a1+a5@6");
      assertThat(harness.sideValues(LEFT_LATE)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void late_records_go_to_the_side_output_of_their_input(HarnessMode mode) throws Exception {
    try (OperatorHarness harness =
        intervalJoin(
            mode,
            -10,
            10,
            join -> join.sideOutputLeftLateData(LEFT_LATE).sideOutputRightLateData(RIGHT_LATE))) {
      harness.processWatermark(6);
      harness.processElement1("a1", 5);
      harness.processElement2("a2", 4);
      harness.processElement2("a3", 6);
      assertThat(harness.sideValues(LEFT_LATE)).containsExactly("a1");
      assertThat(harness.sideValues(RIGHT_LATE)).containsExactly("a2");
      assertThat(taken(harness)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void records_go_when_no_partner_can_come_any_more(HarnessMode mode) throws Exception {
    long[][] bounds = {{-2, -1}, {-1, 1}, {1, 2}, {0, 0}};
    // The left record at 10 has partners up to 10 + upper, the right one up to 10 - lower.
    long[][] lastPartners = {{10, 12}, {11, 11}, {12, 10}, {10, 10}};
    for (int i = 0; i < bounds.length; i++) {
      try (OperatorHarness harness =
          intervalJoin(
              new HarnessMode("heap", mode.restoring()), bounds[i][0], bounds[i][1], INCLUSIVE)) {
        harness.processElement1("a1", 10);
        harness.processElement2("b1", 10);
        long left = lastPartners[i][0];
        long right = lastPartners[i][1];
        harness.processWatermark(Math.min(left, right) - 1);
        long all = harness.stateSize().entries();
        harness.processWatermark(Math.min(left, right));
        assertThat(harness.stateSize().entries()).isLessThan(all);
        harness.processWatermark(Math.max(left, right));
        assertThat(harness.stateSize().entries()).isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void bounds_may_reach_to_the_ends_of_time(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = intervalJoin(mode, -Long.MAX_VALUE, Long.MAX_VALUE, INCLUSIVE)) {
      harness.processElement1("a1", 10);
      harness.processElement2("a2", -10);
      harness.processWatermark(1_000_000);
      harness.processElement2("a3", 2_000_000);
      assertThat(taken(harness)).containsExactly("a1+a2@10", "a1+a3@2000000");
    }
  }
}
