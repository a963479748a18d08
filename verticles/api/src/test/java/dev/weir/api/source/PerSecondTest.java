package dev.weir.api.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PerSecondTest {

  private long now;
  private final List<Long> waits = new ArrayList<>();

  private PerSecond limiter(double permitsPerSecond) {
    return new PerSecond(
        permitsPerSecond,
        () -> now,
        nanos -> {
          waits.add(nanos);
          return new CompletableFuture<>();
        });
  }

  @Test
  void the_rate_is_kept_over_time() {
    PerSecond limiter = limiter(1000);
    long taken = 0;
    for (int step = 0; step < 10_000; step++) {
      taken += limiter.acquire(256);
      now += TimeUnit.MICROSECONDS.toNanos(700);
    }

    assertThat(taken).isBetween(6998L, 7001L);
  }

  @Test
  void an_empty_bucket_waits_for_the_next_permit() {
    PerSecond limiter = limiter(10);
    assertThat(limiter.acquire(5)).isEqualTo(1);
    assertThat(limiter.acquire(5)).isZero();
    assertThat(limiter.isAvailable()).isNotDone();
    assertThat(waits).containsExactly(TimeUnit.MILLISECONDS.toNanos(100));

    now += TimeUnit.MILLISECONDS.toNanos(100);
    assertThat(limiter.isAvailable()).isCompleted();
    assertThat(limiter.acquire(5)).isEqualTo(1);
  }

  @Test
  void high_rates_wait_a_millisecond_at_least() {
    PerSecond limiter = limiter(1_000_000);
    limiter.acquire(1);
    limiter.isAvailable();

    assertThat(waits).containsExactly(TimeUnit.MILLISECONDS.toNanos(1));
  }

  @Test
  void a_long_pause_is_not_made_up_for_at_once() {
    PerSecond limiter = limiter(1000);
    now += TimeUnit.HOURS.toNanos(1);

    assertThat(limiter.acquire(1_000_000)).isEqualTo(100);
  }

  @Test
  void the_wait_of_the_real_clock_ends() {
    PerSecond limiter = new PerSecond(100);
    limiter.acquire(1);

    assertThat(limiter.isAvailable()).succeedsWithin(java.time.Duration.ofSeconds(30));
  }

  @Test
  void strategies_share_the_rate_and_refuse_nonsense() {
    RateLimiter half = RateLimiterStrategy.perCheckpoint(11).createRateLimiter(2);
    assertThat(half.acquire(100)).isEqualTo(5);
    assertThat(RateLimiterStrategy.noOp().createRateLimiter(2).acquire(100)).isEqualTo(100);

    assertThatIllegalArgumentException().isThrownBy(() -> RateLimiterStrategy.perSecond(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RateLimiterStrategy.perSecond(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> RateLimiterStrategy.perCheckpoint(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RateLimiterStrategy.perCheckpoint(2).createRateLimiter(3))
        .withMessageContaining("parallelism 3, found 2");
  }
}
