package dev.weir.benchmarks.nexmark;

import java.io.Serializable;

/** Somebody has registered. */
public record Person(long id, String name, String city, String state, long time)
    implements Event, Serializable {}
