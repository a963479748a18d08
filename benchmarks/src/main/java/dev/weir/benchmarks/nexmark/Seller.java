package dev.weir.benchmarks.nexmark;

import java.io.Serializable;

/** Who sells something, and where. */
public record Seller(String name, String city, String state, long person, long auction)
    implements Serializable {

  /** Joins both. */
  public static Seller of(Person person, Auction auction) {
    return new Seller(person.name(), person.city(), person.state(), person.id(), auction.id());
  }
}
