package dev.weir.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code java -jar} of the one jar, a cluster of one with either backend, on the JDK of this build
 * and on those that are installed beside it: the JVM warns of nothing.
 */
class FatJarIT {

  private static final Path JAR = Path.of("target", "weir-examples.jar").toAbsolutePath();
  private static final long SECONDS = 120;

  /**
   * A queue inside Hazelcast asks sun.misc.Unsafe, of which JDK 24 and newer warn in four lines;
   * nothing in a manifest can allow that.
   */
  private static final List<String> OF_HAZELCAST =
      List.of(
          "WARNING: A terminally deprecated method in sun.misc.Unsafe has been called",
          "WARNING: sun.misc.Unsafe::objectFieldOffset has been called by com.hazelcast.",
          "WARNING: Please consider reporting this to the maintainers of class com.hazelcast.",
          "WARNING: sun.misc.Unsafe::objectFieldOffset will be removed in a future release");

  @TempDir private Path directory;

  static Stream<Path> javas() throws IOException {
    Path home = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> homes = new ArrayList<>(List.of(home));
    try (Stream<Path> beside = Files.list(home.getParent())) {
      for (Path other : beside.toList()) {
        Path real = other.toRealPath();
        if (Files.isExecutable(real.resolve("bin/java")) && !homes.contains(real)) {
          homes.add(real);
        }
      }
    }
    return homes.stream().map(found -> found.resolve("bin/java"));
  }

  @ParameterizedTest
  @MethodSource("javas")
  void the_jvm_warns_of_nothing(Path java) throws Exception {
    for (String backend : List.of("heap", "rocksdb")) {
      List<String> warnings =
          run(java, backend)
              .lines()
              .filter(line -> line.startsWith("WARNING"))
              .filter(line -> OF_HAZELCAST.stream().noneMatch(line::startsWith))
              .toList();

      assertThat(warnings).as("%s with %s", java, backend).isEmpty();
    }
  }

  private String run(Path java, String backend) throws Exception {
    Path output = directory.resolve("output-" + backend);
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-jar",
                JAR.toString(),
                "demo",
                "--payments=200",
                "--rate=400",
                "--state-backend=" + backend,
                "--checkpoint-dir=" + directory.resolve("checkpoints-" + backend),
                "--cluster",
                "-Dcluster.port=" + freePort(),
                "--port=0")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(ended).as("no end of\n%s", text).isTrue();
      assertThat(process.exitValue()).as(text).isZero();
      return text;
    } finally {
      process.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
