package dev.weir.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Nodes as JVMs of their own on the loopback address, and what they log, in the order it comes. */
final class Cluster implements AutoCloseable {

  private static final long SECONDS = 90;

  private final Class<?> program;
  private final List<String> jvmOptions;
  private final Path directory;
  private final int port;
  private final List<String> arguments;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();

  private record Line(int node, long millis, String text) {}

  /** A node, numbered in the order of the starts. */
  record Node(int number, Process process) {

    boolean isAlive() {
      return process.isAlive();
    }

    private void signal(String name) throws IOException, InterruptedException {
      int done =
          new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      assertThat(done).as("kill -%s of node %d", name, number).isZero();
    }
  }

  /**
   * @param arguments of every node
   */
  Cluster(Path directory, List<String> arguments) throws IOException {
    this(Main.class, List.of("-Xmx384m"), directory, arguments);
  }

  private Cluster(Class<?> program, List<String> jvmOptions, Path directory, List<String> arguments)
      throws IOException {
    this.program = program;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.directory = directory;
    this.arguments = List.copyOf(arguments);
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  /**
   * Nodes of another program than that of the examples.
   *
   * @param jvmOptions of every node, with the size of its heap
   */
  static Cluster of(
      Class<?> program, List<String> jvmOptions, Path directory, List<String> arguments)
      throws IOException {
    return new Cluster(program, jvmOptions, directory, arguments);
  }

  /** Starts a node with more arguments. */
  Node start(String... more) throws IOException {
    return start(List.of(), directory, more);
  }

  /** Starts a node by a command that runs another. */
  Node startUnder(List<String> prefix, String... more) throws IOException {
    return start(prefix, directory, more);
  }

  /** Starts a node in another working directory. */
  Node startIn(Path workingDirectory, String... more) throws IOException {
    return start(List.of(), workingDirectory, more);
  }

  private Node start(List<String> prefix, Path workingDirectory, String... more)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    command.addAll(List.of("--cluster", "-Dcluster.port=" + port, "-Ddashboard.enabled=false"));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .directory(workingDirectory.toFile())
            .redirectErrorStream(true)
            .start();
    Node node = new Node(nodes.size() + 1, process);
    nodes.add(node);
    Thread reader = new Thread(() -> read(node), "output-of-node-" + node.number());
    reader.setDaemon(true);
    reader.start();
    return node;
  }

  private void read(Node node) {
    try (BufferedReader output = node.process().inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        add(node, line);
      }
    } catch (IOException e) {
      add(node, "output could not be read: " + e);
    }
    add(node, "output has ended");
  }

  private synchronized void add(Node node, String text) {
    lines.add(new Line(node.number(), System.currentTimeMillis(), text));
    notifyAll();
  }

  /** A mark: what is logged from now on comes after it. */
  synchronized int mark() {
    return lines.size();
  }

  /** Waits until some node has logged a line after a mark. */
  synchronized String awaitLine(int mark, Predicate<String> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    int next = mark;
    while (true) {
      for (; next < lines.size(); next++) {
        if (wanted.test(lines.get(next).text())) {
          return lines.get(next).text();
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      assertThat(left).as("a line that does not come, in\n%s", text()).isPositive();
      wait(left);
    }
  }

  /** Waits until an attempt that was placed on so many nodes after a mark runs. */
  void awaitRunningOn(int nodeCount, int mark) throws InterruptedException {
    String placed = " runs on " + nodeCount + " nodes";
    awaitLine(mark, line -> line.contains(placed));
    int after = markOfLast(placed);
    awaitLine(after, line -> line.endsWith("is RUNNING"));
  }

  private synchronized int markOfLast(String part) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).text().contains(part)) {
        return i;
      }
    }
    return 0;
  }

  /** What was logged after a mark and contains something. */
  synchronized List<String> linesSince(int mark, String part) {
    return lines.subList(mark, lines.size()).stream()
        .map(Line::text)
        .filter(line -> line.contains(part))
        .toList();
  }

  List<Node> all() {
    return List.copyOf(nodes);
  }

  /** How long no attempt was running, each time one was replaced, in milliseconds. */
  synchronized List<Long> pauses() {
    List<Long> pauses = new ArrayList<>();
    long since = -1;
    for (Line line : lines) {
      if (line.text().endsWith("is INITIALIZING") && since < 0) {
        since = line.millis();
      } else if (line.text().endsWith("is RUNNING") && since >= 0) {
        pauses.add(line.millis() - since);
        since = -1;
      }
    }
    return pauses;
  }

  List<Node> living() {
    return nodes.stream().filter(Node::isAlive).toList();
  }

  /** The node that has said last that it coordinates, if it lives. */
  synchronized Node coordinator() {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).text().contains("this node coordinates")) {
        return nodes.get(lines.get(i).node() - 1);
      }
    }
    throw new AssertionError("nobody has said that it coordinates, in\n" + text());
  }

  /** SIGKILL; returns when the process is gone. */
  void kill(Node node) throws InterruptedException {
    node.process().destroyForcibly();
    node.process().waitFor();
  }

  /** SIGTERM. */
  void terminate(Node node) {
    node.process().toHandle().destroy();
  }

  /** SIGSTOP. */
  void stop(Node node) throws IOException, InterruptedException {
    node.signal("STOP");
  }

  /** SIGCONT. */
  void resume(Node node) throws IOException, InterruptedException {
    node.signal("CONT");
  }

  int exitCode(Node node) throws InterruptedException {
    assertThat(node.process().waitFor(SECONDS, TimeUnit.SECONDS))
        .as("no end of node %d in\n%s", node.number(), text())
        .isTrue();
    return node.process().exitValue();
  }

  synchronized String text() {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.node()).append("> ").append(line.text()).append('\n');
    }
    return text.toString();
  }

  /** What was logged goes to the file that {@code -Dcluster.log} names, if it does. */
  @Override
  public void close() throws IOException, InterruptedException {
    for (Node node : nodes) {
      kill(node);
    }
    String log = System.getProperty("cluster.log");
    if (log != null) {
      Files.writeString(Path.of(log), text());
    }
  }
}
