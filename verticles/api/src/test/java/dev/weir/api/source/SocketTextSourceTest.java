package dev.weir.api.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SocketTextSourceTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static SourceDriver<String, ?, ?> driver(int port, String delimiter, long retrySeconds)
      throws Exception {
    return new SourceDriver<>(
        new SocketTextSource(
            InetAddress.getLoopbackAddress().getHostAddress(), port, delimiter, retrySeconds),
        1);
  }

  private static void send(ServerSocket server, String text) throws IOException {
    try (Socket accepted = server.accept()) {
      accepted.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void runToEnd(SourceDriver<String, ?, ?> driver) throws Exception {
    for (InputStatus status = driver.poll(0);
        status != InputStatus.END_OF_INPUT;
        status = driver.poll(0)) {
      if (status == InputStatus.NOTHING_AVAILABLE) {
        assertThat(driver.reader(0).isAvailable()).succeedsWithin(SOON);
      }
    }
  }

  @Test
  void lines_come_until_the_server_closes() throws Exception {
    try (ServerSocket server = server()) {
      var driver = driver(server.getLocalPort(), "\n", 0);
      send(server, "one\r\ntwo\n\nöß\ntail");
      runToEnd(driver);

      assertThat(driver.all()).containsExactly("one", "two", "", "öß", "tail");
      driver.close();
    }
  }

  @Test
  void a_delimiter_of_several_characters_ends_records() throws Exception {
    try (ServerSocket server = server()) {
      var driver = driver(server.getLocalPort(), "||", 0);
      send(server, "a|b||c\n||");
      runToEnd(driver);

      assertThat(driver.all()).containsExactly("a|b", "c\n");
    }
  }

  @Test
  void more_lines_than_the_queue_holds_all_come() throws Exception {
    try (ServerSocket server = server()) {
      var driver = driver(server.getLocalPort(), "\n", 0);
      send(server, "x\n".repeat(5000));
      runToEnd(driver);

      assertThat(driver.all()).hasSize(5000);
    }
  }

  @Test
  void a_lost_connection_is_made_again() throws Exception {
    try (ServerSocket server = server()) {
      var driver = driver(server.getLocalPort(), "\n", -1);
      for (int i : IntStream.range(0, 2).toArray()) {
        send(server, "line " + i + "\n");
        while (driver.all().size() <= i) {
          driver.poll(0);
          if (driver.all().size() <= i) {
            assertThat(driver.reader(0).isAvailable()).succeedsWithin(SOON);
          }
        }
      }

      assertThat(driver.all()).containsExactly("line 0", "line 1");
      assertThat(driver.reader(0).snapshotState(1)).hasSize(1);
      driver.close();
    }
  }

  @Test
  void a_server_that_is_not_there_is_named() throws Exception {
    int port;
    try (ServerSocket closed = server()) {
      port = closed.getLocalPort();
    }
    var driver = driver(port, "\n", 0);

    assertThatThrownBy(() -> runToEnd(driver))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read from")
        .hasMessageContaining(":" + port);
  }

  @Test
  void bad_addresses_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SocketTextSource("h", 0, "\n", 0))
        .withMessageContaining("found 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new SocketTextSource("h", 1, "", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new SocketTextSource("h", 1, "\n", -2));
  }
}
