package dev.weir.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.Seeds;
import dev.weir.protocol.channel.InboundSequence.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ChannelTest {

  @Test
  void messages_are_numbered_from_one() {
    OutboundSequence sequence = new OutboundSequence();

    assertThat(sequence.next()).isEqualTo(1);
    assertThat(sequence.next()).isEqualTo(2);
    assertThat(sequence.sent()).isEqualTo(2);
  }

  @Test
  void message_in_order_is_taken_a_repeated_one_is_not_and_a_gap_is_seen() {
    InboundSequence sequence = new InboundSequence();

    assertThat(sequence.accept(1)).isEqualTo(Outcome.IN_ORDER);
    assertThat(sequence.accept(2)).isEqualTo(Outcome.IN_ORDER);
    assertThat(sequence.accept(1)).isEqualTo(Outcome.DUPLICATE);
    assertThat(sequence.accept(2)).isEqualTo(Outcome.DUPLICATE);
    assertThat(sequence.accept(4)).isEqualTo(Outcome.GAP);
    assertThat(sequence.received()).isEqualTo(2);
    assertThat(sequence.accept(3)).isEqualTo(Outcome.IN_ORDER);
  }

  @Test
  void channel_has_a_tail_until_its_last_message_is_acknowledged() {
    OutboundSequence sequence = new OutboundSequence();
    assertThat(sequence.hasTail()).isFalse();

    sequence.next();
    sequence.next();
    sequence.acknowledge(1);
    assertThat(sequence.hasTail()).isTrue();

    sequence.acknowledge(2);
    assertThat(sequence.hasTail()).isFalse();
  }

  @Test
  void older_acknowledgement_takes_nothing_back() {
    OutboundSequence sequence = new OutboundSequence();
    sequence.next();
    sequence.next();
    sequence.acknowledge(2);
    sequence.acknowledge(1);

    assertThat(sequence.acknowledged()).isEqualTo(2);
  }

  @Test
  void acknowledgement_of_what_was_not_sent_is_refused() {
    OutboundSequence sequence = new OutboundSequence();
    sequence.next();

    assertThatThrownBy(() -> sequence.acknowledge(2))
        .hasMessage("message 2 is acknowledged, but the last one sent is 1");
  }

  @Test
  void frame_without_a_credit_is_refused() {
    CreditGrant grant = new CreditGrant(2);

    assertThatThrownBy(grant::onArrived).hasMessage("frame 1 came, but only 0 were granted");
  }

  @Test
  void frame_is_consumed_only_after_it_came() {
    CreditGrant grant = new CreditGrant(2);
    grant.announce();
    grant.onArrived();
    grant.onConsumed();

    assertThatThrownBy(grant::onConsumed).hasMessage("no frame is waiting; consumed so far: 1");
  }

  @Test
  void window_holds_at_least_one_frame() {
    assertThatThrownBy(() -> new CreditGrant(0))
        .hasMessage("a credit window holds at least 1 frame, found 0");
  }

  @Test
  void grant_is_due_at_the_start_and_when_half_the_window_is_consumed() {
    CreditGrant grant = new CreditGrant(4);
    assertThat(grant.isDue()).isTrue();
    assertThat(grant.announce()).isEqualTo(4);
    assertThat(grant.isDue()).isFalse();

    grant.onArrived();
    grant.onConsumed();
    assertThat(grant.isDue()).isFalse();
    grant.onArrived();
    grant.onConsumed();
    assertThat(grant.isDue()).isTrue();
    assertThat(grant.announce()).isEqualTo(6);
  }

  @Test
  void older_grant_takes_nothing_back() {
    CreditWindow window = new CreditWindow();
    window.grantUpTo(5);
    window.grantUpTo(3);

    assertThat(window.available()).isEqualTo(5);
  }

  /** The twin is a bag of credits that the receiver gives back one by one. */
  @Test
  void never_more_than_the_window_is_under_way_and_the_sender_does_not_starve() {
    Seeds.forEach(500, ChannelTest::creditsAgainstABag);
  }

  private static void creditsAgainstABag(RandomGenerator random) {
    int window = 1 + random.nextInt(9);
    CreditWindow sender = new CreditWindow();
    CreditGrant receiver = new CreditGrant(window);
    Deque<Long> grants = new ArrayDeque<>();
    int underWay = 0;
    long consumed = 0;
    for (int i = 0; i < 300; i++) {
      switch (random.nextInt(5)) {
        case 0 -> {
          if (sender.tryUse()) {
            underWay++;
          }
        }
        case 1 -> {
          if (underWay > 0) {
            underWay--;
            receiver.onArrived();
          }
        }
        case 2 -> {
          if (receiver.waiting() > 0) {
            receiver.onConsumed();
            consumed++;
          }
        }
        case 3 -> {
          if (receiver.isDue()) {
            grants.add(receiver.announce());
          }
        }
        default -> {
          if (!grants.isEmpty()) {
            long total = random.nextInt(4) == 0 ? grants.peekFirst() : grants.pollFirst();
            sender.grantUpTo(total);
          }
        }
      }
      long inBag = consumed + window - sender.used();
      assertThat(sender.available()).isBetween(0L, inBag);
      assertThat(underWay + receiver.waiting()).isLessThanOrEqualTo(window);
    }
    grants.forEach(sender::grantUpTo);
    while (underWay-- > 0) {
      receiver.onArrived();
    }
    while (receiver.waiting() > 0) {
      receiver.onConsumed();
    }
    if (receiver.isDue()) {
      sender.grantUpTo(receiver.announce());
    }
    assertThat(sender.available()).as("the sender can go on").isPositive();
  }
}
