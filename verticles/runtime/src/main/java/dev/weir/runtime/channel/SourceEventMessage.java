package dev.weir.runtime.channel;

import dev.weir.api.source.SourceEvent;

/** An event from an enumerator to a source reader. */
public record SourceEventMessage(long attempt, int channel, long sequence, SourceEvent event)
    implements ChannelMessage {}
