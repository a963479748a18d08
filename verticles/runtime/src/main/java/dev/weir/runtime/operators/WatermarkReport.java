package dev.weir.runtime.operators;

import dev.weir.api.source.SourceEvent;

/**
 * How far event time has come, for alignment: of a reader, for its enumerator; of all readers of a
 * source, for the enumerators of other sources of the group.
 *
 * @param source the id of the source's vertex
 * @param watermark {@code Long.MAX_VALUE} of those that nobody need wait for
 */
public record WatermarkReport(String source, long watermark) implements SourceEvent {}
