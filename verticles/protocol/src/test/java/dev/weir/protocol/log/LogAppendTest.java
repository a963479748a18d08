package dev.weir.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.Step;
import dev.weir.protocol.log.LogAppend.Appended;
import dev.weir.protocol.log.LogAppend.Comparing;
import dev.weir.protocol.log.LogAppend.Confirmation;
import dev.weir.protocol.log.LogAppend.Confirming;
import dev.weir.protocol.log.LogAppend.Deposed;
import dev.weir.protocol.log.LogAppend.PutOutcome;
import dev.weir.protocol.log.LogAppend.Putting;
import dev.weir.protocol.log.LogAppendEffect.Confirm;
import dev.weir.protocol.log.LogAppendEffect.Put;
import dev.weir.protocol.log.LogAppendEffect.Read;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogAppendTest {

  private static final LogEntry ENTRY = new LogEntry.LeaderElected(5);
  private static final LogRecord LAST =
      new LogRecord(6, 1, "a", 1, "5/1/a/1", new LogEntry.LeaderElected(1));
  private static final LogRecord OURS = new LogRecord(7, 2, "b", 1, "6/1/a/1", ENTRY);
  private static final LogRecord OURS_AGAIN = new LogRecord(7, 2, "b", 2, "6/1/a/1", ENTRY);
  private static final LogRecord THEIRS = new LogRecord(7, 2, "c", 1, "6/1/a/1", ENTRY);

  private final Step<LogAppend, LogAppendEffect> begun =
      LogAppend.begin(Optional.of(LAST), 2, "b", ENTRY);
  private final LogAppend putting = begun.next();
  private final LogAppend confirming = putting.onPut(PutOutcome.CREATED).next();
  private final LogAppend comparing = putting.onPut(PutOutcome.EXISTS).next();

  @Test
  void append_begins_with_a_put_at_the_next_number() {
    assertThat(begun.effects()).containsExactly(new Put(OURS, 0));
    assertThat(putting).isInstanceOf(Putting.class);
  }

  @Test
  void first_entry_has_number_one() {
    assertThat(LogAppend.begin(Optional.empty(), 1, "b", ENTRY).effects())
        .containsExactly(new Put(new LogRecord(1, 1, "b", 1, LogRecord.NOTHING, ENTRY), 0));
  }

  @Test
  void new_coordinator_puts_the_entry_that_it_found_last_before_its_own() {
    Step<LogAppend, LogAppendEffect> securing = takenOver();

    assertThat(securing.effects()).containsExactly(new Put(LAST, 0));
    assertThat(securing.next().onPut(PutOutcome.CREATED).effects())
        .containsExactly(new Put(OURS, 0));
    assertThat(securing.next().onPut(PutOutcome.EXISTS).effects()).containsExactly(new Read(6));
  }

  private static Step<LogAppend, LogAppendEffect> takenOver() {
    return LogAppend.takeOver(Optional.of(LAST), 2, "b", ENTRY);
  }

  @Test
  void entry_found_last_is_put_again_until_the_outcome_is_known() {
    Step<LogAppend, LogAppendEffect> again = takenOver().next().onPut(PutOutcome.UNKNOWN);

    assertThat(again.effects()).containsExactly(new Put(LAST, 50));
    assertThat(again.next().onPut(PutOutcome.UNKNOWN).effects())
        .containsExactly(new Put(LAST, 100));
  }

  @Test
  void entry_found_last_is_followed_if_it_is_still_there() {
    LogAppend rereading = takenOver().next().onPut(PutOutcome.EXISTS).next();

    assertThat(rereading.onReadFailed().effects()).containsExactly(new Read(6));
    assertThat(rereading.onRead(Optional.of(LAST)).effects()).containsExactly(new Put(OURS, 0));
  }

  @Test
  void new_coordinator_is_deposed_if_the_entry_it_found_last_is_another_one_or_gone() {
    LogAppend rereading = takenOver().next().onPut(PutOutcome.EXISTS).next();

    assertThat(rereading.onRead(Optional.of(LAST.writtenAgain())).next())
        .isInstanceOf(Deposed.class);
    assertThat(rereading.onRead(Optional.empty()).next()).isInstanceOf(Deposed.class);
  }

  @Test
  void new_coordinator_of_an_empty_log_begins_with_its_entry() {
    assertThat(LogAppend.takeOver(Optional.empty(), 1, "b", ENTRY).effects())
        .containsExactly(new Put(new LogRecord(1, 1, "b", 1, LogRecord.NOTHING, ENTRY), 0));
  }

  @Test
  void created_entry_is_confirmed() {
    assertThat(putting.onPut(PutOutcome.CREATED).effects()).containsExactly(new Confirm(7));
    assertThat(confirming).isInstanceOf(Confirming.class);
  }

  @Test
  void entry_that_exists_is_compared() {
    assertThat(putting.onPut(PutOutcome.EXISTS).effects()).containsExactly(new Read(7));
    assertThat(comparing).isInstanceOf(Comparing.class);
  }

  @Test
  void put_of_unknown_outcome_is_repeated_as_another_writing() {
    Step<LogAppend, LogAppendEffect> again = putting.onPut(PutOutcome.UNKNOWN);
    assertThat(again.effects()).containsExactly(new Put(OURS_AGAIN, 50));

    assertThat(again.next().onPut(PutOutcome.UNKNOWN).effects())
        .containsExactly(new Put(new LogRecord(7, 2, "b", 3, "6/1/a/1", ENTRY), 100));
  }

  @Test
  void pause_before_a_repeated_put_stays_below_five_seconds() {
    LogAppend append = putting;
    Put last = new Put(OURS, 0);
    for (int i = 0; i < 100; i++) {
      Step<LogAppend, LogAppendEffect> step = append.onPut(PutOutcome.UNKNOWN);
      append = step.next();
      last = (Put) step.effects().get(0);
    }
    assertThat(last.delayMillis()).isEqualTo(5_000);
  }

  @Test
  void earlier_writing_of_ours_is_ours() {
    LogAppend again = putting.onPut(PutOutcome.UNKNOWN).next().onPut(PutOutcome.EXISTS).next();
    Step<LogAppend, LogAppendEffect> step = again.onRead(Optional.of(OURS));

    assertThat(step.effects()).containsExactly(new Confirm(7));
    assertThat(step.next()).isEqualTo(new Confirming(OURS, Optional.of(LAST)));
  }

  @Test
  void entry_of_another_deposes_us() {
    assertThat(comparing.onRead(Optional.of(THEIRS)).next())
        .isEqualTo(
            new Deposed("entry 7 is of term 2 and node c, this coordinator has term 2 on node b"));
  }

  @Test
  void entry_that_was_removed_meanwhile_deposes_us() {
    assertThat(comparing.onRead(Optional.empty()).next())
        .isEqualTo(new Deposed("entry 7 was there and has been removed"));
  }

  @Test
  void failed_read_is_repeated() {
    assertThat(comparing.onReadFailed().effects()).containsExactly(new Read(7));
    assertThat(confirming.onReadFailed().effects()).containsExactly(new Confirm(7));
  }

  @Test
  void confirmed_entry_is_appended() {
    LogAppend end = confirming.onConfirmation(new Confirmation(Optional.of(LAST), 7)).next();

    assertThat(end)
        .isInstanceOfSatisfying(
            Appended.class, appended -> assertThat(appended.logged().record()).isEqualTo(OURS));
  }

  @Test
  void missing_predecessor_deposes_us() {
    assertThat(confirming.onConfirmation(new Confirmation(Optional.empty(), 7)).next())
        .isInstanceOfSatisfying(
            Deposed.class,
            deposed ->
                assertThat(deposed.reason()).startsWith("the entry before 7 is missing, expected"));
  }

  @Test
  void other_predecessor_deposes_us() {
    LogRecord other = new LogRecord(6, 1, "a", 2, "5/1/a/1", LAST.entry());

    assertThat(confirming.onConfirmation(new Confirmation(Optional.of(other), 7)).next())
        .isInstanceOf(Deposed.class);
  }

  @Test
  void entry_above_deposes_us() {
    assertThat(confirming.onConfirmation(new Confirmation(Optional.of(LAST), 9)).next())
        .isEqualTo(new Deposed("entry 9 was appended after 7 by another coordinator"));
  }

  @Test
  void smaller_term_cannot_append() {
    assertThatThrownBy(() -> LogAppend.begin(Optional.of(THEIRS), 1, "b", ENTRY))
        .hasMessage("term 1 cannot append after entry 7 of term 2");
  }

  @Test
  void event_in_the_wrong_state_is_refused() {
    assertThatThrownBy(() -> putting.onRead(Optional.empty()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("a read was reported to an append in Putting[");
    assertThatThrownBy(() -> confirming.onPut(PutOutcome.CREATED))
        .isInstanceOf(IllegalStateException.class);
    LogAppend deposed = comparing.onRead(Optional.empty()).next();
    assertThatThrownBy(deposed::onReadFailed).isInstanceOf(IllegalStateException.class);
  }
}
