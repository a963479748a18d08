package dev.weir.benchmarks.nexmark;

import dev.weir.benchmarks.cell.Events;
import java.util.List;

/**
 * The stream of events, each a function of its offset: of fifty, one is a person, three are
 * auctions and 46 are bids. As in the generator of Nexmark, half of the bids are for the hottest of
 * a hundred auctions and three of four are by the hottest of a hundred people; the other bids are
 * for one of the last hundred auctions, or for one that comes soon, by one of the last thousand
 * people. A hundred thousand events make one second.
 */
public final class Site {

  /** Events in a millisecond. */
  private static final int PER_MILLI = 100;

  private static final int ROUND = 50;
  private static final int AUCTIONS = 3;
  private static final long FIRST_ID = 1000;
  private static final int HOT = 100;
  private static final int OPEN_AUCTIONS = 100;
  private static final int AUCTIONS_SOON = 10;
  private static final int ACTIVE_PEOPLE = 1000;
  private static final int CATEGORIES = 5;
  private static final int FIRST_CATEGORY = 10;
  private static final long LONGEST_AUCTION_MILLIS = 20_000;
  private static final double DECIMAL_PLACES = 6;

  private static final List<String> STATES = List.of("AZ", "CA", "ID", "OR", "WA", "WY");
  private static final List<String> CITIES =
      List.of("Phoenix", "Palo Alto", "Boise", "Portland", "Bend", "Redmond", "Kent", "Cheyenne");
  private static final String[] CHANNELS = texts("channel-", 1024);
  private static final String[] URLS = texts("https://www.nexmark.com/item.htm?query=1&id=", 1024);
  private static final String[] EXTRAS = texts("nothing that matters, but is sent ", 1024);
  private static final String[] NAMES = texts("Peter Jones ", 4096);

  private Site() {}

  /** The event at an offset. */
  public static Event event(long offset) {
    long round = offset / ROUND;
    int place = (int) (offset % ROUND);
    long random = Events.mix(offset);
    long time = offset / PER_MILLI;
    if (place == 0) {
      return person(FIRST_ID + round, random, time);
    }
    return place <= AUCTIONS
        ? auction(FIRST_ID + round * AUCTIONS + place - 1, round, random, time)
        : bid(round, random, time);
  }

  private static Person person(long id, long random, long time) {
    return new Person(
        id,
        NAMES[(int) random & NAMES.length - 1],
        CITIES.get(below(random >>> 16, CITIES.size())),
        STATES.get(below(random >>> 32, STATES.size())),
        time);
  }

  private static Auction auction(long id, long round, long random, long time) {
    long length = 1L + below(random >>> 20, LONGEST_AUCTION_MILLIS);
    long category = (long) FIRST_CATEGORY + below(random >>> 8, CATEGORIES);
    long seller =
        below(random >>> 4, 4) > 0 ? FIRST_ID + round / HOT * HOT : active(round, random >>> 32);
    return new Auction(
        id,
        EXTRAS[(int) random & EXTRAS.length - 1],
        below(random >>> 13, 1000),
        time,
        time + length,
        seller,
        category);
  }

  private static Bid bid(long round, long random, long time) {
    long last = round * AUCTIONS;
    long auction =
        (random & 1) == 0
            ? last / HOT * HOT
            : Math.max(0, last - OPEN_AUCTIONS)
                + below(random >>> 8, OPEN_AUCTIONS + AUCTIONS_SOON);
    long bidder =
        (random & 6) != 0 ? FIRST_ID + round / HOT * HOT + 1 : active(round, random >>> 32);
    double exponent = (random >>> 40) / (double) (1 << 24) * DECIMAL_PLACES;
    return new Bid(
        FIRST_ID + auction,
        bidder,
        Math.round(Math.pow(10, exponent) * 100),
        CHANNELS[(int) (random >>> 12) & CHANNELS.length - 1],
        URLS[(int) (random >>> 22) & URLS.length - 1],
        time,
        EXTRAS[(int) (random >>> 30) & EXTRAS.length - 1]);
  }

  private static long active(long round, long random) {
    return FIRST_ID + Math.max(0, round - ACTIVE_PEOPLE) + below(random, ACTIVE_PEOPLE);
  }

  private static int below(long random, long bound) {
    return (int) ((random >>> 1 & 0x3FFF_FFFF) % bound);
  }

  private static String[] texts(String prefix, int count) {
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      texts[i] = prefix + Long.toString(Events.mix(i) >>> 40, Character.MAX_RADIX);
    }
    return texts;
  }
}
