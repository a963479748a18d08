package dev.weir.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done from the page and changes the job for good, and who may do it. */
class ActionsPageTest {

  @TempDir private Path directory;

  private DemoNode start(String... more) throws Exception {
    Browser.require();
    String[] all = new String[more.length + 3];
    all[0] = "--port=0";
    all[1] = "--rate=200";
    all[2] = "--checkpoint-interval=500";
    System.arraycopy(more, 0, all, 3, more.length);
    return DemoNode.start(directory, all);
  }

  private static Browser open(DemoNode node) {
    Browser browser = Browser.open(1280, 900);
    browser.go(node.address() + "/");
    browser.awaitText(".connection", "live");
    browser.awaitText(".head .state", "running");
    return browser;
  }

  @Test
  void a_job_is_stopped_with_a_savepoint_from_the_page() throws Exception {
    Path savepoints = directory.resolve("kept");
    try (DemoNode node = start("-Dcheckpointing.savepoint-dir=" + savepoints);
        Browser browser = open(node)) {
      browser.click("[data-action=stop]");
      browser.click("dialog[open] button[value=yes]");
      node.awaitEnd();
      assertThat(savepoints).as(node.log()).isDirectory();
      try (var files = Files.list(savepoints)) {
        assertThat(files).isNotEmpty();
      }
      assertThat(node.log()).contains("is FINISHED");
    }
  }

  @Test
  void a_job_is_cancelled_from_the_page_but_only_when_that_is_confirmed() throws Exception {
    try (DemoNode node = start();
        Browser browser = open(node)) {
      browser.click("[data-action=cancel]");
      browser.click("dialog[open] button[value=no]");
      browser.await("return !document.querySelector('dialog').open");
      browser.awaitText(".head .state", "running");
      browser.click("[data-action=cancel]");
      browser.click("dialog[open] button[value=yes]");
      node.awaitEnd();
      assertThat(node.log()).contains("is CANCELED");
    }
  }

  @Test
  void a_job_runs_at_the_parallelism_that_is_asked_for_on_the_page() throws Exception {
    try (DemoNode node = start();
        Browser browser = open(node)) {
      browser.click("[data-action=rescale]");
      browser.element("dialog[open] input[name=parallelism]").clear();
      browser.element("dialog[open] input[name=parallelism]").sendKeys("3");
      browser.click("dialog[open] button[value=yes]");
      browser.awaitText(".notice", "runs at the new parallelism");
      browser.await(
          "return [...document.querySelectorAll('.parallelism')]"
              + ".some(told => told.textContent.endsWith('×3'))");
    }
  }

  @Test
  void a_viewer_signs_in_and_may_change_nothing() throws Exception {
    try (DemoNode node =
            start(
                "-Ddashboard.auth.token=of-operators", "-Ddashboard.auth.viewer-token=of-viewers");
        Browser browser = Browser.open(1280, 900)) {
      browser.go(node.address() + "/");
      browser.element("input[name=token]").sendKeys("wrong");
      browser.click(".login button");
      browser.awaitText(".login [role=alert]", "not right");
      browser.element("input[name=token]").clear();
      browser.element("input[name=token]").sendKeys("of-viewers");
      browser.click(".login button");
      browser.awaitText(".head .state", "running");
      assertThat(
              browser.script(
                  "return document.querySelectorAll('[data-action]:not(:disabled)').length"))
          .isEqualTo(0L);
    }
  }

  @Test
  void an_operator_signs_in_and_takes_a_checkpoint() throws Exception {
    try (DemoNode node = start("-Ddashboard.auth.token=of-operators");
        Browser browser = Browser.open(1280, 900)) {
      browser.go(node.address() + "/");
      browser.element("input[name=token]").sendKeys("of-operators");
      browser.click(".login button");
      browser.awaitText(".head .state", "running");
      browser.click("[data-action=checkpoint]");
      browser.click("dialog[open] button[value=yes]");
      browser.awaitText(".notice.good", "is complete");
    }
  }
}
