package dev.weir.runtime.channel;

/**
 * A message from one subtask to the next one downstream. {@link #attempt()} tells messages of a
 * dead attempt, {@link #sequence()} tells lost and repeated ones.
 */
public sealed interface ChannelMessage
    permits Frame,
        BarrierMessage,
        EndOfInput,
        SplitAssignment,
        SourceEventMessage,
        EndSource,
        EncodedMessage {

  /** The attempt of the sender. */
  long attempt();

  /** Index of the channel among the inputs of the receiver. */
  int channel();

  /** Number of this message on its channel, from 1, without gaps. */
  long sequence();

  /** Whether it takes a credit of the receiver to send it. */
  default boolean needsCredit() {
    return false;
  }
}
