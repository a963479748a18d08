package dev.weir.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The page of the dashboard in a real browser, beside a job that runs. */
class PageTest {

  @TempDir private static Path directory;
  private static DemoNode node;
  private static Browser browser;

  @BeforeAll
  static void startJobAndBrowser() throws Exception {
    Browser.require();
    node =
        DemoNode.start(
            directory, "--port=0", "--rate=500", "--checkpoint-interval=1s", "--parallelism=2");
    browser = Browser.open(1280, 900);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (node != null) {
      node.close();
    }
  }

  @BeforeEach
  void openThePage() {
    browser.resize(1280, 900);
    browser.prefer("prefers-color-scheme", "light");
    browser.go("about:blank");
    browser.go(node.address() + "/");
    browser.awaitText(".connection", "live");
    browser.awaitText(".head .state", "running");
  }

  @AfterEach
  void nothingWasComplainedOf() {
    assertThat(browser.complaints()).isEmpty();
  }

  /** Of the job that is shown. */
  private static String jobId() {
    return browser
        .await("return document.querySelector('nav.tabs a').hash.split('/')[1]")
        .toString();
  }

  private static void openTab(String name) {
    browser.go(node.address() + "/#/" + jobId() + "/" + name);
    browser.await(
        "return document.querySelector('nav.tabs a[aria-current]')?.hash.endsWith('/' + arguments[0])",
        name);
  }

  @Test
  void the_graph_shows_every_vertex_with_its_rate_and_every_edge() {
    for (String vertex : List.of("Source: Payments", "Enrich", "Score", "Now and then")) {
      browser.awaitText(".vertex h3", vertex);
    }
    browser.await("return document.querySelectorAll('.edge .line').length === 3");
    browser.await(
        "return [...document.querySelectorAll('.vertex')].some(v => parseFloat(v.querySelector('.flow b').textContent) > 0)");
    assertThat(browser.script(overlapping(".vertex"))).as("boxes that overlap").isEqualTo(0L);
  }

  private static String overlapping(String selector) {
    return """
        const boxes = [...document.querySelectorAll('%s')].map(e => e.getBoundingClientRect());
        return boxes.filter((a, i) => boxes.some((b, j) => j > i
          && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length;
        """
        .formatted(selector);
  }

  @Test
  void a_checkpoint_is_seen_within_a_second_of_its_start_and_without_reload() {
    browser.script("window.opened = Date.now(); return null;");
    Object first = browser.await("return document.querySelector('.now-at').dataset.checkpoint");
    Map<?, ?> seen =
        (Map<?, ?>)
            browser.await(
                "const at = document.querySelector('.now-at');"
                    + " return at.dataset.checkpoint !== arguments[0]"
                    + " && {id: at.dataset.checkpoint, at: Date.now(), opened: window.opened}",
                first);
    Object triggered =
        browser.laterScript(
            "const done = arguments[2]; fetch('jobs/' + arguments[0] + '/checkpoints/details/' + arguments[1])"
                + ".then(r => r.json()).then(c => done(c.trigger_timestamp));",
            jobId(),
            seen.get("id"));

    assertThat(seen.get("opened")).as("the page was not loaded again").isNotNull();
    assertThat(((Number) seen.get("at")).longValue() - ((Number) triggered).longValue())
        .as("milliseconds from the trigger to the page")
        .isBetween(0L, 1_000L);
  }

  @Test
  void the_barrier_is_drawn_as_it_moves_and_subtasks_change_with_it() {
    // A gate is drawn for moments only, and who asks now and then may miss each of them.
    browser.script(
        "new MutationObserver(changes => {"
            + " if (changes.some(change => change.target.matches('.gate[visibility=visible]')))"
            + " window.barrierSeen = true; })"
            + ".observe(document.body, {subtree: true, attributeFilter: ['visibility']});"
            + " return true");
    browser.await("return window.barrierSeen === true");
    browser.await("return document.querySelector('.cells .acknowledged')");
    browser.awaitText(".caption", "Barriers of checkpoint");
  }

  @Test
  void nothing_moves_when_that_is_asked_for() {
    browser.prefer("prefers-reduced-motion", "reduce");
    try {
      openTab("job");
      browser.await(
          "return document.querySelector('.bar [aria-pressed]').getAttribute('aria-pressed') === 'false'");
      browser.await("return document.querySelector('.cells .acknowledged')");
      browser.awaitText(".caption", "as they move");
    } finally {
      browser.prefer("prefers-reduced-motion", "no-preference");
    }
  }

  @Test
  void a_failure_is_injected_from_the_page_and_the_recovery_shows_its_phases() {
    browser.click("[data-action=fail]");
    browser.element("dialog[open] select[name=subtask] option[value='score 0']").click();
    browser.click("dialog[open] button[value=yes]");
    openTab("exceptions");
    browser.awaitText(".failure", "a failure was asked for");
    browser.awaitText(".head .state", "running");
    openTab("cluster");
    browser.awaitText(".event.failed", "a failure was asked for");
    browser.awaitText(".event.recovered .recovery", "restored");
  }

  @Test
  void a_savepoint_is_taken_from_the_page() throws Exception {
    Path savepoints = directory.resolve("savepoints");
    browser.click("[data-action=savepoint]");
    browser.element("dialog[open] input[name=directory]").sendKeys(savepoints.toString());
    browser.click("dialog[open] button[value=yes]");
    browser.awaitText(".notice.good", "is complete");

    String location = browser.text(".notice.good .detail");
    assertThat(location).contains(savepoints.toString());
    try (var files = Files.list(savepoints)) {
      assertThat(files).isNotEmpty();
    }
    openTab("checkpoints");
    browser.awaitText(".history td", "savepoint");
  }

  @Test
  void an_action_is_carried_out_with_the_keyboard_alone() {
    browser.await("return document.querySelector('[data-action=checkpoint]')");
    browser.press(Keys.TAB);
    for (int i = 0;
        i < 40
            && !"checkpoint".equals(browser.script("return document.activeElement.dataset.action"));
        i++) {
      browser.press(Keys.TAB);
    }
    assertThat(browser.script("return document.activeElement.dataset.action"))
        .isEqualTo("checkpoint");
    browser.press(Keys.ENTER);
    browser.element("dialog[open]");
    browser.press(Keys.ESCAPE);
    browser.await("return !document.querySelector('dialog').open");
    assertThat(browser.script("return document.activeElement.dataset.action"))
        .as("the focus is where it was")
        .isEqualTo("checkpoint");

    browser.press(Keys.ENTER);
    browser.element("dialog[open]");
    for (int i = 0;
        i < 5 && !"yes".equals(browser.script("return document.activeElement.value"));
        i++) {
      browser.press(Keys.TAB);
    }
    browser.press(Keys.ENTER);
    browser.awaitText(".notice.good", "is complete");
  }

  @Test
  void a_checkpoint_opens_to_what_each_subtask_did() {
    openTab("checkpoints");
    browser.click(".history tr.completed th a");
    browser.await("return document.querySelectorAll('.gantt .course rect').length > 4");
    browser.awaitText(".gantt tbody", "score[1]");
    browser.await("return document.querySelectorAll('.trends canvas').length === 3");
    browser.awaitText(".detail .says", " took ");
  }

  @Test
  void axe_finds_what_is_wrong() {
    browser.script(
        "const image = document.createElement('img'); image.src = 'icon.svg';"
            + " document.querySelector('main').append(image); return null;");
    assertThat(Accessibility.seriousFindings(browser))
        .anyMatch(found -> found.startsWith("image-alt"));
  }

  @ParameterizedTest
  @CsvSource({"light,1280", "dark,1280", "light,390"})
  void no_tab_has_a_serious_finding_for_accessibility(String theme, int width) {
    browser.resize(width, 900);
    browser.prefer("prefers-color-scheme", theme);
    openTab("checkpoints");
    browser.click(".history tr.completed th a");
    browser.element(".gantt .course rect");
    assertThat(Accessibility.seriousFindings(browser)).as("a checkpoint, %s", theme).isEmpty();
    for (String tab : List.of("job", "cluster", "exceptions", "logs", "state", "config")) {
      openTab(tab);
      browser.await("return document.querySelector('main .card')");
      assertThat(Accessibility.seriousFindings(browser)).as("%s, %s", tab, theme).isEmpty();
      assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
          .as("%s fits into %d pixels", tab, width)
          .isEqualTo(true);
    }
    openTab("job");
    browser.click("[data-action=stop]");
    browser.element("dialog[open]");
    assertThat(Accessibility.seriousFindings(browser)).as("a dialog, %s", theme).isEmpty();
  }

  @Test
  void config_says_where_a_value_came_from_and_the_log_is_read() {
    openTab("config");
    browser.await(
        "return [...document.querySelectorAll('.settings tr')].some(r => /checkpointing.interval.*1s.*command line/s.test(r.textContent))");
    openTab("logs");
    browser.awaitText(".log", "dashboard at");
  }
}
