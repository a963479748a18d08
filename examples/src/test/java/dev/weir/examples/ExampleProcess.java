package dev.weir.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The examples in a JVM of their own, from the class path of the tests. */
public final class ExampleProcess implements AutoCloseable {

  private static final long SECONDS = 120;

  private final Process process;
  private final Thread reader;
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  private ExampleProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "output-of-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** A command of the examples. */
  public static ExampleProcess start(Path directory, List<String> arguments) throws IOException {
    return start(directory, System.getProperty("java.class.path"), Main.class.getName(), arguments);
  }

  /** A program of its own, beside the examples. */
  public static ExampleProcess start(
      Path directory, Path classes, String mainClass, List<String> arguments) throws IOException {
    String classPath = classes + File.pathSeparator + System.getProperty("java.class.path");
    return start(directory, classPath, mainClass, arguments);
  }

  private static ExampleProcess start(
      Path directory, String classPath, String mainClass, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    return new ExampleProcess(
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start());
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("output could not be read: " + e);
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Waits for a line; the ones before it count too. */
  public String awaitLine(Predicate<String> wanted) throws InterruptedException {
    return awaitLine(1, wanted);
  }

  /** Waits for the nth line of a kind. */
  public synchronized String awaitLine(int nth, Predicate<String> wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      List<String> found = lines.stream().filter(wanted).toList();
      if (found.size() >= nth) {
        return found.get(nth - 1);
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      assertThat(!ended && left > 0).as("a line that does not come, in\n%s", text()).isTrue();
      wait(left);
    }
  }

  public synchronized String text() {
    return String.join("\n", lines);
  }

  /**
   * Waits for a while.
   *
   * @return whether it ended by itself
   */
  public boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** SIGTERM. */
  public void terminate() {
    process.toHandle().destroy(); // that of the process itself would close its output, too
  }

  /** SIGKILL. */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Waits for the end, and for all output. */
  public int exitCode() throws InterruptedException {
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("no end of\n%s", text()).isTrue();
    reader.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while a process ended", e));
    }
  }
}
