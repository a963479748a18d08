package dev.weir.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page beside a job of two hundred subtasks. */
class ManySubtasksPageTest {

  private static final long AT_ONCE_MILLIS = 1_000;

  @TempDir private Path directory;

  @Test
  void two_hundred_subtasks_are_drawn_and_the_page_stays_usable() throws Exception {
    Browser.require();
    try (DemoNode node =
            DemoNode.start(
                directory,
                "--port=0",
                "--rate=200",
                "--checkpoint-interval=2s",
                "--parallelism=99");
        Browser browser = Browser.open(1280, 900)) {
      browser.go(node.address() + "/");
      browser.awaitText(".head .state", "running");
      browser.awaitText(".head .facts", "Subtasks200");
      browser.await("return document.querySelectorAll('.cells i').length === 200");
      browser.await("return document.querySelectorAll('.cells .acknowledged').length > 150");

      String jid =
          browser
              .await("return document.querySelector('nav.tabs a').hash.split('/')[1]")
              .toString();
      browser.go(node.address() + "/#/" + jid + "/job/score");
      browser.await("return document.querySelectorAll('#vertex tbody tr').length === 99");

      browser.click("nav.tabs a[href$='/checkpoints']");
      browser.click(".history tr.completed th a");
      browser.awaitText(".detail", "Show all 201 subtasks");
      Object took =
          browser.laterScript(
              """
              const done = arguments[0];
              const from = performance.now();
              [...document.querySelectorAll('.detail button')].find(b => b.textContent.includes('Show all')).click();
              new MutationObserver((changes, observer) => {
                if (document.querySelectorAll('.gantt tbody tr').length === 201) {
                  observer.disconnect();
                  requestAnimationFrame(() => done(performance.now() - from));
                }
              }).observe(document.body, {subtree: true, childList: true});
              """);
      assertThat(((Number) took).doubleValue())
          .as("milliseconds until all rows are there")
          .isLessThan(AT_ONCE_MILLIS);
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
