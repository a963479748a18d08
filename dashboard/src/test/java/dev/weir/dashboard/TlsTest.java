package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final char[] PASSWORD = "password".toCharArray();

  private RunningDashboard dashboard;
  private HttpClient client;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    KeyStore keys = newKeys(directory.resolve("keys.p12"));
    Path certificate = pem(directory, "CERTIFICATE", keys.getCertificate("dashboard").getEncoded());
    Path key = pem(directory, "PRIVATE KEY", keys.getKey("dashboard", PASSWORD).getEncoded());
    dashboard =
        new RunningDashboard(
            Map.of(
                "dashboard.tls.certificate",
                certificate.toString(),
                "dashboard.tls.key",
                key.toString()));
    client = HttpClient.newBuilder().sslContext(trusting(keys)).build();
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  private static KeyStore newKeys(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "dashboard",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).as("exit code of keytool").isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static Path pem(Path directory, String kind, byte[] content) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        directory.resolve(kind.replace(' ', '-') + ".pem"),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, base64, kind));
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("dashboard", keys.getCertificate("dashboard"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private HttpResponse<String> get(String scheme) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + dashboard.port + "/jobs"))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void documents_come_encrypted_and_browsers_are_told_to_keep_to_that() throws Exception {
    HttpResponse<String> answer = get("https");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    assertThat(answer.sslSession()).isPresent();
  }

  @Test
  void nothing_is_told_in_the_clear() {
    assertThatThrownBy(() -> get("http")).isInstanceOf(IOException.class);
  }

  @Test
  void feed_comes_encrypted_and_its_origin_is_checked_by_https() throws Exception {
    String snapshot = firstOfFeed("https://127.0.0.1:" + dashboard.port);
    assertThat(new JsonObject(snapshot).getString("type")).isEqualTo("snapshot");
    assertThatThrownBy(() -> firstOfFeed("http://127.0.0.1:" + dashboard.port))
        .hasMessageContaining("WebSocketHandshakeException");
  }

  private String firstOfFeed(String origin) throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            first.complete(text.toString());
            return null;
          }
        };
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .header("Origin", origin)
            .buildAsync(URI.create("wss://127.0.0.1:" + dashboard.port + "/feed"), listener)
            .get(20, TimeUnit.SECONDS);
    String text = first.get(20, TimeUnit.SECONDS);
    socket.abort();
    return text;
  }
}
