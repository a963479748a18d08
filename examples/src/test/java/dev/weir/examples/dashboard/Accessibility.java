package dev.weir.examples.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks at a page with axe-core. */
final class Accessibility {

  private static final String AXE = script();

  /** WCAG 2.2, levels A and AA, and what axe holds to be good practice. */
  private static final String RUN =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations']}).then(
        result => done(result.violations
          .filter(found => ['serious', 'critical'].includes(found.impact))
          .flatMap(found => found.nodes.map(node =>
            found.id + ' (' + found.impact + ') at ' + node.target.join(' ') + ': ' + node.failureSummary))),
        error => done(['axe failed: ' + error]));
      """;

  private Accessibility() {}

  /** What is serious or worse; none is good. */
  @SuppressWarnings("unchecked") // an array of texts, as the script above makes it
  static List<String> seriousFindings(Browser browser) {
    browser.script(AXE);
    return (List<String>) browser.laterScript(RUN);
  }

  private static String script() {
    try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new IllegalStateException("axe.min.js is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
