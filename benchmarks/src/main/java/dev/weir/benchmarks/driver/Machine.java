package dev.weir.benchmarks.driver;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What the figures were measured on.
 *
 * @param processor its model name, or its architecture where the system does not say
 * @param commit of the sources, or "unknown" outside a repository
 */
record Machine(String processor, int processors, String system, String java, String commit) {

  private static final Path CPU = Path.of("/proc/cpuinfo");

  static Machine here() {
    return new Machine(
        processorModel(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.version"),
        currentCommit());
  }

  /** Adds the machine and the time to the figures. */
  JsonObject describe(JsonObject figures) {
    return figures
        .put("at", Instant.now().toString())
        .put("commit", commit)
        .put(
            "machine",
            new JsonObject()
                .put("processor", processor)
                .put("processors", processors)
                .put("system", system)
                .put("java", java));
  }

  private static String processorModel() {
    String architecture = System.getProperty("os.arch");
    try {
      return Files.readAllLines(CPU).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse(architecture);
    } catch (IOException notOnThisSystem) {
      return architecture;
    }
  }

  private static String currentCommit() {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return commit.isBlank() ? "unknown" : commit.trim();
    } catch (IOException noGit) {
      return "unknown";
    }
  }
}
