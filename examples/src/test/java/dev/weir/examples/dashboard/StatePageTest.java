package dev.weir.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says of the state that operators keep, and how old the last good one is. */
class StatePageTest {

  private static final String CARD =
      "[...document.querySelectorAll('main .card')].find(c => c.querySelector('h2')?.textContent === arguments[0])";
  private static final String FACT =
      "[...("
          + CARD
          + ").querySelectorAll('dt')].find(t => t.textContent.trim() === arguments[1])?.nextElementSibling.textContent.trim()";

  /** Of a size that is more than none. */
  private static final String BYTES = "[1-9][0-9.,]* ?[kKMG]?i?B";

  @TempDir private Path directory;

  private DemoNode start(String... more) throws Exception {
    Browser.require();
    String[] all = new String[more.length + 3];
    all[0] = "--port=0";
    all[1] = "--rate=500";
    all[2] = "--checkpoint-interval=500";
    System.arraycopy(more, 0, all, 3, more.length);
    return DemoNode.start(directory, all);
  }

  private static Browser openState(DemoNode node) {
    Browser browser = Browser.open(1280, 900);
    browser.go(node.address() + "/");
    browser.awaitText(".head .state", "running");
    browser.click("nav.tabs a[href$='/state']");
    return browser;
  }

  private static String fact(Browser browser, String operator, String name) {
    return browser.await("return " + FACT, operator, name).toString();
  }

  @Test
  void state_of_the_heap_is_shown_by_descriptor_and_key_group() throws Exception {
    try (DemoNode node = start();
        Browser browser = openState(node)) {
      browser.await("return " + CARD, "Score");
      assertThat(fact(browser, "Score", "Vertex")).contains("Score");
      assertThat(fact(browser, "Score", "Operator")).isEqualTo("score");
      assertThat(fact(browser, "Score", "Backend")).isEqualTo("canonical");
      assertThat(fact(browser, "Score", "In all")).matches(BYTES);
      assertThat(row(browser, "Score", "history"))
          .as("name, kind, types of key and value")
          .contains("history", "value", "int", "CardHistory");
      browser.await(
          "return (" + CARD + ").querySelectorAll('.distribution rect').length > 100", "Score");
      browser.awaitText(".distribution figcaption", "127");

      assertThat(cellsOf(browser, "Payments")).as("entries, bytes").matches("[1-9].*");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void state_of_rocksdb_is_shown_by_subtask_though_its_files_do_not_name_it() throws Exception {
    try (DemoNode node = start("-Dstate.backend=rocksdb");
        Browser browser = openState(node)) {
      browser.await("return " + CARD, "Score");
      assertThat(fact(browser, "Score", "Backend")).isEqualTo("rocksdb");
      assertThat(fact(browser, "Score", "In all")).matches(BYTES);
      browser.await(
          "return (" + CARD + ").querySelectorAll('.distribution rect').length === 2", "Score");
      browser.awaitText(".distribution rect title", "key groups 64 to 127: ");
      assertThat(browser.script("return !!(" + CARD + ").querySelector('table')", "Score"))
          .as("no descriptors, so no table of them")
          .isEqualTo(false);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static String row(Browser browser, String operator, String state) {
    return browser
        .await(
            "return [...("
                + CARD
                + ").querySelectorAll('tbody tr')].find(r => r.querySelector('th').textContent === arguments[1])?.textContent",
            operator,
            state)
        .toString();
  }

  /** Of the first state of an operator. */
  private static String cellsOf(Browser browser, String part) {
    return browser
        .await(
            "const row = [...document.querySelectorAll('main .card')].filter(c => c.querySelector('h2')?.textContent.includes(arguments[0]))"
                + ".map(c => c.querySelector('tbody tr')).find(r => r);"
                + " return [...row.querySelectorAll('td')].slice(-2).map(d => d.textContent.trim()).join(' ')",
            part)
        .toString();
  }

  @Test
  void page_says_loudly_when_no_checkpoint_is_completed_any_more() throws Exception {
    try (DemoNode node = start("-Dcheckpointing.tolerable-failures=1000000");
        Browser browser = openState(node)) {
      browser.await("return " + CARD, "Score");
      assertThat(browser.script("return document.querySelector('.alert')")).isNull();

      Path files = directory.resolve("checkpoints/demo/run-000001/shared");
      Files.move(files, directory.resolve("moved-away"));
      Files.createFile(files);
      browser.awaitText(".alert[role=alert]", "no checkpoint was completed for");
      browser.awaitText(".alert[role=alert]", "one is expected every 0.5 s");
      browser.awaitText(".head .state", "running");

      Files.delete(files);
      Files.move(directory.resolve("moved-away"), files);
      browser.await("return !document.querySelector('.alert')");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
