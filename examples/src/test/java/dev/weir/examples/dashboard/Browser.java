package dev.weir.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.ScriptTimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium with a profile of its own. Waits are those of the page: a condition is looked
 * at again whenever the page has changed.
 */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Resolves with the value once it is truthy; what throws is not there yet. */
  private static final String AWAIT =
      """
      const done = arguments[arguments.length - 1];
      const given = Array.from(arguments).slice(0, -1);
      const condition = new Function(%s);
      const look = () => { try { return condition(...given); } catch { return undefined; } };
      const now = look();
      if (now) { done(now); return; }
      const again = () => {
        const value = look();
        if (value) { observer.disconnect(); removeEventListener("hashchange", again); done(value); }
      };
      const observer = new MutationObserver(again);
      observer.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
      addEventListener("hashchange", again);
      """;

  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--hide-scrollbars",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final ChromeDriver driver;
  private final Path profile;

  private Browser(ChromeDriver driver, Path profile) {
    this.driver = driver;
    this.profile = profile;
  }

  /**
   * Skips the test on a machine without Chromium, unless {@code -Dweir.browser=required} says that
   * it must be there.
   */
  static void require() {
    boolean found = binary().isPresent() && driverBinary().isPresent();
    String how =
        "the tests of the page need Chromium and its driver on the PATH: apt-get install chromium chromium-driver";
    if ("required".equals(System.getProperty("weir.browser"))) {
      assertThat(found).as(how).isTrue();
    }
    Assumptions.assumeTrue(found, how);
  }

  static Browser open(int width, int height) {
    try {
      Path profile = Files.createTempDirectory("weir-browser");
      ChromeOptions options = new ChromeOptions();
      options.setBinary(binary().orElseThrow());
      options.addArguments(FLAGS);
      options.addArguments(
          "--user-data-dir=" + profile, "--window-size=%d,%d".formatted(width, height));
      if ("root".equals(System.getProperty("user.name"))) {
        options.addArguments("--no-sandbox");
      }
      LoggingPreferences logs = new LoggingPreferences();
      logs.enable(LogType.BROWSER, Level.ALL);
      options.setCapability("goog:loggingPrefs", logs);
      ChromeDriver driver =
          new ChromeDriver(
              new ChromeDriverService.Builder()
                  .usingDriverExecutable(driverBinary().orElseThrow())
                  .usingAnyFreePort()
                  .build(),
              options);
      driver.manage().timeouts().scriptTimeout(PATIENCE);
      Browser browser = new Browser(driver, profile);
      browser.resize(width, height);
      return browser;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<File> binary() {
    return onPath("chromium", "chromium-browser", "google-chrome");
  }

  private static Optional<File> driverBinary() {
    return onPath("chromedriver");
  }

  private static Optional<File> onPath(String... names) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(names)
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(in -> new File(in, name)))
        .filter(File::canExecute)
        .findFirst();
  }

  void go(String url) {
    driver.get(url);
  }

  /** Of the page itself, also narrower than a window could be. */
  void resize(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** As the system of the user would ask for it. */
  void prefer(String feature, String value) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  /**
   * Waits until a script returns something.
   *
   * @param script the body of a function
   */
  Object await(String script, Object... arguments) {
    try {
      return run(AWAIT.formatted(quoted(script)), true, arguments);
    } catch (ScriptTimeoutException | JavascriptException e) {
      throw new AssertionError(
          "did not come within %s: %s%non the page:%n%s".formatted(PATIENCE, script, text("body")),
          e);
    }
  }

  private static String quoted(String script) {
    return "'" + script.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ") + "'";
  }

  private Object run(String script, boolean later, Object... arguments) {
    return later
        ? driver.executeAsyncScript(script, arguments)
        : driver.executeScript(script, arguments);
  }

  Object script(String script, Object... arguments) {
    return run(script, false, arguments);
  }

  /** A script that calls its last argument when it is done. */
  Object laterScript(String script, Object... arguments) {
    return run(script, true, arguments);
  }

  /** Waits until some element of a kind holds a text. */
  void awaitText(String selector, String part) {
    await(
        "return [...document.querySelectorAll(arguments[0])].some(e => e.textContent.replace(/\\s+/g, ' ').includes(arguments[1]))",
        selector,
        part);
  }

  /** Waits for the element. */
  WebElement element(String selector) {
    await("return document.querySelector(arguments[0])", selector);
    return driver.findElement(By.cssSelector(selector));
  }

  String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  void click(String selector) {
    element(selector).click();
  }

  /** To whatever has the focus. */
  void press(Keys... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** What the page has complained of since it was last asked. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
