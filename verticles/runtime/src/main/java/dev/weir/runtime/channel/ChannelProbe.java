package dev.weir.runtime.channel;

/**
 * "How far have you come?" From the sending end of a channel to its receiving end on another node,
 * which answers with a {@link CreditMessage} at once, whatever the receiving subtask is busy with.
 *
 * @param channel index of the channel among the inputs of the receiver
 * @param sent number of the last message that was sent before this, on the same connection
 */
public record ChannelProbe(long attempt, int channel, long sent) {}
