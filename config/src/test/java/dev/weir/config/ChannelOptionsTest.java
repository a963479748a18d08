package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelOptionsTest {

  @Test
  void defaults_are_those_of_the_reference() {
    assertThat(Given.options(Map.of()).channel())
        .isEqualTo(
            new ChannelOptions(
                512,
                Duration.ofMillis(5),
                8,
                new ChannelOptions.Remote(30 << 10, 16, Duration.ofSeconds(4))));
  }

  @Test
  void every_key_maps() {
    assertThat(
            Given.options(
                    Map.of(
                        "channel.frame-records", "64",
                        "channel.flush-interval", "20ms",
                        "channel.credits", "2",
                        "channel.remote.frame-size", "64kb",
                        "channel.remote.credits", "5",
                        "channel.remote.acknowledgement-timeout", "2s"))
                .channel())
        .isEqualTo(
            new ChannelOptions(
                64,
                Duration.ofMillis(20),
                2,
                new ChannelOptions.Remote(64 << 10, 5, Duration.ofSeconds(2))));
  }

  @Test
  void bad_values_say_why() {
    assertThat(Given.complaintAbout("channel.frame-records", "0"))
        .isEqualTo("channel.frame-records is \"0\" (command line), expected from 1 to 65536");
    assertThat(Given.complaintAbout("channel.frame-records", "65537")).endsWith("to 65536");
    assertThat(Given.complaintAbout("channel.flush-interval", "-1ms"))
        .contains("channel.flush-interval is \"-1ms\"");
    assertThat(Given.complaintAbout("channel.credits", "0")).endsWith("expected at least 1");
    assertThat(Given.complaintAbout("channel.remote.frame-size", "2mb"))
        .endsWith("expected from 1kb to 1mb");
    assertThat(Given.complaintAbout("channel.remote.credits", "0")).endsWith("expected at least 1");
    assertThat(Given.complaintAbout("channel.remote.acknowledgement-timeout", "99ms"))
        .endsWith("expected at least 100ms");
  }
}
