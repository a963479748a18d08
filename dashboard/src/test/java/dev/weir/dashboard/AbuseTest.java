package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.NetSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hostile clients over real sockets, while a job runs: after each, it goes on as before. */
@ResourceLock(RunningJob.ALONE)
class AbuseTest {

  private static final int SOCKETS = 2_000;
  private static final int SLOW_READERS = 50;

  private static RunningJob running;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    running = new RunningJob(directory, Map.of());
    running.awaitCheckpoints(2);
  }

  @AfterAll
  static void stop() throws Exception {
    running.close();
  }

  /** Checkpoints go on, none has failed, no attempt either. */
  @AfterEach
  void job_is_untouched() {
    running.awaitCheckpoints(running.completedCheckpoints() + 2);
    String job = "/jobs/" + running.id();
    assertThat(
            running
                .send(HttpMethod.GET, job + "/checkpoints", "")
                .json()
                .getJsonObject("counts")
                .getLong("failed"))
        .isZero();
    assertThat(running.send(HttpMethod.GET, job, "").json().getLong("attempt")).isEqualTo(1);
  }

  @Test
  void thousands_of_idle_sockets_keep_nobody_out() {
    List<NetSocket> open = new ArrayList<>();
    for (int i = 0; i < SOCKETS; i++) {
      open.add(await(running.netClient.connect(running.port, "127.0.0.1")));
    }
    assertThat(running.send(HttpMethod.GET, "/jobs", "").status()).isEqualTo(200);
    open.forEach(NetSocket::close);
  }

  @Test
  void readers_that_read_nothing_hold_up_nobody() {
    List<WebSocket> slow = new ArrayList<>();
    for (int i = 0; i < SLOW_READERS; i++) {
      WebSocket socket =
          await(
              running.webSocketClient.connect(
                  new WebSocketConnectOptions()
                      .setHost("127.0.0.1")
                      .setPort(running.port)
                      .setURI("/feed")));
      socket.pause();
      slow.add(socket);
    }
    running.awaitCheckpoints(running.completedCheckpoints() + 10);
    assertThat(running.send(HttpMethod.GET, "/jobs", "").status()).isEqualTo(200);
    slow.forEach(
        socket -> {
          socket.resume();
          socket.close();
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /../../etc/passwd HTTP/1.1 | 400,404",
        "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1 | 400,404",
        "GET /webjars/../weir-dashboard-api/openapi.json HTTP/1.1 | 400,404",
        "GET /webjars/%2e%2e/%2e%2e/%2e%2e/logback.xml HTTP/1.1 | 400,404",
        "DELETE /jobs HTTP/1.1 | 404,405",
        "TRACE / HTTP/1.1 | 404,405",
        "PUT /jobs/1/stop HTTP/1.1 | 404,405",
        "NONSENSE / HTTP/1.1 | 400,404,405,501",
        "GET / HTTP/9.9 | 400,501,505"
      })
  void requests_that_make_no_sense_are_refused(String line, String expected) {
    String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(expected.split(",", -1)).contains(answer.split(" ", 3)[1]);
    assertThat(answer).doesNotContain("root:").doesNotContain("<configuration");
  }

  @Test
  void endless_header_is_refused() {
    assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(1 << 20)))
        .startsWith("HTTP/1.1 431");
  }

  @Test
  void endless_body_is_refused() {
    String stop = "/jobs/" + running.id() + "/stop";
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n".formatted(stop);
    assertThat(raw(head + "Content-Length: 999999999\r\n\r\n" + " ".repeat(1 << 18)))
        .startsWith("HTTP/1.1 413");
    assertThat(running.send(HttpMethod.POST, stop, "{".repeat(9_000)).status()).isEqualTo(400);
  }

  /** What the server says to these bytes before it hangs up, or within a head. */
  private static String raw(String request) {
    Promise<String> answer = Promise.promise();
    Buffer received = Buffer.buffer();
    running
        .netClient
        .connect(running.port, "127.0.0.1")
        .onSuccess(
            socket -> {
              socket.handler(
                  bytes -> {
                    received.appendBuffer(bytes);
                    if (received.toString().contains("\r\n\r\n")) {
                      answer.tryComplete(received.toString());
                    }
                  });
              socket.closeHandler(closed -> answer.tryComplete(received.toString()));
              socket.exceptionHandler(broken -> answer.tryComplete(received.toString()));
              socket.write(request);
            });
    return await(answer.future());
  }
}
