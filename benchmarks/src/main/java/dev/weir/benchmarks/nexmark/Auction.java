package dev.weir.benchmarks.nexmark;

import java.io.Serializable;

/** Something is offered, until it expires. */
public record Auction(
    long id, String item, long reserve, long time, long expires, long seller, long category)
    implements Event, Serializable {}
