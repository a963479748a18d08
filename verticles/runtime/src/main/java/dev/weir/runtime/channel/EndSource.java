package dev.weir.runtime.channel;

/** From an enumerator to a source reader: emit nothing more, the input ends here. */
public record EndSource(long attempt, int channel, long sequence) implements ChannelMessage {}
