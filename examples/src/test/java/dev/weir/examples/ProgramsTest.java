package dev.weir.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

  @TempDir private Path directory;

  @Test
  void window_word_count_counts_the_last_of_each_word() throws Exception {
    Path input = directory.resolve("text");
    Files.writeString(input, "weir stream weir\nWeir. weir stream, weir weir\n");

    assertThat(
            printed(
                "window-word-count", "--input", input.toString(), "--window", "3", "--slide", "2"))
        .containsExactlyInAnyOrder("(weir,2)", "(weir,3)", "(weir,3)", "(stream,2)");
  }

  @Test
  void session_windowing_sums_up_what_lies_close_together() throws Exception {
    assertThat(printed("session-windowing"))
        .containsExactlyInAnyOrder(
            "(river,1000,5)", "(lake,1500,3)", "(river,7000,4)", "(sea,9900,5)");
  }

  @Test
  void top_speed_windowing_tells_the_fastest_report_of_the_last_seconds() throws Exception {
    List<String> fastest =
        printed("top-speed-windowing", "--reports", "80", "--per-second", "10000");

    assertThat(fastest).isNotEmpty().allMatch(line -> line.matches("\\([01],\\d+,.*\\)"));
    assertThat(fastest).filteredOn(line -> line.startsWith("(0,90,")).isNotEmpty();
    assertThat(fastest).noneMatch(line -> line.startsWith("(0,9") && !line.startsWith("(0,90,"));
  }

  @Test
  void window_join_brings_together_what_is_of_one_gauge_and_window() throws Exception {
    assertThat(printed("window-join"))
        .containsExactlyInAnyOrder(
            "(upper,140,31,0)", "(upper,142,31,1200)", "(lower,90,30,500)", "(upper,150,36,2100)");
  }

  @Test
  void side_output_divides_words_by_their_length() throws Exception {
    assertThat(printed("side-output"))
        .containsExactlyInAnyOrder(
            "rejected: stream",
            "rejected: barrier",
            "rejected: stream",
            "(the,4)",
            "(weir,1)",
            "(holds,1)",
            "(water,1)",
            "(waits,1)",
            "(for,1)",
            "(and,1)",
            "(the,1)",
            "(goes,1)",
            "(on,1)");
  }

  @Test
  void state_machine_tells_of_events_that_cannot_happen() throws Exception {
    assertThat(
            printed(
                "state-machine", "--events", "24", "--per-second", "10000", "--error-every", "20"))
        .containsExactly("Alert[lock=3, state=FULL, kind=GATE_CLOSED]");
  }

  @Test
  void async_io_gives_answers_in_the_order_of_the_questions() throws Exception {
    assertThat(printed("async-io", "--numbers", "50")).containsExactlyElementsOf(squares(50));
  }

  @Test
  void async_io_gives_all_answers_as_they_come() throws Exception {
    assertThat(printed("async-io", "--numbers", "50", "--unordered"))
        .containsExactlyInAnyOrderElementsOf(squares(50));
  }

  @Test
  void socket_window_word_count_counts_what_a_server_sends() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ExampleProcess process =
            ExampleProcess.start(
                directory,
                List.of(
                    "socket-window-word-count",
                    "--port",
                    String.valueOf(server.getLocalPort()),
                    "--window-ms",
                    "200"))) {
      server.setSoTimeout(120_000);
      try (Socket client = server.accept();
          OutputStream out = client.getOutputStream()) {
        out.write("weir\nstream weir\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        process.awaitLine(line -> line.contains("(stream,1)"));
        process.awaitLine(line -> line.contains("(weir,"));
      }
    }
  }

  private static List<String> squares(int upTo) {
    return LongStream.rangeClosed(1, upTo)
        .mapToObj(number -> number + " squared is " + number * number)
        .toList();
  }

  /** What the program printed that is not of the engine, without the numbers of the subtasks. */
  private List<String> printed(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--checkpoint-dir", directory.resolve("checkpoints").toString()));
    try (ExampleProcess process = ExampleProcess.start(directory, all)) {
      assertThat(process.exitCode()).as(process.text()).isZero();
      return process
          .text()
          .lines()
          .map(line -> line.replaceFirst("^\\d+> ", ""))
          .filter(line -> line.matches("[(].*[)]|rejected: .*|Alert.*|\\d+ squared is \\d+"))
          .toList();
    }
  }
}
