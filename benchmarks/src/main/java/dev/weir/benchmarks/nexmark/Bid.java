package dev.weir.benchmarks.nexmark;

import java.io.Serializable;

/** Somebody bids for something, which may be announced a little later. */
public record Bid(
    long auction, long bidder, long price, String channel, String url, long time, String extra)
    implements Event, Serializable {

  /** Whether this one outbids another; of equal prices one wins, whichever comes first. */
  public boolean beats(Bid other) {
    if (price != other.price) {
      return price > other.price;
    }
    return print() > other.print();
  }

  /** Whether this one is the later of two bids of one bidder for one auction. */
  public boolean replaces(Bid other) {
    return time != other.time ? time > other.time : beats(other);
  }

  /** What this bid adds to a checksum. */
  public long print() {
    return Prints.of(auction, bidder, price, time);
  }
}
