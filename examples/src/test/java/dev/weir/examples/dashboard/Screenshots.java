package dev.weir.examples.dashboard;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the pictures of the documentation: not a test, and run by {@code docs/screenshots.sh}
 * alone, which says where they go by {@code -Dweir.screenshots=<directory>}.
 */
class Screenshots {

  private static final int WIDE = 1280;
  private static final int PHONE = 390;

  @TempDir private Path directory;
  private final Path into = Path.of(System.getProperty("weir.screenshots", "target/screenshots"));

  @Test
  void of_the_demo_job() throws Exception {
    Browser.require();
    Files.createDirectories(into);
    String port = "-Dcluster.port=" + freePort();
    try (DemoNode first = startNode(port);
        DemoNode second = startNode(port);
        Browser browser = Browser.open(WIDE, 900)) {
      browser.prefer("prefers-color-scheme", "light");
      browser.go(first.address() + "/");
      browser.await(
          "return document.querySelector('nav.tabs a[href$=cluster]').textContent.includes('2')");
      String job =
          first.address()
              + "/#/"
              + browser.await("return document.querySelector('nav.tabs a').hash.split('/')[1]");
      letItFailOnce(browser);
      awaitCheckpoints(browser, job, 20);

      shoot(browser, WIDE, "light", job + "/job", "checkpoint-in-the-graph");
      shoot(browser, WIDE, "dark", job + "/job/score", "job-dark");
      shoot(browser, WIDE, "light", job + "/checkpoints", "checkpoints");
      shoot(browser, WIDE, "light", job + "/cluster", "cluster");
      shoot(browser, PHONE, "light", job + "/job", "phone");
      System.out.println("pictures are in " + into.toAbsolutePath());
      System.out.println("beside the node at " + second.address());
    }
  }

  private DemoNode startNode(String port) throws Exception {
    return DemoNode.start(
        directory,
        "--port=0",
        "--rate=20000",
        "--checkpoint-interval=2s",
        "--cluster",
        port,
        "-Dcluster.cores=2",
        "-Dcluster.stabilisation=100ms");
  }

  private static void letItFailOnce(Browser browser) {
    browser.click("[data-action=fail]");
    browser.element("dialog[open] select[name=subtask] option[value='score 1']").click();
    browser.click("dialog[open] button[value=yes]");
    browser.await("return document.querySelector('nav.tabs a[href$=exceptions] .badge')");
    browser.awaitText(".head .state", "running");
  }

  private static void awaitCheckpoints(Browser browser, String job, int many) {
    browser.go(job + "/checkpoints");
    browser.await(
        "return document.querySelectorAll('.history tr.completed').length >= arguments[0]", many);
  }

  private void shoot(Browser browser, int width, String theme, String address, String name)
      throws Exception {
    browser.resize(width, 900);
    browser.prefer("prefers-color-scheme", theme);
    browser.go("about:blank");
    browser.go(address);
    browser.await("return document.querySelector('main .card')");
    if (address.endsWith("/checkpoints")) {
      browser.click(".history tr.completed th a");
      browser.element(".gantt .course rect");
      browser.element(".trends canvas");
      browser.script("scrollTo(0, 0); return null;");
    }
    if (address.endsWith("/score")) {
      browser.await(
          "return document.querySelectorAll('[aria-labelledby=vertex-title] tbody tr').length === 2");
    }
    if (address.endsWith("/cluster")) {
      browser.awaitText(".node .gauges", "/s in");
    }
    Number height = (Number) browser.await("return document.documentElement.scrollHeight");
    browser.resize(width, height.intValue());
    if (address.contains("/job")) {
      browser.await("return document.querySelectorAll('.gate[visibility=visible]').length > 0");
    }
    Files.write(into.resolve(name + ".png"), browser.screenshot());
  }

  private static int freePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
