package dev.weir.benchmarks.cell;

import java.util.Arrays;
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
  LATENCY,
  /** Keyed count, and an operator that throws half-way: how long until results come again. */
  RECOVERY,
  /** Keyed count into a sink that takes its time: how long checkpoints last. */
  BACKPRESSURE,
  /** A hundred bytes for each key, made first and then changed one after the other. */
  BIGSTATE,
  /** The same, and a few keys get most of the changes. */
  BIGSTATE_ZIPF,
  /** Passes on all bids. */
  NEXMARK_Q0,
  /** Converts the price of each bid. */
  NEXMARK_Q1,
  /** Keeps the bids for some auctions. */
  NEXMARK_Q2,
  /** Joins auctions of one category with sellers of some states. */
  NEXMARK_Q3,
  /** The average closing price of each category. */
  NEXMARK_Q4,
  /** The auction with most bids in windows that slide. */
  NEXMARK_Q5,
  /** The highest bid of each window. */
  NEXMARK_Q7,
  /** Joins people with what they offer in the same window. */
  NEXMARK_Q8,
  /** How many bids somebody makes in one session. */
  NEXMARK_Q11,
  /** How many bids somebody makes in windows of the clock. */
  NEXMARK_Q12,
  /** The latest bid of each bidder for each auction. */
  NEXMARK_Q18,
  /** The ten highest bids for each auction. */
  NEXMARK_Q19,
  /** Joins bids with the auctions of one category. */
  NEXMARK_Q20;

  /** Whether the state is made before anything is measured. */
  public boolean isPreloaded() {
    return this == BIGSTATE || this == BIGSTATE_ZIPF;
  }

  /** Whether it is a query of Nexmark. */
  public boolean isNexmark() {
    return name().startsWith("NEXMARK");
  }

  /** The workload of a name. */
  public static Workload of(String label) {
    for (Workload workload : values()) {
      if (workload.label().equalsIgnoreCase(label)) {
        return workload;
      }
    }
    throw new IllegalArgumentException(
        "There is no workload %s, expected one of %s"
            .formatted(label, Arrays.stream(values()).map(Workload::label).toList()));
  }

  /** The name on the command line and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
