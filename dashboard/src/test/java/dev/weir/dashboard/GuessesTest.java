package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuessesTest {

  private static final String PEER = "192.0.2.1";

  /** Clocks of the JVM may be negative. */
  private final AtomicLong clock = new AtomicLong(-Duration.ofHours(1).toNanos());

  private final Guesses guesses = new Guesses(clock::get);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      guesses.failed(PEER);
    }
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void peer_that_was_wrong_too_often_at_once_waits() {
    fail(Guesses.AT_ONCE - 1);
    assertThat(guesses.secondsToWait(PEER)).isZero();
    fail(1);
    assertThat(guesses.secondsToWait(PEER)).isEqualTo(Guesses.SECONDS_EACH);
    assertThat(guesses.secondsToWait("192.0.2.2")).isZero();
  }

  @Test
  void peer_that_has_waited_as_long_as_it_was_told_has_one_guess() {
    fail(Guesses.AT_ONCE);
    pass(Duration.ofMillis(1));
    assertThat(guesses.secondsToWait(PEER)).as("rounded up").isEqualTo(Guesses.SECONDS_EACH);
    pass(Duration.ofSeconds(Guesses.SECONDS_EACH).minusMillis(1));
    assertThat(guesses.secondsToWait(PEER)).isZero();
    fail(1);
    assertThat(guesses.secondsToWait(PEER)).isEqualTo(Guesses.SECONDS_EACH);
  }

  @Test
  void no_more_than_ten_guesses_a_minute_are_heard_however_often_somebody_tries() {
    int heard = 0;
    for (int second = 0; second < 3_600; second++) {
      for (int i = 0; i < 20; i++) {
        if (guesses.secondsToWait(PEER) == 0) {
          guesses.failed(PEER);
          heard++;
        }
      }
      pass(Duration.ofSeconds(1));
    }
    assertThat(heard).isEqualTo(Guesses.AT_ONCE + 3_600 / Guesses.SECONDS_EACH - 1);
  }

  @Test
  void what_was_wrong_is_forgotten() {
    fail(Guesses.AT_ONCE);
    pass(Duration.ofSeconds((long) Guesses.AT_ONCE * Guesses.SECONDS_EACH));
    fail(Guesses.AT_ONCE - 1);
    assertThat(guesses.secondsToWait(PEER)).isZero();
  }

  @Test
  void no_more_than_so_many_peers_are_remembered_and_the_latest_of_them() {
    fail(Guesses.AT_ONCE);
    for (int i = 1; i < Guesses.MOST_PEERS; i++) {
      guesses.failed("peer " + i);
    }
    assertThat(guesses.secondsToWait(PEER)).isPositive();
    guesses.failed("one more");
    assertThat(guesses.secondsToWait(PEER)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "2001:db8:0:7::1, 2001:db8:0:7:8::2, true",
    "2001:db8:0:7::1, 2001:db8:0:8::1, false"
  })
  void addresses_of_one_network_of_ipv6_are_one_peer(String one, String other, boolean same) {
    assertThat(peer(one).equals(peer(other))).isEqualTo(same);
  }

  private static String peer(String address) {
    return Guesses.peer(SocketAddress.inetSocketAddress(1, address));
  }
}
