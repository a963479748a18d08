package dev.weir.protocol.log;

/** What is to be done in storage to append an entry. */
public sealed interface LogAppendEffect {

  void applyTo(Handler handler);

  /** Whoever carries the effects out: one method for each. */
  interface Handler {
    void put(Put effect);

    void read(Read effect);

    void confirm(Confirm effect);
  }

  /**
   * Write the record at its number if there is none, then tell {@link LogAppend#onPut}.
   *
   * @param delayMillis to wait before
   */
  record Put(LogRecord record, long delayMillis) implements LogAppendEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.put(this);
    }
  }

  /** Read what stands at a number, then tell {@link LogAppend#onRead}. */
  record Read(long number) implements LogAppendEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.read(this);
    }
  }

  /**
   * Read the entry before this number, list the log, then tell {@link LogAppend#onConfirmation}.
   */
  record Confirm(long number) implements LogAppendEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.confirm(this);
    }
  }
}
