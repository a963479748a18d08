package dev.weir.runtime.channel;

/** No more records follow on this channel; barriers may. */
public record EndOfInput(long attempt, int channel, long sequence) implements ChannelMessage {}
