package dev.weir.runtime.channel;

import dev.weir.api.source.SourceSplit;
import java.util.List;

/**
 * Splits from an enumerator for one source reader.
 *
 * @param noMoreSplits whether these are the last ones
 */
public record SplitAssignment(
    long attempt,
    int channel,
    long sequence,
    List<? extends SourceSplit> splits,
    boolean noMoreSplits)
    implements ChannelMessage {}
