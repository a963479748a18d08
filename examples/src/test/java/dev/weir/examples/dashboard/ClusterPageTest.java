package dev.weir.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page while nodes come and fail, and while the one that serves it is away. */
class ClusterPageTest {

  @TempDir private Path directory;

  @Test
  void a_node_that_joins_appears_and_takes_its_share() throws Exception {
    Browser.require();
    String port = "-Dcluster.port=" + freePort();
    try (Browser browser = Browser.open(1280, 900);
        DemoNode first = startNode(port)) {
      browser.go(first.address() + "/");
      browser.awaitText(".head .state", "running");
      String jid =
          browser
              .await("return document.querySelector('nav.tabs a').hash.split('/')[1]")
              .toString();
      browser.go(first.address() + "/#/" + jid + "/cluster");
      browser.await("return document.querySelectorAll('.node').length === 1");

      try (DemoNode second = startNode(port)) {
        browser.await("return document.querySelectorAll('.node').length === 2");
        browser.await(
            "return [...document.querySelectorAll('.node .holds')].every(h => /Holds \\d+ subtask/.test(h.textContent))");
        browser.awaitText(".event.joined", "joined");
        assertThat(browser.complaints()).isEmpty();

        browser.go(second.address() + "/#/" + jid + "/cluster");
        browser.await("return document.querySelectorAll('.node').length === 2");
        browser.awaitText(".node .leader", "leads");
      }
      browser.go(first.address() + "/#/" + jid + "/cluster");
      browser.await("return document.querySelectorAll('.node').length === 1");
      browser.awaitText(".event.lost, .event.left", "node");
    }
  }

  @Test
  void history_of_checkpoints_is_whole_after_the_coordinator_was_killed() throws Exception {
    Browser.require();
    String port = "-Dcluster.port=" + freePort();
    try (DemoNode first = startNode(port);
        DemoNode second = startNode(port);
        Browser browser = Browser.open(1280, 900)) {
      String jid = openJob(browser, second);
      browser.await(
          "return document.querySelector('nav.tabs a[href$=cluster] .badge')?.textContent === '2'");
      browser.go(second.address() + "/#/" + jid + "/checkpoints");
      browser.await("return document.querySelectorAll('.history tr.completed').length >= 3");
      long before = lastCompleted(browser);
      assertThat(first.log()).contains("this node coordinates");

      first.close();
      browser.await(
          "return Number(document.querySelector('.history tr.completed th')?.textContent) > arguments[0]",
          before);
      assertThat(
              browser.script(
                  "return [...document.querySelectorAll('.history tr.completed th')].some(h => Number(h.textContent) === arguments[0])",
                  before))
          .as("checkpoint %d, of the first coordinator", before)
          .isEqualTo(true);
      browser.go(second.address() + "/#/" + jid + "/checkpoints/" + before);
      browser.awaitText(".gantt tbody", "score[0]");
      browser.awaitText(".detail .says", " took ");
      browser.go(second.address() + "/#/" + jid + "/cluster");
      browser.awaitText(".event.started", "in term 1");
      browser.awaitText(".event.leader", "in term 2");
    }
  }

  private static long lastCompleted(Browser browser) {
    return Long.parseLong(
        browser
            .await("return document.querySelector('.history tr.completed th').textContent.trim()")
            .toString());
  }

  @Test
  void job_in_a_cluster_is_rescaled_from_the_page_of_a_node_that_does_not_coordinate()
      throws Exception {
    Browser.require();
    String port = "-Dcluster.port=" + freePort();
    try (DemoNode first = startNode(port, "-Dcluster.scaling=manual", "-Djob.parallelism=auto");
        DemoNode second = startNode(port, "-Dcluster.scaling=manual", "-Djob.parallelism=auto");
        Browser browser = Browser.open(1280, 900)) {
      assertThat(first.log()).contains("this node coordinates");
      String jid = openJob(browser, second);
      browser.await(
          "return document.querySelector('nav.tabs a[href$=cluster] .badge')?.textContent === '2'");
      browser.click("[data-action=rescale]");
      browser.element("dialog[open] input[name=parallelism]").clear();
      browser.element("dialog[open] input[name=parallelism]").sendKeys("3");
      browser.click("dialog[open] button[value=yes]");
      browser.awaitText(".notice", "runs at the new parallelism");
      browser.await(
          "return [...document.querySelectorAll('.parallelism')]"
              + ".some(told => told.textContent.endsWith('×3'))");
      browser.go(second.address() + "/#/" + jid + "/cluster");
      browser.awaitText(".event.rescaled", "subtasks, it had");
      browser.await(
          "return [...document.querySelectorAll('.node .holds')].filter(h => /Holds \\d+ subtask/.test(h.textContent)).length === 2");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /** Returns the id of the job. */
  private static String openJob(Browser browser, DemoNode node) {
    browser.go(node.address() + "/");
    browser.awaitText(".head .state", "running");
    return browser
        .await("return document.querySelector('nav.tabs a').hash.split('/')[1]")
        .toString();
  }

  private DemoNode startNode(String port, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--port=0",
                "--rate=200",
                "--checkpoint-interval=500",
                "--cluster",
                port,
                "-Dcluster.cores=1",
                "-Dcluster.stabilisation=100ms"));
    arguments.addAll(List.of(more));
    return DemoNode.start(directory, arguments.toArray(String[]::new));
  }

  @Test
  void the_page_goes_on_when_the_server_comes_back_and_has_missed_nothing() throws Exception {
    Browser.require();
    int port = freePort();
    try (Browser browser = Browser.open(1280, 900)) {
      long lastSeen;
      String jid;
      try (DemoNode node = startAt(port)) {
        browser.go(node.address() + "/");
        browser.awaitText(".head .state", "running");
        jid =
            browser
                .await("return document.querySelector('nav.tabs a').hash.split('/')[1]")
                .toString();
        browser.go(node.address() + "/#/" + jid + "/checkpoints");
        browser.script("window.opened = true; return null;");
        browser.await("return document.querySelectorAll('.history tr.completed').length >= 3");
        lastSeen =
            Long.parseLong(
                browser
                    .await(
                        "return document.querySelector('.history tr.completed th').textContent.trim()")
                    .toString());
      }
      browser.awaitText(".connection", "connection lost");
      try (DemoNode again = startAt(port)) {
        assertThat(again.port()).isEqualTo(port);
        browser.awaitText(".connection", "live");
        browser.awaitText(".head .state", "running");
        browser.await(
            "return Number(document.querySelector('.history tr.completed th')?.textContent) > arguments[0]",
            lastSeen);
        assertThat(browser.script("return window.opened")).as("not loaded again").isEqualTo(true);
        assertThat(
                browser.script(
                    "return [...document.querySelectorAll('.history tr.completed th')].some(h => Number(h.textContent) === arguments[0])",
                    lastSeen))
            .as("checkpoint %d of before the restart is in the history", lastSeen)
            .isEqualTo(true);
      }
    }
  }

  @Test
  void a_failure_of_a_function_shows_its_whole_cause_and_the_subtask() throws Exception {
    Browser.require();
    try (Browser browser = Browser.open(1280, 900);
        DemoNode node =
            DemoNode.start(directory, "--port=0", "--checkpoint-interval=500", "--fail-every=2s")) {
      browser.go(node.address() + "/");
      browser.awaitText(".head .state", "running");
      browser.click("nav.tabs a[href$='/exceptions']");
      browser.awaitText(".failure .what", "failed on purpose, as --fail-every says");
      browser.awaitText(".failure pre", "at dev.weir.examples.payments.FailOnPurpose.map");
      browser.awaitText(".failure", "subtask score[");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private DemoNode startAt(int port) throws Exception {
    return DemoNode.start(
        directory, "--port=" + port, "--rate=200", "--checkpoint-interval=500", "--resume");
  }

  private static int freePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
