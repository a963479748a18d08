package dev.weir.testing.simulation;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A state diagram of the documents.
 *
 * @param states all that are drawn
 * @param arrows from one state to another, as "from -> to"
 */
record Diagram(Set<String> states, Set<String> arrows) {

  private static final Pattern ARROW = Pattern.compile("(\\S+) --> (\\w+)(: .*)?");
  private static final Pattern COMPOSITE = Pattern.compile("state (\\w+) \\{");

  /** The first one below a heading. */
  static Diagram below(String heading, String document) {
    int start = document.indexOf("```mermaid\n", document.indexOf("### " + heading));
    int end = document.indexOf("```", start + 3);
    return parse(document.substring(start, end));
  }

  /** An arrow that leaves a composite state leaves every state in it. */
  private static Diagram parse(String text) {
    Map<String, Set<String>> members = new HashMap<>();
    Map<String, Set<String>> targets = new HashMap<>();
    ArrayDeque<String> open = new ArrayDeque<>();
    Set<String> states = new TreeSet<>();
    for (String line : text.lines().map(String::strip).toList()) {
      Matcher composite = COMPOSITE.matcher(line);
      Matcher arrow = ARROW.matcher(line);
      if (composite.matches()) {
        open.push(composite.group(1));
        members.put(composite.group(1), new TreeSet<>());
      } else if (line.equals("}")) {
        open.pop();
      } else if (arrow.matches()) {
        targets.computeIfAbsent(arrow.group(1), from -> new TreeSet<>()).add(arrow.group(2));
        for (String state : Set.of(arrow.group(1), arrow.group(2))) {
          open.forEach(each -> members.get(each).add(state));
          states.add(state);
        }
      }
    }
    states.removeAll(members.keySet());
    states.remove("[*]");
    Set<String> arrows = new TreeSet<>();
    targets.forEach(
        (from, all) -> {
          for (String source : members.getOrDefault(from, Set.of(from))) {
            if (states.contains(source)) {
              all.forEach(to -> arrows.add(source + " -> " + to));
            }
          }
        });
    return new Diagram(states, arrows);
  }
}
