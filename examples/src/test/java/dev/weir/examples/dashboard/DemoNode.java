package dev.weir.examples.dashboard;

import dev.weir.examples.ExampleProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo job in a JVM of its own, and where its dashboard is. */
final class DemoNode implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("dashboard at (http://\\S+?)/?$");

  private final ExampleProcess process;
  private final String address;

  private DemoNode(ExampleProcess process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Returns when the dashboard listens. */
  static DemoNode start(Path directory, String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("demo", "-Ddashboard.demo=true"));
    arguments.addAll(List.of(more));
    ExampleProcess process = ExampleProcess.start(directory, arguments);
    String line = process.awaitLine(text -> ADDRESS.matcher(text).find());
    Matcher matcher = ADDRESS.matcher(line);
    if (!matcher.find()) {
      throw new AssertionError("no address in: " + line);
    }
    return new DemoNode(process, matcher.group(1));
  }

  /** Without a slash at the end. */
  String address() {
    return address;
  }

  int port() {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** Returns when the process has ended by itself, with all that it logged. */
  void awaitEnd() throws InterruptedException {
    process.exitCode();
  }

  String log() {
    return process.text();
  }

  @Override
  public void close() {
    process.close();
  }
}
