package dev.weir.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.channel.InboundSequence.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class LinkTest {

  private static final int MESSAGES = 3;
  private static final int PATIENCE = 2;

  /** Two to ask, as many as patience for answers, and one to spare. */
  private static final int TICKS = 2 * (PATIENCE + 3);

  @Test
  void messages_in_order_pass() {
    LinkReceiver receiver = new LinkReceiver();

    assertThat(receiver.accept(1)).isEqualTo(Outcome.IN_ORDER);
    assertThat(receiver.accept(2)).isEqualTo(Outcome.IN_ORDER);
    assertThat(receiver.hasAll(2)).isTrue();
  }

  @Test
  void a_repeated_message_is_dropped_and_the_link_goes_on() {
    LinkReceiver receiver = new LinkReceiver();
    receiver.accept(1);

    assertThat(receiver.accept(1)).isEqualTo(Outcome.DUPLICATE);
    assertThat(receiver.accept(2)).isEqualTo(Outcome.IN_ORDER);
  }

  @Test
  void nothing_passes_behind_a_gap_even_if_the_missing_message_comes_late() {
    LinkReceiver receiver = new LinkReceiver();

    assertThat(receiver.accept(2)).isEqualTo(Outcome.GAP);
    assertThat(receiver.accept(1)).isEqualTo(Outcome.GAP);
    assertThat(receiver.isBroken()).isTrue();
    assertThat(receiver.received()).isZero();
  }

  @Test
  void a_question_for_more_than_has_come_breaks_the_link() {
    LinkReceiver receiver = new LinkReceiver();
    receiver.accept(1);

    assertThat(receiver.hasAll(2)).isFalse();
    assertThat(receiver.accept(2)).isEqualTo(Outcome.GAP);
  }

  @Test
  void an_acknowledgement_of_what_was_not_sent_is_refused() {
    assertThatThrownBy(() -> new LinkSender(PATIENCE).acknowledge(1))
        .isInstanceOf(IllegalStateException.class);
  }

  /**
   * All that can happen to three messages, and to the first questions and answers: each is lost,
   * passes, comes twice, or is overtaken by the next one.
   */
  @Test
  void whatever_happens_to_what_is_sent_all_is_delivered_or_the_link_is_given_up() {
    int fates = Fate.values().length;
    int carried = 2 * MESSAGES + 2;
    long schedules = Math.round(Math.pow(fates, carried));
    for (long schedule = 0; schedule < schedules; schedule++) {
      Conversation conversation = new Conversation(schedule);
      conversation.run();
      conversation.check();
    }
  }

  private enum Fate {
    PASS,
    LOST,
    TWICE,
    OVERTAKEN
  }

  /** What the digits of a number, in base four, say becomes of what is sent; the rest passes. */
  private static final class Conversation {
    private final LinkSender sender = new LinkSender(PATIENCE);
    private final LinkReceiver receiver = new LinkReceiver();
    private final List<Long> delivered = new ArrayList<>();
    private final List<Runnable> toReceiver = new ArrayList<>();
    private final List<Runnable> toSender = new ArrayList<>();
    private final long schedule;
    private long fates;
    private boolean silent;

    Conversation(long schedule) {
      this.schedule = schedule;
      this.fates = schedule;
    }

    void run() {
      for (int message = 0; message < MESSAGES; message++) {
        carry(toReceiver, this::arrive, sender.next());
      }
      for (int tick = 0; tick < TICKS && !isOver(); tick++) {
        switch (sender.onTick()) {
          case NOTHING -> {}
          case ASK -> carry(toReceiver, this::ask, sender.sent());
          case SILENT -> silent = true;
        }
      }
    }

    private boolean isOver() {
      return silent || receiver.isBroken();
    }

    private void arrive(long number) {
      Outcome outcome = receiver.accept(number);
      if (outcome == Outcome.IN_ORDER) {
        delivered.add(number);
      }
      if (outcome != Outcome.GAP) {
        carry(toSender, sender::acknowledge, receiver.received());
      }
    }

    private void ask(long sent) {
      if (receiver.hasAll(sent)) {
        carry(toSender, sender::acknowledge, receiver.received());
      }
    }

    private void carry(List<Runnable> overtaken, LongConsumer arrival, long number) {
      Fate fate = Fate.values()[(int) (fates % Fate.values().length)];
      fates /= Fate.values().length;
      switch (fate) {
        case LOST -> {}
        case OVERTAKEN -> overtaken.add(() -> arrival.accept(number));
        case PASS -> pass(overtaken, arrival, number);
        case TWICE -> {
          pass(overtaken, arrival, number);
          pass(overtaken, arrival, number);
        }
      }
    }

    private static void pass(List<Runnable> overtaken, LongConsumer arrival, long number) {
      arrival.accept(number);
      List<Runnable> late = List.copyOf(overtaken);
      overtaken.clear();
      late.forEach(Runnable::run);
    }

    void check() {
      List<Long> sent = List.of(1L, 2L, 3L);
      assertThat(delivered)
          .as("schedule %d", schedule)
          .isEqualTo(sent.subList(0, delivered.size()));
      if (!isOver()) {
        assertThat(delivered).as("schedule %d", schedule).isEqualTo(sent);
        assertThat(sender.acknowledged()).as("schedule %d", schedule).isEqualTo(MESSAGES);
      }
    }
  }
}
