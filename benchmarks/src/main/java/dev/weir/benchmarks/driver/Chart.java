package dev.weir.benchmarks.driver;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rates of all engines as bars, each row to the scale of the faster peer, as SVG. */
final class Chart {

  private static final Map<String, String> COLOURS =
      Map.of("weir", "#1a7f64", "flink", "#c9722c", "jet", "#4a6fa5", "limit", "#b8b8b8");
  private static final List<String> ENGINES = List.of("weir", "flink", "jet", "limit");
  private static final int LEFT = 170;
  private static final int UNIT = 90;
  private static final int MOST = 6;
  private static final int BAR = 11;
  private static final int GAP = 14;
  private static final int TOP = 46;

  private final Runs runs;
  private final StringBuilder svg = new StringBuilder();

  private Chart(Runs runs) {
    this.runs = runs;
  }

  /** The chart; rows in which no peer was measured are left out. */
  static String svg(Runs runs) {
    return new Chart(runs).draw();
  }

  private String draw() {
    List<String> rows =
        runs.rows().stream()
            .filter(row -> !Runs.isLatency(row) && runs.fasterPeer(row).isPresent())
            .toList();
    int height = TOP;
    for (String row : rows) {
      height = bars(row, height) + GAP;
    }
    int width = LEFT + MOST * UNIT + 110;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif">
    <rect width="100%%" height="100%%" fill="white"/>
    <text x="10" y="18" font-size="13">Events per second, as multiples of the faster of Flink and\
     Jet; the numbers are millions</text>
    %s<line x1="%d" y1="%d" x2="%d" y2="%d" stroke="#888" stroke-dasharray="3 3"/>
    %s</svg>
    """
        .formatted(width, height, legend(), LEFT + UNIT, TOP - 6, LEFT + UNIT, height - GAP, svg);
  }

  private static String legend() {
    StringBuilder legend = new StringBuilder();
    int x = LEFT;
    for (String engine : ENGINES) {
      legend.append(
          "<rect x=\"%d\" y=\"26\" width=\"10\" height=\"10\" fill=\"%s\"/>%n"
              .formatted(x, COLOURS.get(engine)));
      legend.append(
          "<text x=\"%d\" y=\"35\" font-size=\"11\">%s</text>%n".formatted(x + 14, engine));
      x += 70;
    }
    return legend.toString();
  }

  /** Draws the bars of a row; returns where they end. */
  private int bars(String row, int from) {
    double one = runs.fasterPeer(row).orElseThrow();
    int y = from;
    for (String engine : ENGINES) {
      if (runs.median(row, engine, "events_per_s").isPresent()) {
        bar(engine, runs.median(row, engine, "events_per_s").orElseThrow(), one, y);
        y += BAR;
      }
    }
    svg.append(
        "<text x=\"%d\" y=\"%d\" font-size=\"12\" text-anchor=\"end\">%s</text>%n"
            .formatted(LEFT - 8, (from + y) / 2 + 4, row));
    return y;
  }

  private void bar(String engine, double rate, double one, int y) {
    double length = Math.max(1, Math.min(MOST, rate / one) * UNIT);
    String beyond = rate / one > MOST ? " →" : "";
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
            LEFT,
            y,
            length,
            BAR - 1,
            COLOURS.get(engine)));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" font-size=\"9\">%.2f%s</text>%n",
            LEFT + length + 4,
            y + BAR - 2,
            rate / 1e6,
            beyond));
  }
}
