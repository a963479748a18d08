package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  private static final String KEY = "checkpointing.interval";

  @TempDir private Path directory;

  @Test
  void a_later_source_wins_over_an_earlier_one() throws IOException {
    Configuration reference = load(Map.of(), Map.of());
    Files.writeString(directory.resolve("weir.yaml"), "checkpointing:\n  interval: 1s\n");
    Configuration file = load(Map.of(), Map.of());
    Map<String, String> variables = Map.of("WEIR_CHECKPOINTING_INTERVAL", "2s");
    Configuration environment = load(variables, Map.of());
    Configuration commandLine = load(variables, Map.of(KEY, "3s"));
    Configuration program = commandLine.with(KEY, Duration.ofSeconds(4));

    assertThat(reference.get(KEY)).isEqualTo("none");
    assertThat(reference.origin(KEY).description()).startsWith("reference.yaml:");
    assertThat(file.get(KEY)).isEqualTo("1s");
    assertThat(file.origin(KEY)).hasToString(directory.resolve("weir.yaml") + ":2");
    assertThat(environment.get(KEY)).isEqualTo("2s");
    assertThat(environment.origin(KEY))
        .hasToString("environment variable WEIR_CHECKPOINTING_INTERVAL");
    assertThat(commandLine.get(KEY)).isEqualTo("3s");
    assertThat(commandLine.origin(KEY)).hasToString("command line");
    assertThat(program.get(KEY)).isEqualTo("4s");
    assertThat(program.origin(KEY)).isEqualTo(Origin.PROGRAM);
  }

  @Test
  void the_named_file_wins_over_that_of_the_environment_and_that_over_the_one_at_hand()
      throws IOException {
    Files.writeString(directory.resolve("weir.yaml"), "job.name: at-hand");
    Files.writeString(directory.resolve("variable.yaml"), "job.name: variable");
    Files.writeString(directory.resolve("named.yaml"), "job.name: named");
    ConfigurationSources sources = sources(Map.of("WEIR_CONFIG", "variable.yaml"), Map.of());

    assertThat(load(Map.of(), Map.of()).get("job.name")).isEqualTo("at-hand");
    assertThat(Configuration.load(sources).get("job.name")).isEqualTo("variable");
    assertThat(Configuration.load(sources.withFile(Path.of("named.yaml"))).get("job.name"))
        .isEqualTo("named");
  }

  @Test
  void a_named_file_must_be_there() {
    assertThatThrownBy(
            () -> Configuration.load(sources(Map.of("WEIR_CONFIG", "gone.yaml"), Map.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "the configuration file %s (environment variable WEIR_CONFIG) is not there, expected a"
                + " YAML file",
            directory.resolve("gone.yaml"));
  }

  @Test
  void a_huge_file_is_not_read() throws IOException {
    Files.write(directory.resolve("weir.yaml"), new byte[(1 << 20) + 1]);

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .hasMessageEndingWith("has 1048577 bytes, expected at most 1048576");
  }

  @Test
  void a_file_that_is_no_text_is_refused_with_its_name() throws IOException {
    Files.write(directory.resolve("weir.yaml"), new byte[] {(byte) 0xc3, 0x28});

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("weir.yaml cannot be read");
  }

  @Test
  void an_unknown_key_of_a_file_is_refused_with_its_line_and_a_suggestion() throws IOException {
    Path file = directory.resolve("weir.yaml");
    Files.writeString(file, "checkpointing:\n  mode: EXACTLY_ONCE\n  intervall: 1s\n");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "unknown key checkpointing.intervall (%s:3), did you mean checkpointing.interval?",
            file);
  }

  @Test
  void an_unknown_environment_variable_is_refused_with_a_suggestion() {
    assertThatThrownBy(() -> load(Map.of("WEIR_CHECKPOINTING_MIN_PAUS", "1s"), Map.of()))
        .hasMessage(
            "unknown key checkpointing.min-paus (environment variable"
                + " WEIR_CHECKPOINTING_MIN_PAUS), did you mean checkpointing.min-pause?");
  }

  @Test
  void an_unknown_key_of_the_command_line_is_refused() {
    assertThatThrownBy(() -> load(Map.of(), Map.of("kafka.servers.list", "x")))
        .hasMessage(
            "unknown key kafka.servers.list (command line), the keys are listed in"
                + " reference.yaml");
  }

  @Test
  void an_unknown_key_of_the_program_is_refused() {
    Configuration defaults = Configuration.defaults();

    assertThatThrownBy(() -> defaults.with("job.parallelisn", 2))
        .hasMessage("unknown key job.parallelisn (program), did you mean job.parallelism?");
    assertThatThrownBy(() -> defaults.get("job.parallelisn"))
        .hasMessageStartingWith("unknown key job.parallelisn");
    assertThatThrownBy(() -> defaults.origin("job.parallelisn"))
        .hasMessageStartingWith("unknown key job.parallelisn");
  }

  @Test
  void a_section_is_no_key() {
    assertThatThrownBy(() -> load(Map.of(), Map.of("channel", "8")))
        .hasMessage(
            "channel (command line) is a section, expected one of its keys: channel.credits,"
                + " channel.flush-interval, channel.frame-records,"
                + " channel.remote.acknowledgement-timeout, channel.remote.credits,"
                + " channel.remote.frame-size");
  }

  @Test
  void variables_that_kubernetes_adds_for_services_are_left_alone() {
    Map<String, String> links =
        Map.of(
            "WEIR_SERVICE_HOST", "10.0.0.1",
            "WEIR_SERVICE_PORT_HTTP", "80",
            "WEIR_PORT", "tcp://10.0.0.1:80",
            "WEIR_PORT_80_TCP_ADDR", "10.0.0.1",
            "WEIR_DASHBOARD_PORT", "tcp://10.0.0.1:8080");

    assertThat(load(links, Map.of()).settings()).isEqualTo(Configuration.defaults().settings());
  }

  @Test
  void a_bad_value_is_reported_with_the_place_where_it_was_written() throws IOException {
    Path file = directory.resolve("weir.yaml");
    Files.writeString(file, "job:\n  parallelism: many\n");

    assertThatThrownBy(() -> WeirOptions.of(load(Map.of(), Map.of())))
        .hasMessage("job.parallelism is \"many\" (%s:2), expected a whole number or auto", file);
  }

  @Test
  void values_set_by_the_program_are_read_back_exactly() {
    Configuration configuration =
        Configuration.defaults()
            .with("checkpointing.interval", Duration.ofMillis(1500))
            .with("checkpointing.mode", CheckpointingMode.AT_LEAST_ONCE)
            .with("state.rocksdb.memory", 20_000_000L)
            .with("restart.exponential-delay.jitter-factor", 0.25)
            .with("job.resume", true);
    WeirOptions options = WeirOptions.of(configuration);

    assertThat(options.checkpointing().interval()).contains(Duration.ofMillis(1500));
    assertThat(options.checkpointing().mode()).isEqualTo(CheckpointingMode.AT_LEAST_ONCE);
    assertThat(options.state().rocksdb().memoryBytes()).isEqualTo(20_000_000L);
    assertThat(options.restart().exponentialDelay().jitterFactor()).isEqualTo(0.25);
    assertThat(options.job().resume()).isTrue();
    assertThat(Configuration.defaults().get("job.resume")).isEqualTo("false");
  }

  private Configuration load(Map<String, String> environment, Map<String, String> commandLine) {
    return Configuration.load(sources(environment, commandLine));
  }

  private ConfigurationSources sources(
      Map<String, String> environment, Map<String, String> commandLine) {
    return new ConfigurationSources(Optional.empty(), directory, environment, commandLine);
  }
}
