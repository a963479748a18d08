package dev.weir.protocol.log;

import dev.weir.protocol.Step;
import dev.weir.protocol.log.LogAppendEffect.Put;
import java.util.Optional;

/**
 * Appends one entry so that of all coordinators that believe themselves in office only one
 * succeeds.
 *
 * <pre>
 * state       event                             next        effects
 * Securing    put: created                      Putting     Put
 * Securing    put: exists                       Rereading   Read
 * Securing    put: outcome unknown              Securing    Put (the same, later)
 * Rereading   read: as it was read before       Putting     Put
 * Rereading   read: another one, or gone        Deposed     -
 * Rereading   read: failed                      Rereading   Read
 * Putting     put: created                      Confirming  Confirm
 * Putting     put: exists                       Comparing   Read
 * Putting     put: outcome unknown              Putting     Put (a new writing, later)
 * Comparing   read: an earlier writing of ours  Confirming  Confirm
 * Comparing   read: another one's, or gone      Deposed     -
 * Comparing   read: failed                      Comparing   Read
 * Confirming  predecessor as we know it, none   Appended    -
 *             above
 * Confirming  otherwise                         Deposed     -
 * Confirming  confirmation: failed              Confirming  Confirm
 * </pre>
 *
 * <p>Appended and Deposed are final; events there are refused with an {@link
 * IllegalStateException}. Who is deposed begins no other append: that would be for the same number,
 * and what it writes would have the identity of what it wrote before. If that was removed
 * meanwhile, the entry above would seem to follow the new one.
 *
 * <p><b>Why this is safe although old entries are removed.</b> Entries are removed in ascending
 * order and the highest is never removed. Suppose a coordinator that is out of date puts entry
 * {@code n} and the put succeeds. Either {@code n} was never there: then it is the append that
 * counts, and whoever comes later finds it. Or {@code n} was there and has been removed: then its
 * predecessor {@code n - 1} was removed before it, and an entry above {@code n} is there. The
 * predecessor cannot have come back as the out-of-date coordinator knows it, since no two writings
 * are equal: another straggler's entry at {@code n - 1} differs. So the confirmation fails. Entry 1
 * has no predecessor; for it the entry above decides. A confirmation may also fail after an append
 * that counts, when the next coordinator was quick: then the entry stands, the job goes on from it,
 * and only this coordinator stops, which it would have had to do anyway.
 *
 * <p>What a deposed coordinator wrote below the first entry of the log is not part of it: no entry
 * follows it. {@link JobHistory} leaves it out and the next truncation removes it.
 *
 * <p><b>Why the entry that a new coordinator found last is put once more.</b> It may have been seen
 * before it was durable, and may be gone after a crash of the storage. An entry that follows it
 * would then follow nothing: its writer is deposed, but the entry stands in the way of every
 * append, and the log cannot be read any more. What is put, or found by a put, is durable. If it
 * had been removed because nobody needs it, an entry above is there, and the confirmation fails.
 *
 * <p><b>Why an unknown outcome is not an error.</b> A put that failed with an I/O error may have
 * been carried out. Until that is known the checkpoint neither exists nor does not, so the put is
 * repeated until storage gives a definite answer.
 */
public sealed interface LogAppend {

  /** What storage said to a put-if-absent. */
  enum PutOutcome {
    CREATED,
    EXISTS,
    /** An I/O error: it may or may not have been carried out. */
    UNKNOWN
  }

  /**
   * What was found in storage.
   *
   * @param predecessor the entry before, if there is one
   * @param highest the highest number in the log
   */
  record Confirmation(Optional<LogRecord> predecessor, long highest) {}

  Step<LogAppend, LogAppendEffect> onPut(PutOutcome outcome);

  /**
   * @param found what stands at the number
   */
  Step<LogAppend, LogAppendEffect> onRead(Optional<LogRecord> found);

  Step<LogAppend, LogAppendEffect> onConfirmation(Confirmation confirmation);

  /** A read or a confirmation ended in an I/O error. */
  Step<LogAppend, LogAppendEffect> onReadFailed();

  /**
   * Begins the first append of a coordinator.
   *
   * @param last the last entry as it was read; empty if there is none
   */
  static Step<LogAppend, LogAppendEffect> takeOver(
      Optional<LogRecord> last, long term, String node, LogEntry entry) {
    LogRecord record = record(last, term, node, entry);
    return last.isEmpty()
        ? Putting.of(record, last)
        : Step.to(new Securing(record, last.get(), 1), new Put(last.get(), 0));
  }

  /**
   * Begins another append.
   *
   * @param last what this coordinator appended before; empty if it begins a log
   */
  static Step<LogAppend, LogAppendEffect> begin(
      Optional<LogRecord> last, long term, String node, LogEntry entry) {
    return Putting.of(record(last, term, node, entry), last);
  }

  private static LogRecord record(
      Optional<LogRecord> last, long term, String node, LogEntry entry) {
    long number = last.map(LogRecord::number).orElse(0L) + 1;
    last.filter(record -> record.term() > term)
        .ifPresent(
            record -> {
              throw new IllegalArgumentException(
                  "term %d cannot append after entry %d of term %d"
                      .formatted(term, record.number(), record.term()));
            });
    String follows = last.map(LogRecord::identity).orElse(LogRecord.NOTHING);
    return new LogRecord(number, term, node, 1, follows, entry);
  }

  /**
   * What is to be followed is put once more, so that it is durable.
   *
   * @param tries how often
   */
  record Securing(LogRecord record, LogRecord last, int tries) implements LogAppend {

    @Override
    public Step<LogAppend, LogAppendEffect> onPut(PutOutcome outcome) {
      return switch (outcome) {
        case CREATED -> Putting.of(record, Optional.of(last));
        case EXISTS ->
            Step.to(new Rereading(record, last), new LogAppendEffect.Read(last.number()));
        case UNKNOWN ->
            Step.to(
                new Securing(record, last, tries + 1), new Put(last, Putting.delayMillis(tries)));
      };
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onRead(Optional<LogRecord> found) {
      throw unexpected("a read", this);
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onConfirmation(Confirmation confirmation) {
      throw unexpected("a confirmation", this);
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onReadFailed() {
      throw unexpected("a failed read", this);
    }
  }

  /** An entry is there; is it still the one to be followed? */
  record Rereading(LogRecord record, LogRecord last) implements LogAppend {

    @Override
    public Step<LogAppend, LogAppendEffect> onRead(Optional<LogRecord> found) {
      if (found.equals(Optional.of(last))) {
        return Putting.of(record, found);
      }
      return Step.to(
          new Deposed(
              "the last entry was %s, found %s"
                  .formatted(last, found.map(LogRecord::toString).orElse("none"))));
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onReadFailed() {
      return Step.to(this, new LogAppendEffect.Read(last.number()));
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onPut(PutOutcome outcome) {
      throw unexpected("a put", this);
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onConfirmation(Confirmation confirmation) {
      throw unexpected("a confirmation", this);
    }
  }

  /** The put is under way. */
  record Putting(LogRecord record, Optional<LogRecord> last) implements LogAppend {

    private static final long FIRST_DELAY_MILLIS = 50;
    private static final long MAX_DELAY_MILLIS = 5_000;

    private static Step<LogAppend, LogAppendEffect> of(LogRecord record, Optional<LogRecord> last) {
      return Step.to(new Putting(record, last), new Put(record, 0));
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onPut(PutOutcome outcome) {
      switch (outcome) {
        case CREATED:
          return Step.to(
              new Confirming(record, last), new LogAppendEffect.Confirm(record.number()));
        case EXISTS:
          return Step.to(new Comparing(record, last), new LogAppendEffect.Read(record.number()));
        case UNKNOWN:
          LogRecord again = record.writtenAgain();
          return Step.to(new Putting(again, last), new Put(again, delayMillis(record.writing())));
      }
      throw new IllegalStateException("no such outcome: " + outcome);
    }

    /**
     * @param tries how often it was tried
     */
    private static long delayMillis(int tries) {
      int doublings = Math.min(tries - 1, 10);
      return Math.min(FIRST_DELAY_MILLIS << doublings, MAX_DELAY_MILLIS);
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onRead(Optional<LogRecord> found) {
      throw unexpected("a read", this);
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onConfirmation(Confirmation confirmation) {
      throw unexpected("a confirmation", this);
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onReadFailed() {
      throw unexpected("a failed read", this);
    }
  }

  /** Something stands at our number; is it what we wrote? */
  record Comparing(LogRecord record, Optional<LogRecord> last) implements LogAppend {

    @Override
    public Step<LogAppend, LogAppendEffect> onRead(Optional<LogRecord> found) {
      if (found.isEmpty()) {
        return Step.to(
            new Deposed("entry %d was there and has been removed".formatted(record.number())));
      }
      LogRecord there = found.get();
      if (there.isSameAppend(record)) {
        return Step.to(new Confirming(there, last), new LogAppendEffect.Confirm(there.number()));
      }
      return Step.to(
          new Deposed(
              "entry %d is of term %d and node %s, this coordinator has term %d on node %s"
                  .formatted(
                      there.number(), there.term(), there.node(), record.term(), record.node())));
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onReadFailed() {
      return Step.to(this, new LogAppendEffect.Read(record.number()));
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onPut(PutOutcome outcome) {
      throw unexpected("a put", this);
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onConfirmation(Confirmation confirmation) {
      throw unexpected("a confirmation", this);
    }
  }

  /** Our record stands at its number; does it stand in the log? */
  record Confirming(LogRecord record, Optional<LogRecord> last) implements LogAppend {

    @Override
    public Step<LogAppend, LogAppendEffect> onConfirmation(Confirmation confirmation) {
      if (!confirmation.predecessor().equals(last)) {
        return Step.to(
            new Deposed(
                "the entry before %d is %s, expected %s"
                    .formatted(
                        record.number(), describe(confirmation.predecessor()), describe(last))));
      }
      if (confirmation.highest() > record.number()) {
        return Step.to(
            new Deposed(
                "entry %d was appended after %d by another coordinator"
                    .formatted(confirmation.highest(), record.number())));
      }
      return Step.to(new Appended(new LoggedEntry(record)));
    }

    private static String describe(Optional<LogRecord> record) {
      return record.map(LogRecord::toString).orElse("missing");
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onReadFailed() {
      return Step.to(this, new LogAppendEffect.Confirm(record.number()));
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onPut(PutOutcome outcome) {
      throw unexpected("a put", this);
    }

    @Override
    public Step<LogAppend, LogAppendEffect> onRead(Optional<LogRecord> found) {
      throw unexpected("a read", this);
    }
  }

  /** It is in the log. */
  record Appended(LoggedEntry logged) implements Ended {}

  /** Another coordinator has taken over; this one stops. */
  record Deposed(String reason) implements Ended {}

  /** Nothing more happens. */
  sealed interface Ended extends LogAppend {

    @Override
    default Step<LogAppend, LogAppendEffect> onPut(PutOutcome outcome) {
      throw unexpected("a put", this);
    }

    @Override
    default Step<LogAppend, LogAppendEffect> onRead(Optional<LogRecord> found) {
      throw unexpected("a read", this);
    }

    @Override
    default Step<LogAppend, LogAppendEffect> onConfirmation(Confirmation confirmation) {
      throw unexpected("a confirmation", this);
    }

    @Override
    default Step<LogAppend, LogAppendEffect> onReadFailed() {
      throw unexpected("a failed read", this);
    }
  }

  private static IllegalStateException unexpected(String event, LogAppend state) {
    return new IllegalStateException("%s was reported to an append in %s".formatted(event, state));
  }
}
