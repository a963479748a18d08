package dev.weir.examples.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.ExampleProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

  private static final int SIGTERM = 128 + 15;

  @TempDir private Path directory;

  @Test
  void demo_fails_on_purpose_recovers_stops_at_sigterm_and_goes_on() throws Exception {
    try (ExampleProcess demo = start("--fail-every=3s")) {
      demo.awaitLine(line -> line.startsWith("  Look at   the dashboard"));
      demo.awaitLine(line -> line.startsWith("alert> card "));
      demo.awaitLine(line -> line.contains("failed on purpose, as --fail-every says"));
      demo.awaitLine(2, line -> line.endsWith("job demo is RUNNING"));
      demo.terminate();

      assertThat(demo.exitCode()).as(demo.text()).isEqualTo(SIGTERM);
      assertThat(demo.text())
          .contains("demo: stopped; demo --resume goes on from the last checkpoint");
    }
    try (ExampleProcess demo = start("--resume")) {
      demo.awaitLine(line -> line.contains("job demo goes on with run 1 from checkpoint"));
      demo.awaitLine(line -> line.startsWith("alert> card "));
      demo.terminate();

      assertThat(demo.exitCode()).as(demo.text()).isEqualTo(SIGTERM);
    }
  }

  @Test
  void demo_with_a_number_of_payments_ends_by_itself() throws Exception {
    try (ExampleProcess demo = start("--payments=4000")) {
      assertThat(demo.exitCode()).as(demo.text()).isZero();
      assertThat(demo.text()).contains("demo: all payments made");
    }
  }

  private ExampleProcess start(String... more) throws Exception {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of("demo", "--port=0", "--checkpoint-interval=200", "--rate=4000"));
    arguments.addAll(List.of(more));
    return ExampleProcess.start(directory, arguments);
  }

  @Test
  void the_same_seed_makes_the_same_payments_and_some_are_suspicious() {
    PaymentGenerator one = new PaymentGenerator(7, 100);
    PaymentGenerator same = new PaymentGenerator(7, 100);
    PaymentGenerator other = new PaymentGenerator(8, 100);

    assertThat(one.map(12_345L)).isEqualTo(same.map(12_345L)).isNotEqualTo(other.map(12_345L));
    assertThat(one.map(100L).at()).isEqualTo(1_000);
  }

  @Test
  void velocity_of_a_card_fades_with_time() {
    CardHistory history =
        CardHistory.NONE.plus(payment(0, 100)).plus(payment(0, 200)).plus(payment(0, 300));

    assertThat(history.velocity()).isEqualTo(3);
    assertThat(history.averageCents()).isEqualTo(200);
    assertThat(history.plus(payment(60_000, 400)).velocity()).isBetween(1.0, 1.01);
  }

  private static Payment payment(long at, long cents) {
    return new Payment(0, at, 1, 1, "DE", cents);
  }
}
