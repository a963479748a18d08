package dev.weir.benchmarks.cell;

import java.util.Locale;

/** What the engines are compared on. */
public enum Workload {
  /** Source, map, filter and sink on one thread, without a shuffle. */
  PASSTHROUGH,
  /** A running count for each of many keys, uniformly drawn. */
  KEYEDCOUNT,
  /** Sentences, split into words, and a running count for each word. */
  WORDCOUNT,
  /** Counts per key and second of event time; records come out of order within bounds. */
  WINDOW,
  /** A running count per key of records that come at a fixed rate; how late each count comes. */
  LATENCY;

  /** The name on the command line and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
