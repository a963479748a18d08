package dev.weir.runtime.link;

/** What passes on the links of an attempt. */
public sealed interface LinkTraffic {

  /** What bears the number of another attempt is dropped. */
  long attempt();

  /** The address of whoever sent this. */
  String from();

  /**
   * A command, a report, or what a reader tells its enumerator.
   *
   * @param number from 1, without gaps, for each pair of sender and receiver
   */
  record Message(long attempt, String from, long number, Object body) implements LinkTraffic {}

  /**
   * The question how far the receiver has come.
   *
   * @param sent number of the last message that was sent before it
   */
  record Probe(long attempt, String from, long sent) implements LinkTraffic {}

  /**
   * @param received number up to which everything has come
   */
  record Acknowledgement(long attempt, String from, long received) implements LinkTraffic {}
}
