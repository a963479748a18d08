package dev.weir.protocol.succession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuccessionTest {

  private static final long TIMEOUT = 5_000;

  private Succession succession = begin("b", "a", "b", "c");

  private static Succession begin(String self, String... members) {
    return Succession.begin(self, TIMEOUT, List.of(members), 0).next();
  }

  private List<SuccessionEffect> apply(Step<Succession, SuccessionEffect> step) {
    succession = step.next();
    return step.effects();
  }

  @Test
  void the_oldest_member_looks_for_signs_before_it_begins() {
    assertThat(apply(Succession.begin("a", TIMEOUT, List.of("a", "b"), 0)))
        .containsExactly(SuccessionEffect.LOOK_FOR_SIGN);
    assertThat(apply(succession.onSign(Optional.empty(), 1)))
        .containsExactly(SuccessionEffect.TAKE_OVER);
  }

  @Test
  void the_next_oldest_takes_over_when_the_coordinator_is_gone() {
    apply(succession.onHeard("a", 1, 100));

    assertThat(apply(succession.onMembers(List.of("b", "c"), 200)))
        .containsExactly(SuccessionEffect.ASK_OTHERS);
    assertThat(succession.others()).containsExactly("c");
    assertThat(apply(succession.onReachable(1, 210)))
        .containsExactly(SuccessionEffect.LOOK_FOR_SIGN);
    assertThat(apply(succession.onSign(Optional.of("1-8"), 220)))
        .containsExactly(SuccessionEffect.TAKE_OVER);
  }

  @Test
  void nobody_takes_over_from_a_coordinator_that_was_deposed() {
    succession = begin("b", "a", "b");
    apply(succession.onHeard("a", 1, 100));
    apply(succession.onMembers(List.of("b"), 200));

    assertThat(apply(succession.onSign(Optional.of("2-5"), 210))).isEmpty();
    assertThat(apply(succession.onTick(220))).containsExactly(SuccessionEffect.LOOK_FOR_SIGN);
    assertThat(apply(succession.onSign(Optional.of("2-5"), 230))).isEmpty();
    assertThat(apply(succession.onSign(Optional.of("2-6"), 2_300)))
        .containsExactly(SuccessionEffect.REJOIN);
  }

  @Test
  void who_has_deposed_it_may_be_dead_by_now() {
    succession = begin("b", "a", "b");
    apply(succession.onHeard("a", 1, 100));
    apply(succession.onMembers(List.of("b"), 200));
    apply(succession.onSign(Optional.of("2-5"), 210));

    assertThat(apply(succession.onSign(Optional.of("2-5"), 211 + TIMEOUT)))
        .containsExactly(SuccessionEffect.TAKE_OVER);
  }

  @Test
  void a_storage_that_is_out_of_reach_is_asked_again_before_it_takes_over() {
    succession = begin("b", "a", "b");
    apply(succession.onHeard("a", 1, 100));
    apply(succession.onMembers(List.of("b"), 200));

    assertThat(apply(succession.onTick(300))).containsExactly(SuccessionEffect.LOOK_FOR_SIGN);
    assertThat(apply(succession.onSign(Optional.empty(), 310)))
        .containsExactly(SuccessionEffect.TAKE_OVER);
  }

  @Test
  void members_that_do_not_answer_do_not_count() {
    apply(succession.onHeard("a", 1, 100));
    apply(succession.onMembers(List.of("b", "c"), 200));

    assertThat(apply(succession.onReachable(0, 900)))
        .containsExactly(SuccessionEffect.LOOK_FOR_SIGN);
  }

  @Test
  void of_two_the_other_takes_over_at_once() {
    succession = begin("b", "a", "b");
    apply(succession.onHeard("a", 1, 100));

    assertThat(apply(succession.onMembers(List.of("b"), 200)))
        .containsExactly(SuccessionEffect.LOOK_FOR_SIGN);
    assertThat(apply(succession.onSign(Optional.of("1-3"), 201)))
        .containsExactly(SuccessionEffect.TAKE_OVER);
  }

  @Test
  void a_younger_member_waits_for_the_next_oldest_and_takes_over_when_that_is_silent() {
    succession = begin("c", "a", "b", "c");
    apply(succession.onHeard("a", 1, 100));

    assertThat(apply(succession.onMembers(List.of("b", "c"), 200))).isEmpty();
    assertThat(succession.phase()).isEqualTo(new Phase.Following("b", 1, 200));
    assertThat(apply(succession.onTick(200 + TIMEOUT))).isEmpty();
    assertThat(apply(succession.onTick(201 + TIMEOUT)))
        .containsExactly(SuccessionEffect.LOOK_FOR_SIGN);
  }

  @Test
  void a_silent_coordinator_is_replaced_though_it_is_a_member() {
    apply(succession.onHeard("a", 1, 100));

    assertThat(apply(succession.onTick(100 + TIMEOUT))).isEmpty();
    assertThat(apply(succession.onTick(101 + TIMEOUT)))
        .containsExactly(SuccessionEffect.ASK_OTHERS);
    assertThat(apply(succession.onReachable(1, 102 + TIMEOUT)))
        .containsExactly(SuccessionEffect.LOOK_FOR_SIGN);
    assertThat(succession.phase()).isEqualTo(new Phase.Checking(1));
  }

  @Test
  void the_smaller_half_of_a_split_looks_for_signs_of_life_first() {
    succession = begin("b", "a", "b", "c", "d", "e");
    apply(succession.onHeard("a", 3, 100));
    apply(succession.onMembers(List.of("a", "b", "c", "d"), 10_000));

    assertThat(apply(succession.onMembers(List.of("a", "b"), 10_100))).isEmpty();
    assertThat(apply(succession.onMembers(List.of("b"), 10_200)))
        .containsExactly(SuccessionEffect.LOOK_FOR_SIGN);
    assertThat(apply(succession.onSign(Optional.of("3-17"), 10_300))).isEmpty();
    assertThat(apply(succession.onTick(11_000))).containsExactly(SuccessionEffect.LOOK_FOR_SIGN);
    assertThat(apply(succession.onSign(Optional.of("3-18"), 12_000))).isEmpty();
    assertThat(apply(succession.onSign(Optional.of("3-18"), 12_000 + TIMEOUT))).isEmpty();
    assertThat(apply(succession.onSign(Optional.of("3-18"), 12_001 + TIMEOUT)))
        .containsExactly(SuccessionEffect.TAKE_OVER);
  }

  @Test
  void a_node_that_is_cut_off_from_a_living_coordinator_joins_anew() {
    apply(Succession.begin("a", TIMEOUT, List.of("a"), 0));
    apply(succession.onSign(Optional.of("3-17"), 1));
    apply(succession.onSign(Optional.of("3-18"), TIMEOUT));

    assertThat(apply(succession.onSign(Optional.of("3-19"), 3 * TIMEOUT))).isEmpty();
    assertThat(apply(succession.onSign(Optional.of("3-20"), 3 * TIMEOUT + 1)))
        .containsExactly(SuccessionEffect.REJOIN);
  }

  @Test
  void losses_long_ago_do_not_count_against_who_is_left() {
    apply(succession.onHeard("a", 1, 100));
    apply(succession.onMembers(List.of("a", "b"), 1_000));
    apply(succession.onHeard("a", 1, 20_000));

    apply(succession.onMembers(List.of("b"), 20_100));
    assertThat(succession.phase()).isEqualTo(new Phase.Checking(1));
  }

  @Test
  void a_coordinator_of_a_lower_term_is_not_listened_to() {
    apply(succession.onHeard("c", 4, 100));
    apply(succession.onHeard("a", 3, 200));

    assertThat(succession.phase()).isEqualTo(new Phase.Following("c", 4, 100));
  }
}
