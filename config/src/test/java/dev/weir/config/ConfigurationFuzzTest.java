package dev.weir.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.faults.fuzz.Fuzz;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuration files and values that nobody wrote. */
final class ConfigurationFuzzTest {

  @TempDir private Path directory;

  @Test
  void damaged_configuration_is_read_or_refused() throws IOException {
    fuzzAll(5_000);
  }

  @Tag("long")
  @Test
  void very_many_damaged_configurations_are_read_or_refused() throws IOException {
    fuzzAll(200_000);
  }

  private void fuzzAll(int inputs) throws IOException {
    List<byte[]> files = List.of(reference(), "job:\n  name: x\n".getBytes(UTF_8), new byte[0]);
    long seed = Fuzz.seed();
    System.out.println(text(files).run(seed, inputs));
    System.out.println(file(files).run(seed, inputs / 5));
    System.out.println(values().run(seed, inputs));
  }

  private static byte[] reference() throws IOException {
    try (InputStream in = Configuration.class.getResourceAsStream("/reference.yaml")) {
      return in.readAllBytes();
    }
  }

  private static Fuzz text(List<byte[]> files) {
    return Fuzz.of(
            "YAML",
            input -> YamlSettings.read("weir.yaml", new String(input, UTF_8)),
            files,
            ConfigurationException.class)
        .saying("weir.yaml")
        .allocating(8 << 20, 4_000);
  }

  private Fuzz file(List<byte[]> files) {
    Path file = directory.resolve("weir.yaml");
    ConfigurationSources sources =
        new ConfigurationSources(Optional.of(file), directory, Map.of(), Map.of());
    return new Fuzz(
        "configuration file",
        input -> {
          Files.write(file, input);
          WeirOptions.of(Configuration.load(sources));
        },
        files,
        List.of(ConfigurationException.class, InvalidOptionException.class),
        "weir.yaml",
        8 << 20,
        4_000,
        Duration.ofSeconds(5));
  }

  /** The first byte says of which key the rest is the value. */
  private Fuzz values() {
    Path nowhere = directory.resolve("without-file");
    List<String> keys = List.copyOf(Configuration.defaults().settings().keySet());
    List<byte[]> sound =
        List.of(
            sound(keys, "job.parallelism", "4"),
            sound(keys, "checkpointing.interval", "10 s"),
            sound(keys, "job.name", "words"));
    return new Fuzz(
        "value",
        input -> {
          String key = keys.get(input.length == 0 ? 0 : (input[0] & 0xFF) % keys.size());
          int start = Math.min(1, input.length);
          String value = new String(input, start, input.length - start, UTF_8);
          WeirOptions.of(
              Configuration.load(
                  new ConfigurationSources(
                      Optional.empty(), nowhere, Map.of(), Map.of(key, value))));
        },
        sound,
        List.of(ConfigurationException.class, InvalidOptionException.class),
        ".",
        8 << 20,
        4_000,
        Duration.ofSeconds(5));
  }

  private static byte[] sound(List<String> keys, String key, String value) {
    return ((char) keys.indexOf(key) + value).getBytes(UTF_8);
  }
}
