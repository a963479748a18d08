package dev.weir.benchmarks.driver;

import dev.weir.benchmarks.cell.Cell;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Runs a cell in a JVM of its own, with the jar of its engine and the same flags for all. */
final class FreshJvm {

  private static final Set<String> IN_THIS_JAR = Set.of("weir", "limit");

  private final List<String> flags;
  private final Path log;
  private final Machine machine = Machine.here();

  /**
   * Runs JVMs with these flags.
   *
   * @param log where what they print as errors is added
   */
  FreshJvm(List<String> flags, Path log) {
    this.flags = List.copyOf(flags);
    this.log = log;
  }

  /**
   * Runs a cell.
   *
   * @return its figures, and on what they were measured
   * @throws NoFiguresException if the process prints no figures; its errors are in the log
   */
  JsonObject run(Cell cell) throws IOException, InterruptedException {
    List<String> command = command(cell);
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    String figures =
        printed
            .lines()
            .filter(line -> line.startsWith("{"))
            .findFirst()
            .orElseThrow(
                () ->
                    new NoFiguresException(
                        "%s printed no figures and ended with exit code %d; its errors are in %s"
                            .formatted(String.join(" ", command), exitCode, log)));
    return machine
        .describe(new JsonObject(figures))
        .put("command", String.join(" ", command.subList(1, command.size())));
  }

  /**
   * Checks that an engine can be run.
   *
   * @throws IllegalArgumentException if there is no jar of that engine
   */
  void requireJar(String engine) {
    if (!Files.isRegularFile(jar(engine))) {
      throw new IllegalArgumentException(
          "There is no engine %s: expected its jar at %s".formatted(engine, jar(engine)));
    }
  }

  private List<String> command(Cell cell) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            "-jar",
            jar(cell.engine()).toString(),
            "--engine",
            cell.engine(),
            "--workload",
            cell.workload().label(),
            "--parallelism",
            String.valueOf(cell.parallelism()),
            "--events",
            String.valueOf(cell.events()),
            "--keys",
            String.valueOf(cell.keys()),
            "--rate",
            String.valueOf(cell.load().perSecond()),
            "--checkpoint-ms",
            String.valueOf(cell.checkpointMillis()),
            "--backend",
            cell.backend().name().toLowerCase(Locale.ROOT)));
    return command;
  }

  private static Path jar(String engine) {
    Path ours = thisJar();
    return IN_THIS_JAR.contains(engine)
        ? ours
        : ours.resolveSibling("../%1$s/target/weir-benchmarks-%1$s.jar".formatted(engine))
            .normalize();
  }

  private static Path thisJar() {
    try {
      return Path.of(FreshJvm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The place of the benchmark jar is not a path", e);
    }
  }
}
