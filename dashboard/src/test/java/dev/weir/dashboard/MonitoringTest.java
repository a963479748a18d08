package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code config} offers for Grafana and Prometheus, against a scrape of a job that runs. */
@ResourceLock(RunningJob.ALONE)
class MonitoringTest {

  private static final Path GRAFANA = Path.of("../config/grafana/weir.json");
  private static final Path PROMETHEUS = Path.of("../config/prometheus/prometheus.yml");
  private static final Path ALERTS = Path.of("../config/prometheus/alerts.yml");

  /** Made by Prometheus for each process that it scrapes. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up");

  private static final Pattern METRIC =
      Pattern.compile("\\b(?:[a-z]+_[A-Za-z_]+|up)\\b(?=[^(\\w]|$)");
  private static final Pattern LABELS =
      Pattern.compile("by \\(([^)]*)\\)|([a-z_]+)=~?\"|label_values\\([^)]*, (\\w+)\\)");
  private static final Pattern SERIES =
      Pattern.compile("^([A-Za-z_]+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  @TempDir private static Path directory;
  private static final Set<String> metrics = new HashSet<>(OF_PROMETHEUS);
  private static final Set<String> labels = new HashSet<>(Set.of("instance"));

  @BeforeAll
  static void scrape() throws Exception {
    try (RunningJob job = new RunningJob(directory, Map.of())) {
      job.awaitCheckpoints(1);
      RunningJob.Answer answer = job.send(HttpMethod.GET, "/metrics", "");
      assertThat(answer.status()).isEqualTo(200);
      Matcher series = SERIES.matcher(answer.body());
      while (series.find()) {
        metrics.add(series.group(1));
        Matcher label = LABEL.matcher(series.group(2) == null ? "" : series.group(2));
        while (label.find()) {
          labels.add(label.group(1));
        }
      }
    }
  }

  @Test
  void the_board_of_grafana_asks_for_what_there_is() throws IOException {
    JsonObject board = new JsonObject(Files.readString(GRAFANA));
    List<String> queries = new ArrayList<>();
    collect(board, queries);
    assertThat(queries).hasSizeGreaterThan(20).allSatisfy(MonitoringTest::asksForWhatThereIs);
  }

  @Test
  void no_two_panels_of_the_board_lie_on_each_other_or_have_one_id() throws IOException {
    Set<Integer> ids = new HashSet<>();
    Set<List<Integer>> cells = new HashSet<>();
    for (JsonObject panel : Json.objects(new JsonObject(Files.readString(GRAFANA)), "panels")) {
      assertThat(ids.add(panel.getInteger("id"))).as("id of %s", panel.getString("title")).isTrue();
      JsonObject at = panel.getJsonObject("gridPos");
      for (int x = at.getInteger("x"); x < at.getInteger("x") + at.getInteger("w"); x++) {
        for (int y = at.getInteger("y"); y < at.getInteger("y") + at.getInteger("h"); y++) {
          assertThat(x).isLessThan(24);
          assertThat(cells.add(List.of(x, y))).as("place of %s", panel.getString("title")).isTrue();
        }
      }
    }
  }

  @Test
  void the_board_has_what_grafana_needs_to_import_it() throws IOException {
    JsonObject board = new JsonObject(Files.readString(GRAFANA));
    assertThat(board.getInteger("schemaVersion")).isGreaterThanOrEqualTo(36);
    assertThat(board.getString("title")).isNotBlank();
    assertThat(board.getString("uid")).isNotBlank();
    assertThat(Json.objects(board.getJsonObject("templating"), "list"))
        .filteredOn(variable -> variable.getString("type").equals("datasource"))
        .singleElement()
        .satisfies(
            variable -> {
              assertThat(variable.getString("name")).isEqualTo("datasource");
              assertThat(variable.getString("query")).isEqualTo("prometheus");
            });
    for (JsonObject panel : Json.objects(board, "panels")) {
      assertThat(panel.fieldNames()).contains("id", "type", "title", "gridPos");
      if (!panel.getString("type").equals("row")) {
        assertThat(panel.getJsonObject("datasource").getString("uid"))
            .as("source of %s", panel.getString("title"))
            .isEqualTo("${datasource}");
        assertThat(Json.objects(panel, "targets")).as(panel.getString("title")).isNotEmpty();
      }
    }
  }

  @Test
  void expression_that_is_not_closed_is_found() {
    assertThat(isBalanced("sum by (job) (rate(a_total{b=\"x)\"}[5m]))")).isTrue();
    assertThat(isBalanced("sum(rate(a_total[5m])")).isFalse();
    assertThat(isBalanced("sum(rate(a_total[5m)])")).isFalse();
    assertThat(isBalanced("a{b=\"c}")).isFalse();
  }

  /** Whether what is opened is closed, in turn; what is in quotes is not looked at. */
  private static boolean isBalanced(String query) {
    Deque<Character> open = new ArrayDeque<>();
    for (char each : query.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "").toCharArray()) {
      int closes = ")]}\"".indexOf(each);
      if ("([{".indexOf(each) >= 0) {
        open.push(each);
      } else if (closes >= 0 && (open.isEmpty() || "([{".indexOf(open.pop()) != closes)) {
        return false;
      }
    }
    return open.isEmpty();
  }

  private static void collect(Object json, List<String> queries) {
    if (json instanceof JsonArray array) {
      array.forEach(each -> collect(each, queries));
    } else if (json instanceof JsonObject object) {
      for (String name : object.fieldNames()) {
        Object value = object.getValue(name);
        if (value instanceof String text && Set.of("expr", "query").contains(name)) {
          if (!text.equals("prometheus")) {
            queries.add(text);
          }
        } else {
          collect(value, queries);
        }
      }
    }
  }

  @Test
  void each_alert_asks_for_what_there_is_and_says_what_it_means() throws IOException {
    List<Map<?, ?>> rules =
        objects(yaml(ALERTS), "groups").flatMap(group -> objects(group, "rules")).toList();
    assertThat(rules).hasSizeGreaterThan(8);
    assertThat(rules).extracting(rule -> rule.get("alert")).doesNotHaveDuplicates();
    for (Map<?, ?> rule : rules) {
      asksForWhatThereIs((String) rule.get("expr"));
      assertThat((Map<?, ?>) rule.get("labels")).hasSize(1);
      assertThat(((Map<?, ?>) rule.get("annotations")).keySet().stream().map(Object::toString))
          .containsExactlyInAnyOrder("summary", "description");
    }
  }

  @Test
  void prometheus_keeps_the_name_of_the_job() throws IOException {
    assertThat(objects(yaml(PROMETHEUS), "scrape_configs"))
        .singleElement()
        .satisfies(
            scrape -> {
              assertThat(scrape.get("honor_labels")).isEqualTo(true);
              assertThat(scrape.get("job_name")).isEqualTo("weir");
              assertThat(scrape.get("metrics_path")).isEqualTo("/metrics");
            });
  }

  private static void asksForWhatThereIs(String query) {
    assertThat(isBalanced(query)).as("brackets and quotes of: %s", query).isTrue();
    Set<String> asked = new TreeSet<>();
    Matcher metric = METRIC.matcher(query.replaceAll("\"[^\"]*\"|by \\([^)]*\\)", ""));
    while (metric.find()) {
      asked.add(metric.group());
    }
    assertThat(asked).as("metrics in: %s", query).isNotEmpty().isSubsetOf(metrics);
    Matcher label = LABELS.matcher(query);
    while (label.find()) {
      for (int i = 1; i <= label.groupCount(); i++) {
        if (label.group(i) != null) {
          assertThat(labels).as("labels in: %s", query).contains(label.group(i).split(", "));
        }
      }
    }
  }

  private static Map<?, ?> yaml(Path file) throws IOException {
    return (Map<?, ?>)
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
  }

  private static Stream<Map<?, ?>> objects(Map<?, ?> in, String name) {
    return ((List<?>) in.get(name)).stream().map(each -> (Map<?, ?>) each);
  }
}
