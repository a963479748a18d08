package dev.weir.runtime.operators;

import dev.weir.api.source.SourceEvent;

/**
 * From an enumerator to its readers: what is ahead of this in event time waits for the others.
 *
 * @param maxAllowed {@code Long.MAX_VALUE}: nothing waits
 */
public record WatermarkLimit(long maxAllowed) implements SourceEvent {}
