package dev.weir.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.metrics.Counter;
import dev.weir.api.metrics.DescriptiveStatisticsHistogram;
import dev.weir.api.metrics.Histogram;
import dev.weir.api.metrics.Meter;
import dev.weir.api.metrics.MeterView;
import dev.weir.api.metrics.View;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RegisteredGroupTest {

  private final NodeMetrics node = NodeMetrics.create();
  private final MeterScope scope = node.newScope();
  private final List<View> views = new ArrayList<>();
  private final RegisteredGroup group =
      new RegisteredGroup(scope, views::add, "weir_operator", Tags.of("operator", "Map"));

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void counters_and_gauges_are_shown_with_their_groups() {
    Counter counter = group.addGroup("my.group").addGroup("colour", "red").counter("seen");
    group.gauge("depth", () -> 7);
    group.gauge("open", () -> true);
    counter.inc(5);
    counter.dec();

    assertThat(node.scrape())
        .contains("weir_operator_my_group_seen{colour=\"red\",operator=\"Map\"} 4.0")
        .contains("weir_operator_depth{operator=\"Map\"} 7.0")
        .contains("weir_operator_open{operator=\"Map\"} 1.0");
  }

  @Test
  void a_histogram_shows_its_quantiles_and_how_many_values_there_were() {
    Histogram histogram = group.histogram("size", new DescriptiveStatisticsHistogram(100));
    for (int value = 1; value <= 101; value++) {
      histogram.update(value);
    }

    assertThat(node.scrape())
        .contains("weir_operator_size{operator=\"Map\",quantile=\"0.5\"} 51.5")
        .contains("weir_operator_size_count{operator=\"Map\"} 101.0");
  }

  @Test
  void the_rate_of_a_meter_is_a_mean_over_its_span() {
    Meter meter = group.meter("rate", new MeterView(10));
    meter.markEvent(100);
    views.forEach(View::update);
    views.forEach(View::update);
    assertThat(meter.getRate()).isEqualTo(10);
    assertThat(node.scrape()).contains("weir_operator_rate{operator=\"Map\"} 10.0");

    views.forEach(View::update);
    assertThat(meter.getRate()).isZero();
  }

  @Test
  void a_name_taken_twice_or_with_other_tags_fails_nothing() {
    Counter first = group.counter("twice");
    Counter second = group.counter("twice");
    Counter tagged = group.addGroup("key", "value").counter("twice");
    first.inc();
    second.inc(2);
    tagged.inc(3);

    assertThat(second.getCount()).isEqualTo(2);
    assertThat(tagged.getCount()).isEqualTo(3);
    assertThat(node.scrape()).contains("weir_operator_twice{operator=\"Map\"} 1.0");
  }

  @Test
  void a_gauge_that_throws_or_is_no_number_hides_no_other() {
    group.gauge(
        "broken",
        () -> {
          throw new IllegalStateException("not now");
        });
    group.gauge("text", () -> "words");
    group.counter("sound").inc();

    assertThat(node.scrape())
        .contains("weir_operator_broken{operator=\"Map\"} NaN")
        .contains("weir_operator_text{operator=\"Map\"} NaN")
        .contains("weir_operator_sound{operator=\"Map\"} 1.0");
  }
}
